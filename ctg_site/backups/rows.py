"""The rows of a table as lines of text that either database reads again, whatever its release."""

import base64
import gzip
import json
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    bindparam,
    cast,
    func,
    inspect,
    select,
    type_coerce,
)

#: How many rows are read and written at once.
CHUNK = 500
#: What belongs to one database alone.
APART = frozenset({"alembic_version", "sqlite_sequence"})
#: The table of each sequence of PostgreSQL, and the last number that it gave.
SEQUENCES = (
    "SELECT t.relname, s.last_value FROM pg_sequences s"
    " JOIN pg_class c ON c.relname = s.sequencename AND c.relkind = 'S'"
    " JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid"
    " WHERE s.last_value IS NOT NULL"
)


def is_ours(name: str) -> bool:
    """What stands behind the full-text index is filled by its own triggers."""
    return name not in APART and "_fts" not in name


def tables(connection: Connection) -> dict[str, Table]:
    """Every table as the database has it now, which may be of another release than the code."""
    found, names = MetaData(), [name for name in inspect(connection).get_table_names() if is_ours(name)]
    with warnings.catch_warnings():  # an index over an expression is not read again
        warnings.filterwarnings("ignore", ".*expression-based index")
        found.reflect(connection, only=names)
    return dict(sorted(found.tables.items()))


def write(connection: Connection, table: Table, path: Path) -> int:
    """One line for the names of the columns, then one a row, in the order of their keys; how many rows."""
    count = 0
    asked = select(*(_asked(column) for column in table.columns)).order_by(*table.primary_key.columns)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as lines:
        lines.write(json.dumps([column.name for column in table.columns]) + "\n")
        for row in connection.execute(asked, execution_options={"yield_per": CHUNK}):
            lines.write(json.dumps([_said(value) for value in row], ensure_ascii=False) + "\n")
            count += 1
    return count


def read(table: Table, path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of a file, by chunks, each by the names of the columns."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        columns = [table.c[name] for name in json.loads(next(lines))]
        chunk: list[dict[str, Any]] = []
        for line in lines:
            pairs = zip(columns, json.loads(line), strict=True)
            chunk.append({column.name: _value(column, value) for column, value in pairs})
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def insertion(table: Table) -> Any:
    """The statement that writes such a chunk."""
    return table.insert().values({column.name: _written(column) for column in table.columns})


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables(connection).items()
    }


def numbers(connection: Connection) -> dict[str, int]:
    """The last number that each table gave, to a row that is gone since too."""
    embedded = connection.dialect.name == "sqlite"
    asked = "SELECT name, seq FROM sqlite_sequence" if embedded else SEQUENCES
    return {name: last for name, last in connection.exec_driver_sql(asked) if is_ours(name)}


def number_on(connection: Connection, last: Mapping[str, int]) -> None:
    """What is written next takes the number after the last one that was given: none serves twice."""
    for name, number in last.items():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, number)
            )
        else:
            sequence = func.pg_get_serial_sequence(f'"{name}"', "id")
            connection.execute(select(func.setval(sequence, number)))


def _asked(column: Column[Any]) -> Any:
    """JSON is copied as it is written: no value and `null` are not the same."""
    if not isinstance(column.type, JSON):
        return column
    return (type_coerce if _is_embedded(column) else cast)(column, Text).label(column.name)


def _written(column: Column[Any]) -> Any:
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    text = bindparam(column.name, type_=Text())
    return text if _is_embedded(column) else cast(text, column.type)


def _is_embedded(column: Column[Any]) -> bool:
    """Whether the table was read from SQLite, which keeps JSON as a text."""
    return type(column.type).__module__.startswith("sqlalchemy.dialects.sqlite")


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _value(column: Column[Any], said: Any) -> Any:
    """What a line says, as this column takes it; an instant is one of UTC."""
    kind = column.type
    if said is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(said).replace(tzinfo=UTC if kind.timezone else None)
    if isinstance(kind, Date):
        return date.fromisoformat(said)
    if isinstance(kind, Time):
        return time.fromisoformat(said)
    return base64.b64decode(said) if isinstance(kind, LargeBinary) else said
