"""What `make migration` writes runs up and down where rows are and loses nothing; else it says what to do."""

import shutil
from enum import StrEnum

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.util import CommandError
from flask_migrate import upgrade

from ctg_site.config import ROOT
from ctg_site.db import UtcDateTime, db, now, state_column
from ctg_site.domain.workflow import Moderation
from ctg_site.services import health
from tests.databases import schema
from tests.test_migrations import counts, fill, site, tables

pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index:sqlalchemy.exc.SAWarning")


#: As if sixty more had been erased.
TAKEN = {
    "sqlite": "UPDATE sqlite_sequence SET seq = 61 WHERE name = 'proposal'",
    "postgresql": "SELECT setval('proposal_id_seq', 61)",
}
LAST = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = 'proposal'",
    "postgresql": "SELECT last_value FROM proposal_id_seq",
}


class Mood(StrEnum):
    GLAD = "glad"
    CALM = "calm"


@pytest.fixture(scope="module")
def url(settings, new_database):
    """A database up to date, with a row in each table."""
    url = new_database("generated")
    with site(settings, url) as engine:
        upgrade()
        fill(engine, tables(engine))
    return url


@pytest.fixture
def engine(settings, url):
    with site(settings, url) as engine:
        yield engine


@pytest.fixture
def models(monkeypatch):
    """The tables of the models, to be changed: `make migration` follows them."""
    changed = sa.MetaData(naming_convention=db.metadata.naming_convention)
    for table in db.metadata.sorted_tables:
        table.to_metadata(changed)
    monkeypatch.setitem(db.metadatas, None, changed)
    return changed.tables


@pytest.fixture
def config(app, engine, models, tmp_path):
    """The migrations, in a folder of their own."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    config = app.extensions["migrate"].migrate.get_config(folder)
    yield config
    command.downgrade(config, health.newest_revision())


@pytest.fixture
def write_next(config):
    """Write the next revision; its text."""

    def generate():
        script = command.revision(config, "what changes", autogenerate=True, rev_id="next")
        with open(script.path, encoding="utf-8") as written:
            return written.read()

    return generate


def state(*values, **options):
    return sa.Enum(*values, native_enum=False, length=32, create_constraint=True, **options)


def write(engine, statement):
    with engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
        return connection.execute(statement)


def held(engine, column):
    with engine.connect() as connection:
        return connection.execute(sa.text(f"SELECT {column} FROM proposal")).scalar_one()


def test_new_columns_are_added_to_a_table_that_holds_rows(config, write_next, engine, models):
    for column in (
        sa.Column("new_words", sa.String, nullable=False, default=""),
        sa.Column("new_yes", sa.Boolean, nullable=False, default=False),
        sa.Column("new_count", sa.Integer, nullable=False, default=3),
        sa.Column("new_list", sa.JSON, nullable=False, default=list),
        sa.Column("new_moment", UtcDateTime, index=True),
        sa.Column("new_state", state_column(Mood).column.type, nullable=False, default=Mood.CALM),
        sa.Column("new_link_id", sa.ForeignKey("user.id"), index=True),
    ):
        models["proposal"].append_column(column)
    before, rows = schema(engine), counts(engine, tables(engine))
    assert "batch" not in write_next()
    command.upgrade(config, "head")
    command.check(config)
    columns = ("new_words", "new_yes", "new_count", "new_list", "new_moment", "new_state", "new_link_id")
    found = [held(engine, f"CAST({name} AS text)") for name in columns]
    assert found in (["", no, "3", "[]", None, "calm", None] for no in ("0", "false"))
    with pytest.raises(sa.exc.IntegrityError):
        write(engine, sa.text("UPDATE proposal SET new_state = 'cross'"))
    kept = schema(engine)["indexes"]
    assert before["indexes"].items() <= kept.items() and "ix_proposal_new_link_id" in kept
    command.downgrade(config, "-1")
    assert schema(engine) == before and counts(engine, tables(engine)) == rows


def test_columns_that_go_come_back_on_the_way_down(config, write_next, engine, models):
    gone = ("organisation", "wants_to_talk", "channel", "age_band", "contact_due_on", "asked_done_at")
    for name in gone:
        models["proposal"]._columns.remove(models["proposal"].c[name])
    before = schema(engine)
    write_next()
    command.upgrade(config, "head")
    assert not {*gone} & {column["name"] for column in sa.inspect(engine).get_columns("proposal")}
    assert "ck_proposal_channel" not in schema(engine)["checks"]
    command.downgrade(config, "-1")
    after = schema(engine)
    assert (after["checks"], after["indexes"]) == (before["checks"], before["indexes"])
    assert held(engine, "organisation") == "" and held(engine, "channel") == "online"


def test_a_state_that_gains_a_member_holds_it(config, write_next, engine, models):
    models["proposal"].c.moderation.type = state(*Moderation, "in_a_drawer", name="moderation")
    before, rows = schema(engine), counts(engine, tables(engine))
    write(engine, sa.text(TAKEN[engine.dialect.name]))
    write_next()
    command.upgrade(config, "head")
    command.check(config)
    made = schema(engine)
    now_held = {"ck_proposal_moderation": made["checks"]["ck_proposal_moderation"]}
    assert made == {**before, "checks": {**before["checks"], **now_held}}, "all the rest is as it was"
    write(engine, sa.text("UPDATE proposal SET moderation = 'in_a_drawer'"))
    command.downgrade(config, "-1")
    assert held(engine, "moderation") == "received", "what the way down has no word for begins again"
    assert schema(engine) == before and counts(engine, tables(engine)) == rows
    with engine.connect() as connection:
        last = connection.scalar(sa.text(LAST[engine.dialect.name]))
    assert last == 61, "a copied table goes on numbering: what was erased keeps its number"


def test_what_a_state_loses_is_never_guessed(config, write_next, engine, models):
    models["proposal"].c.moderation.type = state(*set(Moderation) - {Moderation.ARCHIVED}, name="moderation")
    write(engine, sa.text("UPDATE proposal SET moderation = 'archived'"))
    write_next()
    with pytest.raises(
        RuntimeError, match=r"proposal.moderation still holds 1 × 'archived': say in `instead`"
    ):
        command.upgrade(config, "head")
    assert held(engine, "moderation") == "archived"
    write(engine, sa.text("UPDATE proposal SET moderation = 'received'"))


def test_what_the_index_of_words_hangs_on_is_copied_with_it(config, write_next, engine, models):
    models["search_document"].c.kind.type = state("file", "envie", "song", name="searchkind")
    before = schema(engine)["indexes"]
    write_next()
    command.upgrade(config, "head")
    assert schema(engine)["indexes"] == before


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (lambda: sa.Column("new_words", sa.String, nullable=False), "have no value for it"),
        (lambda: sa.Column("new_moment", UtcDateTime, nullable=False, default=now), "have no value for it"),
        (lambda: sa.Column("new_words", sa.String, unique=True), "only by copying it"),
        (lambda: sa.Column("organisation", sa.String, nullable=True), "only by copying it"),
    ],
)
def test_what_cannot_be_written_surely_is_told(write_next, models, column, told):
    models["proposal"].append_column(column(), replace_existing=True)
    with pytest.raises(CommandError, match=told):
        write_next()
