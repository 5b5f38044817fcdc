"""Writes many rows of one table at once: a list on SQLite, a COPY on PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table

from ctg_site import versions
from ctg_site.db import db, on_postgresql

Row = dict[str, Any]
Made = tuple[str, Any, Callable[[Any], Any] | None]


class Batch:
    """Rows by table, until they are written together; a column that a row does not name takes its default."""

    def __init__(self) -> None:
        self.rows: dict[Table, list[Row]] = {}
        self._order = db.metadata.sorted_tables
        self._columns: dict[tuple[Table, bool], list[Made]] = {}

    def add(self, table: Any, **values: Any) -> None:
        self.rows.setdefault(getattr(table, "__table__", table), []).append(values)

    def write(self) -> int:
        """Inside an operation: all of them, those that others point at first; how many."""
        connection = db.session.connection()
        total = 0
        for table in self._order:
            if rows := self.rows.pop(table, None):
                columns = self._made(table, "id" in rows[0], connection)
                put = _copy if on_postgresql() else _insert
                put(connection, table, columns, list(_values(columns, rows)))
                total += len(rows)
        return total

    def _made(self, table: Table, numbered: bool, connection: Connection) -> list[Made]:
        """The columns, and how each gives a value to the database: as its type does."""
        if (table, numbered) not in self._columns:
            dialect = connection.dialect
            self._columns[table, numbered] = [
                _column(column, dialect) for column in table.columns if numbered or column.name != "id"
            ]
        return self._columns[table, numbered]


def numbers(table: Any, count: int) -> list[int]:
    """Inside an operation: so many numbers that no row has, nor will be given."""
    name = table.__table__.name
    if on_postgresql():
        sequence = db.func.pg_get_serial_sequence(f'"{name}"', "id")
        drawn = db.select(db.func.nextval(sequence)).select_from(db.func.generate_series(1, count))
        return list(db.session.scalars(drawn))
    last = db.session.execute(db.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name})
    first = (last.scalar_one_or_none() or 0) + 1
    return list(range(first, first + count))


def _column(column: Column[Any], dialect: Dialect) -> Made:
    """Its name, its default, and what makes of a value what the database takes."""
    default: Any = column.default
    value = 1 if column.name == "version" else None
    if default is not None:
        value = default.arg if default.is_scalar else default.arg(None)
    return column.name, value, column.type.dialect_impl(dialect).bind_processor(dialect)


def _values(columns: list[Made], rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """The rows as the database takes them, made column by column: what no row names is made once."""
    named = set().union(*rows)
    made: list[Iterable[Any]] = []
    for name, default, process in columns:
        if name not in named:
            made.append(repeat(process(default) if process else default, len(rows)))
            continue
        values = [row.get(name, default) for row in rows]
        made.append(map(process, values) if process else values)
    return zip(*made, strict=True)


def _insert(connection: Connection, table: Table, columns: list[Made], rows: list[tuple[Any, ...]]) -> None:
    names = [name for name, _, _ in columns]
    statement = str(table.insert().compile(dialect=connection.dialect, column_keys=names))
    connection.exec_driver_sql(statement, rows)


def _copy(connection: Connection, table: Table, columns: list[Made], rows: list[tuple[Any, ...]]) -> None:
    """No statement of SQLAlchemy names the table: what is kept of it is told here that it changed."""
    cursor: Any = connection.connection.cursor()
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    with cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)
    versions.written(connection, table.name)
