"""The databases of the tests: in a hurry, since nothing has to survive; empty again before each test."""

import json
import re
import warnings
from functools import cache

from sqlalchemy import event, inspect

from ctg_site.db import db
from ctg_site.models.agenda import MeetingKind
from ctg_site.models.places import PlaceKind

#: How numbers start from one again, those of empty tables too: a row that was undone took one.
ONE_AGAIN = {
    "sqlite": "DELETE FROM sqlite_sequence",
    "postgresql": (
        "SELECT setval((quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass, 1, false)"
        " FROM pg_sequences WHERE last_value IS NOT NULL"
    ),
}
#: PostgreSQL looks for the children of each row that goes, though all go.
UNCHECKED = {"sqlite": (), "postgresql": ("SET LOCAL session_replication_role = replica",)}


def hurry(engine):
    """SQLite waits for no disk, as PostgreSQL in tests/tools/with-postgresql; its locks stay the same."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)


def _hurry(connection, record):
    connection.execute("PRAGMA synchronous = OFF")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = MEMORY")


#: What every site begins with: the migrations write these rows.
FIRST = (PlaceKind.__table__, MeetingKind.__table__)


@cache
def first_rows():
    with db.engine.connect() as connection:
        held = ((table, connection.execute(db.select(table)).mappings()) for table in FIRST)
        return [(table, [dict(row) for row in rows]) for table, rows in held]


def empty_tables():
    """Take away every row, children first, and number from one again: only the tables that hold some.

    The kinds of places and of meetings are then those of a new site.
    """
    first = first_rows()
    tables = [table.name for table in reversed(db.metadata.sorted_tables)]
    asked = (f'SELECT {rank} WHERE EXISTS (SELECT 1 FROM "{name}")' for rank, name in enumerate(tables))
    name = db.engine.dialect.name
    with db.engine.execution_options(ctg_writes=True, ctg_between_tests=True).begin() as connection:
        filled = sorted(connection.exec_driver_sql(" UNION ALL ".join(asked)).scalars())
        deleted = (f'DELETE FROM "{tables[rank]}"' for rank in filled)
        for statement in (*UNCHECKED[name], *deleted, ONE_AGAIN[name]):
            connection.exec_driver_sql(statement)
        for table, rows in first:
            connection.execute(db.insert(table), rows)
            if name == "postgresql":
                connection.exec_driver_sql(f"SELECT setval('{table.name}_id_seq', {len(rows)})")


#: What stands beside the tables, by its name: as SQLite keeps it, as PostgreSQL writes it again.
BESIDE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
#: The tables whose numbers never serve twice.
NUMBERED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%AUTOINCREMENT%%'",
    "postgresql": "SELECT sequencename FROM pg_sequences",
}


def schema(engine):
    """What Alembic does not compare: checks, indexes and triggers, defaults, tables that number for good."""
    name, inspector = engine.dialect.name, inspect(engine)
    tables = [table for table in inspector.get_table_names() if ours(table)]
    with engine.connect() as connection, warnings.catch_warnings():
        beside = connection.exec_driver_sql(BESIDE[name]).all()
        numbered = connection.exec_driver_sql(NUMBERED[name].replace("%%", "%")).scalars().all()
    return {
        "checks": {
            check["name"]: " ".join(check["sqltext"].split())
            for table in tables
            for check in inspector.get_check_constraints(table)
        },
        "indexes": {index: " ".join(written.split()) for index, written in beside if ours(index)},
        "defaults": {
            f"{table}.{column['name']}": _plain(column["default"])
            for table in tables
            for column in inspector.get_columns(table)
            if not (column["default"] or "").startswith("nextval(")
        },
        "numbered": {one for one in numbered if ours(one)},
    }


def ours(name):
    return not name.startswith("alembic_version")


def _plain(default):
    """A default as a text or as JSON, whichever way a database writes it."""
    if default is None:
        return None
    text = re.sub(r"^'(.*)'(::[\w ]+)?$", r"\1", default)
    return {"false": "0", "true": "1"}.get(text) or (json.loads(text) if text[:1] in ("{", "[") else text)
