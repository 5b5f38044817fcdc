"""The migrations make the models, and each goes up and down on a database that holds data."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from ctg_site.db import db
from ctg_site.factory import create_app

#: SQLite cannot show an index over an expression again: that one is compared on PostgreSQL.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore:.*{said}:{kind}")
    for said, kind in (
        ("reflection of expression-based index ix_proposal_moved", "sqlalchemy.exc.SAWarning"),
        ("expression-based index 'ix_proposal_moved'", "UserWarning"),
    )
]


@pytest.fixture
def engine(settings, new_database):
    """The engine of a site whose database is empty, without a table."""
    app = create_app(replace(settings, database_url=new_database("migrations")))
    with app.app_context():
        yield db.engine
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def config(engine, app):
    return app.extensions["migrate"].migrate.get_config()


def test_the_migrations_make_the_models(config):
    upgrade()
    command.check(config)


def test_everything_is_taken_down_and_made_again(engine, config):
    upgrade()
    made = tables(engine)
    downgrade(revision="base")
    assert set(tables(engine)) == set()
    upgrade()
    assert {name: set(table.c.keys()) for name, table in tables(engine).items()} == {
        name: set(table.c.keys()) for name, table in made.items()
    }


def test_each_revision_goes_down_and_up_with_data(engine, config):
    revisions = list(ScriptDirectory.from_config(config).walk_revisions())
    for revision in reversed(revisions):
        upgrade(revision=revision.revision)
        fill(engine)
        before = counts(engine)
        downgrade(revision="-1")
        older = tables(engine)
        upgrade(revision=revision.revision)
        after = counts(engine)
        lost = {name: n for name, n in before.items() if name in older and after[name] != n}
        assert not lost, f"going down from {revision.revision} and up again lost rows of {lost}"


#: Columns that stay empty: the table points at one thing of several.
ONE_OF = {
    "subscription": {"action_id", "theme_id"},
    **dict.fromkeys(("opinion", "opinion_tally", "opinion_answer"), {"commitment_id"}),
}
#: Columns that the database wants after their beginning.
LATER = ("ends", "closes")


def tables(engine):
    metadata = sa.MetaData()
    metadata.reflect(engine)
    ours = [table for table in metadata.sorted_tables if "_fts" not in table.name]
    return {table.name: table for table in ours if table.name != "alembic_version"}


def counts(engine):
    with engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for name, table in tables(engine).items()
        }


def fill(engine):
    """One row in each empty table, parents first."""
    with engine.execution_options(ctg_writes=True).begin() as connection:
        for name, table in tables(engine).items():
            if connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0:
                checks = sa.inspect(connection).get_check_constraints(name)
                connection.execute(table.insert().values(row(connection, table, checks)))


def row(connection, table, checks):
    return {
        column.name: value(connection, column, checks)
        for column in table.columns
        if not (column.primary_key and column.autoincrement and not column.foreign_keys)
        and column.name not in ONE_OF.get(table.name, ())
    }


def value(connection, column, checks):
    """A value of the column's type: of its parent's row, or the first that its check allows."""
    for key in column.foreign_keys:
        return connection.scalar(sa.select(sa.func.max(key.column)))
    for check in checks if column.type.python_type is str else ():
        if re.search(rf"\b{column.name}\b", check["sqltext"]):
            if allowed := re.search(r"'([^']*)'", check["sqltext"]):
                return allowed[1]
    later = column.name.startswith(LATER)
    samples = {
        bool: False,
        int: 2 if later else 1,
        datetime: datetime(2026, 1, 2, 4 if later else 3, 4, tzinfo=UTC),
        date: date(2026, 1, 2),
        time: time(4 if later else 3),
        object: {},  # JSON, as SQLite reflects it
        dict: {},
        str: "word",
        float: 1.0,
    }
    return samples[column.type.python_type]
