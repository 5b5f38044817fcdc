"""The migrations make the models, each goes up and down where data is, and none is ever rewritten."""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from ctg_site.config import ROOT
from ctg_site.db import db
from ctg_site.factory import create_app
from tests.databases import hurry, schema

#: SQLite cannot show an index over an expression again: `schema` compares it as it is written.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index:sqlalchemy.exc.SAWarning")
#: What has landed, and may stand on a site: the SHA-256 of each file.
FROZEN = {
    "0001_initial.py": "20aade1d5299839f21df9e3895395460e03e63e84540e6b5f8d70275251e927b",
    "0002_taking_part.py": "a35f44e0c525c4300db40e31837dd402b239d740ffb4a23fbc7069517578c70e",
    "0003_solid_ground.py": "89566ffdfe1f84ef88f610126de11771487239cb40b526128390d396ee760069",
    "0004_hostile_hands.py": "60e9d7cc21ebe0ebab1bdf12cbecf2a3f210eb3bec2bcf31fe32ae638ae2bda5",
    "0005_proof_again.py": "7b9aefeefbd7947f9f0ffefa0bbf0ca552f5b1b1bce7b382fca78a50d1c77fa5",
    "0006_week_times.py": "85c2f7a2bb9dc695dd48f82414f08c630bf8cbaea134478a8e1b15d8ff1a0efd",
    "0007_town_services.py": "803cee215def89d7f7ec0e72c52a42a8f8ecdef9f63f76862dfcd4ead1f27d8e",
    "0008_words_people_use.py": "b32834c1866f45580ec8b4c5c619d3c76af64a12b2cd9649204e9b8305fc4736",
    "0009_outcome_word.py": "f51b2d3502e3820af5c302fac69a06b48d5b7895e3bd1aa8438d97b4732115bb",
    "0010_meetings_belong.py": "27bb77d85535ba86df869ad5defeb2f8e8fcd40fc23e0dfe551f891833446e57",
    "0012_own_data.py": "9b962c22a97736c03d66100dca6476e8563d54574195dccf20642a301ed27810",
    "0013_today.py": "da27820783e542afc9b33c94d7396fcf3888bc4fe10b0473c034f31e4c8f5812",
    "0014_reading.py": "9e181a2a1d0b0ab4c5d417d5510c9fa0e48442103fa8b60933adbea966e2aca9",
    "0015_after_sending.py": "72095ff73ffdc7fbce884f13ce489d37e981e789e306e86cf205a4925e4da879",
    "0016_kinds_of_places.py": "e092151dbe43938d792d83ab703f9be4e4770856a68fb855b7cbeee47a5b404d",
    "0017_joined.py": "bf4df60d56ccc295ba4953ef1087c2383a0c50ef0692fee1e31b05b8f3388a0d",
    "0018_direction.py": "e8112d001fd61809b0b2f64a890918a9d2060c7eb699aa4bf1aa21486bc0f03b",
    "0019_pictures.py": "433136027f63e36f8bf13993187ae71d2ebee425b375a8bc36818476094344b1",
    "0020_collection.py": "2d6577e36bcfb38abed4e06e9ff10b7a8ee5e00c02f6aa0fec9810350cd34fe7",
    "0021_dates.py": "2519af5825ad67cb9b97238817893454218897727c805292cf24100abb2c144a",
    "0022_steps_and_bodies_go_on.py": "38e98989bef8d84eccaeb64e93a634372512160fe58e012e05fc54833542f7df",
    "0023_life_of_a_convention.py": "aaade84291af29927946052d2363747556e9f78310fbbb7479eee4d7bccc3088",
    "0024_items.py": "9cfe7bafba958aee4316b960b83e150c3f70b1ef9a48180fd6665bf545854ac8",
    "0026_retention.py": "14ea01abb5d3479612861454cf7df6f82917f5cfb592d496c5e11beeea86bcae",
    "0027_committee.py": "2ce8d121582430b8d999d722ef28063954e61794b021812a7e724c65bb6ccf99",
    "0028_renewal.py": "b52bedfc002896e7c35af14a419479fe811c0115c7a64f5df261c40c943bfd34",
    "0029_figures.py": "29ba9ee50d315c1ff5ad7131b0278a30ab04b7818ac1ead9b62b0d0092d6d39d",
    "0031_heard_words.py": "ac5651ad56d04eb269c0383e2885bc4435bbc116e680e2578e76382b471e62ea",
    "0033_table_version.py": "ad557a73ee075b145b10a0fbe06ab92501b9048c86bfe8cda34e19bb18e8154d",
    "0034_paper_sheets.py": "2bd4ae4e8e85415f08f4076d30184799a3edee52af521f266b99bd9a06940de1",
    "0035_indicator_version.py": "73a92b3e11ad16c5d3c833a87c65482a11c9597d3ac52570fa2ccd797ec5c43d",
}


