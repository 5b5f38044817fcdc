"""`/healthz` asks nobody anything; `/readyz` says in a sentence why nobody should be sent here."""

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from ctg_site.convention import operations as convention
from ctg_site.convention import reader
from ctg_site.db import db
from ctg_site.factory import create_app
from ctg_site.release import RELEASE
from ctg_site.services import health
from ctg_site.web import database


@contextmanager
def another_revision(number):
    """The database as an older, or a newer, version of the site left it."""

    def write(revision):
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": revision})

    write(number)
    try:
        yield
    finally:
        write(health.newest_revision())


def asked(app, address):
    """(status, words) as a monitor receives them."""
    db.session.commit()
    with app.app_context():
        answer = app.test_client(use_cookies=False).get(address)
    return answer.status_code, answer.text


def test_a_sound_site_is_alive_and_ready(app, queries):
    assert asked(app, "/healthz") == (200, f"ok\nrelease {RELEASE}\n")
    assert queries == [], "/healthz must answer whatever happens to the database"
    assert asked(app, "/readyz") == (200, "ok\n")


def test_the_database_away_is_not_ready(app, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(db.engine, "connect", away)
    assert asked(app, "/readyz") == (503, "the database does not answer\n")
    assert asked(app, "/healthz") == (200, f"ok\nrelease {RELEASE}\n")


def test_new_code_on_old_tables_is_told_by_both(app):
    with another_revision("0001"):
        assert asked(app, "/readyz") == (503, "the database is not up to date: run `flask ctg init`\n")
        told = app.test_cli_runner().invoke(args=["ctg", "verify"])
    assert told.exit_code == 1 and "Database: the database is not up to date" in told.output
    assert asked(app, "/readyz")[0] == 200


def test_what_somebody_should_look_at_is_told_without_closing_the_site(app, monkeypatch):
    monkeypatch.setattr(health, "NOTES", (lambda: iter(["no mail left for an hour"]),))
    assert asked(app, "/readyz") == (200, "ok\nno mail left for an hour\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory, settings):
    """A file of SQLite as `flask ctg init` leaves it."""
    path = tmp_path_factory.mktemp("made") / "site.sqlite3"
    app = create_app(replace(settings, database_url=f"sqlite:///{path}"))
    with app.app_context():
        upgrade()
        convention.load_convention(reader.read(reader.LENS))
        db.session.remove()
        db.engine.dispose()
    return path


@pytest.fixture
def site(made, settings, tmp_path):
    """A site on a file of its own, which may be locked, lost or replaced."""
    path = tmp_path / "site.sqlite3"
    path.write_bytes(made.read_bytes())
    app = create_app(replace(settings, database_url=f"sqlite:///{path}"))
    yield app, path
    with app.app_context():
        db.engine.dispose()


def test_a_locked_file_is_not_ready(site, monkeypatch):
    app, path = site
    monkeypatch.setitem(database.READ_WAIT, "sqlite", 50)
    assert asked(app, "/readyz")[0] == 200
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert asked(app, "/readyz") == (503, "the database does not answer\n")
        assert asked(app, "/")[0] == 503
        assert asked(app, "/healthz") == (200, f"ok\nrelease {RELEASE}\n")
    assert asked(app, "/readyz")[0] == 200


def test_a_file_that_is_gone_is_told_and_not_made_again(site):
    app, path = site
    assert asked(app, "/convention/engagements/JE1")[0] == 302
    kept = path.rename(path.with_name("kept"))
    assert asked(app, "/readyz") == (503, "the database does not answer\n")
    assert asked(app, "/convention/engagements/JE1")[0] == 503
    assert not path.exists(), "an empty database was made in the place of the one that is gone"
    kept.rename(path)
    assert asked(app, "/readyz")[0] == 200
    assert asked(app, "/convention/engagements/JE1")[0] == 302


def test_a_file_put_in_the_place_of_another_is_the_one_that_is_read(site):
    """What would go on being written in the old one would be lost."""
    app, path = site
    assert asked(app, "/convention/engagements/JE1")[0] == 302
    other = Path(f"{path}.new")
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE convention SET period = '2027-2031'")
    other.replace(path)
    db.session.commit()
    with app.app_context():
        assert "2027-2031" in app.test_client().get("/convention/engagements/JE1").location
    assert asked(app, "/readyz")[0] == 200
    other.write_bytes(b"")
    other.replace(path)
    assert asked(app, "/readyz") == (503, "the database is not up to date: run `flask ctg init`\n")
