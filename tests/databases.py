"""The databases of the tests: in a hurry, since nothing has to survive; empty again before each test."""

from sqlalchemy import event

from ctg_site.db import db

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


def empty_tables():
    """Take away every row, children first, and number from one again: only the tables that hold some."""
    tables = [table.name for table in reversed(db.metadata.sorted_tables)]
    asked = (f'SELECT {rank} WHERE EXISTS (SELECT 1 FROM "{name}")' for rank, name in enumerate(tables))
    name = db.engine.dialect.name
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        filled = sorted(connection.exec_driver_sql(" UNION ALL ".join(asked)).scalars())
        deleted = (f'DELETE FROM "{tables[rank]}"' for rank in filled)
        for statement in (*UNCHECKED[name], *deleted, ONE_AGAIN[name]):
            connection.exec_driver_sql(statement)