@contextmanager
def site(settings, url):
    """The engine of another site, with its database."""
    with create_app(replace(settings, database_url=url)).app_context():
        hurry(db.engine)
        yield db.engine
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def engine(settings, new_database):
    """The engine of a site whose database is empty, without a table."""
    with site(settings, new_database("migrations")) as engine:
        yield engine


@pytest.fixture
def config(engine, app):
    return app.extensions["migrate"].migrate.get_config()


def test_the_migrations_make_the_models(config):
    upgrade()
    command.check(config)


def test_they_make_the_checks_the_indexes_and_the_defaults_of_the_models(settings, new_database, engine):
    """Alembic compares neither CHECKs nor defaults, and no index that SQLite cannot read again."""
    upgrade()
    made = schema(engine)
    with site(settings, new_database("models")) as models:
        db.create_all()
        wanted = schema(models)
    for kind in ("checks", "indexes", "numbered"):
        told = (
            f'{kind} made by the migrations, then by the models: make migration m="…" writes what is missing'
        )
        assert made[kind] == wanted[kind], told
    own = {name: default for name, default in made["defaults"].items() if default is not None}
    assert own == {name: default_of_model(name) for name in own}, "what the migration gives, then the model"


def default_of_model(name):
    """The default of the column « table.column » as Python gives it to each new row."""
    table, column = name.split(".")
    default = db.metadata.tables[table].c[column].default
    value = default.arg(None) if default.is_callable else default.arg
    return value if isinstance(value, (list, dict)) else str(int(value) if isinstance(value, bool) else value)


def test_what_has_landed_is_never_rewritten():
    files = sorted((ROOT / "migrations" / "versions").glob("*.py"))
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    changed = {name for name, digest in FROZEN.items() if digests.get(name) != digest}
    assert not changed, (
        f"{changed} stand on sites already, which will never run them again: put them back as they were"
        ' (git checkout) and write a new revision, make migration m="what changes"'
    )
    landed = [name for name in digests if name != files[-1].name and name not in FROZEN]
    lines = "".join(f'\n    "{name}": "{digests[name]}",' for name in landed)
    assert not landed, f"another revision follows: it is frozen from now on, write in FROZEN{lines}"


def test_no_new_revision_lets_alembic_copy_a_table():
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        assert file.name in FROZEN or "batch_alter_table" not in file.read_text(), (
            f"{file.name}: the copy that a batch makes loses the CHECKs of SQLite, its triggers, its indexes"
            " over an expression: op.add_column, op.allow_values, op.copy_table (migrations/changes.py)"
        )


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
    made_before = None
    for revision in reversed(revisions):
        upgrade(revision=revision.revision)
        newer = tables(engine)
        fill(engine, newer)
        before, made = counts(engine, newer), schema(engine)
        downgrade(revision="-1")
        older = set(sa.inspect(engine).get_table_names())
        if made_before is not None:
            assert schema(engine) == made_before, f"{revision.revision} goes down to another schema"
        upgrade(revision=revision.revision)
        assert schema(engine) == made, f"{revision.revision} makes another schema after it went down"
        after = counts(engine, newer)
        lost = {name: n for name, n in before.items() if name in older and after[name] != n}
        assert not lost, f"going down from {revision.revision} and up again lost rows of {lost}"
        made_before = made


