"""The databases of the tests: in a hurry, since nothing has to survive; empty again before each test."""

from sqlalchemy import event

from ctg_site.db import db


def hurry(engine):
    """SQLite waits for no disk, as PostgreSQL in tests/tools/with-postgresql; its locks stay the same."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _hurry)


def _hurry(connection, record):
    connection.execute("PRAGMA synchronous = OFF")
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = MEMORY")


def empty_tables():
    tables = db.metadata.sorted_tables
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        statements = [f"TRUNCATE {names} RESTART IDENTITY CASCADE"]
    else:
        statements = [
            *(f'DELETE FROM "{table.name}"' for table in reversed(tables)),
            "DELETE FROM sqlite_sequence",
        ]
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
