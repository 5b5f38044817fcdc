"""A database of an older release, with ten thousand envies: brought up to date, taken down again, and up."""

import pytest
import sqlalchemy as sa
from flask import current_app
from flask_migrate import downgrade, upgrade

from ctg_site.services import health
from tests.test_migrations import counts, engine, fill, tables
from tests.test_operator import KEYS

pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index:sqlalchemy.exc.SAWarning")
#: The tables of an older release, and how many envies a town may have by then.
OLDER, MANY = "0010", 10_000
#: What no two envies share.
UNIQUE = ("submission_key", "code_hash", "link_hash")
__all__ = ["engine"]


def crowd(connection, table):
    """Ten thousand envies more like the first one."""
    names = [column.name for column in table.columns if column.name != "id"]
    held = dict(connection.execute(sa.select(table).limit(1)).mappings().one())
    many = [
        {name: f"{name}{number}" if name in UNIQUE else held[name] for name in names}
        for number in range(MANY)
    ]
    connection.execute(table.insert(), many)


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    """The older tables are made by a process of its own."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


def ctg(*words):
    done = current_app.test_cli_runner().invoke(args=["ctg", *words])
    return done.exit_code, done.output


def test_ten_thousand_envies_go_up_down_and_up_and_what_is_lost_is_said_before(engine):
    upgrade(revision=OLDER)
    older = tables(engine)
    fill(engine, older)
    with engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
        crowd(connection, older["proposal"])
    before = counts(engine, older)
    assert before["proposal"] > MANY
    upgrade()
    newer = tables(engine)
    known = {name: table for name, table in newer.items() if name in older}
    assert {name: count for name, count in counts(engine, known).items() if count != before[name]} == {}
    with engine.execution_options(ctg_writes=True).begin() as connection:
        connection.execute(newer["user"].update().values(shown_name="Zoé"))
    code, told = ctg("going-down", OLDER)
    assert code == 0 and "user.shown_name: 1 value(s)" in told and "nothing was changed" in told
    again = ctg("going-down", OLDER)
    assert again == (code, told), again[1]
    downgrade(revision=OLDER)
    with engine.connect() as connection:
        assert health.revision(connection) == OLDER
    lost = {name for name, count in counts(engine, older).items() if count != before[name]}
    assert lost <= set(told.replace(".", " ").replace(":", " ").split()) | {"alembic_version"}
    upgrade()
    assert counts(engine, {"proposal": newer["proposal"]}) == {"proposal": before["proposal"]}


def test_a_revision_that_is_none_is_refused(engine):
    upgrade()
    code, told = ctg("going-down", "9999")
    assert code == 1 and "no file of migrations/versions is the revision 9999" in told