def test_each_place_keeps_its_kind_on_the_way_up_and_down(engine, config):
    def kind(changed=None):
        with engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
            if changed:
                connection.exec_driver_sql(f"UPDATE structure SET kind = '{changed}'")
            return connection.exec_driver_sql("SELECT kind FROM structure").scalar_one()

    upgrade(revision="0009")
    fill(engine, tables(engine))
    assert kind("nursery") == "nursery"
    upgrade(revision="0016")
    assert kind() == "creche" and kind("rpe") == "rpe"
    downgrade(revision="0009")
    assert kind() == "other", "a kind that is no more is another place"


def again(connection, table, **changes):
    """The first row of a table once more, but for what changes; its number."""
    row = dict(connection.execute(sa.select(table).order_by(table.c.id).limit(1)).mappings().one())
    del row["id"]
    return connection.execute(table.insert().values(row | changes)).inserted_primary_key[0]


def test_the_steps_and_the_bodies_of_two_conventions_become_one_of_the_town(engine, config):
    upgrade(revision="0018")
    made = tables(engine)
    fill(engine, made)
    with engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
        connection.execute(made["body_seat"].delete())
        connection.execute(made["convention"].update().values(is_current=False))
        later = again(
            connection, made["convention"], period="later", is_current=True, starts_on=date(2027, 1, 1)
        )
        theme = again(connection, made["theme"], convention_id=later)
        commitment = again(connection, made["commitment"], convention_id=later, theme_id=theme)
        own = {"convention_id": later, "name": "today"}
        step = again(connection, made["pathway_step"], **own, commitment_id=commitment)
        body = again(connection, made["governing_body"], **own, mandate="written today")
        again(connection, made["bridge"], from_step_id=step)
        again(connection, made["meeting"], body_id=body)
        seat = {
            "body_id": body,
            "college": "town",
            "function": "x",
            "name": "",
            "created_at": datetime.now(UTC),
        }
        connection.execute(made["body_seat"].insert().values(seat))
        links = made["structure_step"]
        held = connection.scalar(sa.select(links.c.structure_id))
        connection.execute(links.insert().values(structure_id=held, pathway_step_id=step))
    upgrade(revision="0022")
    with engine.connect() as connection:
        asked = "SELECT name, key FROM pathway_step", "SELECT name, mandate FROM governing_body"
        assert [connection.exec_driver_sql(one).all() for one in asked] == [
            [("today", "word")],
            [("today", "written today")],
        ]
        counted = [("structure_step", 1), ("convention_step", 2), ("convention_body", 2), ("body_seat", 1)]
        for name, count in counted:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == count, name
        hanging = "SELECT DISTINCT from_step_id FROM bridge", "SELECT DISTINCT body_id FROM meeting"
        assert [connection.exec_driver_sql(one).scalars().all() for one in hanging] == [[1], [1]]
    downgrade(revision="0018")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT convention_id, name FROM pathway_step ORDER BY id").all()
        assert rows == [(later, "today"), (1, "word")]
    upgrade(revision="0022")


#: Columns that stay empty: the table points at one thing of several.
ONE_OF = {
    "subscription": {"action_id", "theme_id"},
    "opinion": {"commitment_id", "proposal_id"},
    "linked_code": {"registration_id", "participation_id"},
    "finding_support": {"action_id", "figure_id"},
    **dict.fromkeys(("opinion_tally", "opinion_answer"), {"commitment_id"}),
}
#: Columns that the database wants after their beginning.
LATER = ("ends", "closes")


def tables(engine):
    metadata = sa.MetaData()
    metadata.reflect(engine)
    ours = [table for table in metadata.sorted_tables if "_fts" not in table.name]
    return {table.name: table for table in ours if table.name != "alembic_version"}


def counts(engine, reflected):
    with engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for name, table in reflected.items()
        }


def fill(engine, reflected):
    """One row in each empty table, parents first."""
    with engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
        for name, table in reflected.items():
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
