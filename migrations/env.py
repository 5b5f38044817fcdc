"""Alembic runs the migrations on the application's own engine, all of them in one transaction.

On SQLite a changed table is copied, dropped and renamed: with foreign keys on, dropping it would delete its
children. They are off meanwhile, and checked before the commit.

What it writes by itself is made of plain operations, never of batches: migrations/generated.py completes it.
"""

import warnings

from alembic import context

from ctg_site.db import UtcDateTime, db
from migrations import generated


def migrate() -> None:
    with db.engine.connect().execution_options(ctg_writes=True, ctg_migrates=True) as connection:
        embedded = connection.dialect.name == "sqlite"
        switch = connection.connection.dbapi_connection.execute if embedded else lambda statement: None
        switch("PRAGMA foreign_keys = OFF")  # says nothing inside a transaction: before it begins
        try:
            with connection.begin():
                context.configure(
                    connection=connection,
                    target_metadata=db.metadata,
                    compare_type=True,
                    process_revision_directives=generated.complete,
                    render_item=plain_types,
                    include_object=is_ours,
                )
                with (
                    warnings.catch_warnings()
                ):  # SQLite cannot read them again; the tests compare them as written
                    warnings.filterwarnings("ignore", ".*expression-based index")
                    context.run_migrations()
                if embedded and (orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise RuntimeError(f"rows point at nothing: {orphans[:5]}")
        finally:
            switch("PRAGMA foreign_keys = ON")


def plain_types(kind, thing, autogenerate):
    """A revision outlives the classes of the application: it names database types only."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def is_ours(thing, name, kind, reflected, compare_to):
    """What stands behind the full-text index (`…_fts…`) belongs to the statements of models/search.py."""
    return not (reflected and compare_to is None and "_fts" in (name or ""))


migrate()
