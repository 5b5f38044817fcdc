"""A backup taken while the site goes on, put back elsewhere: codes open, nothing is half done or mixed."""

import errno
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC

import pytest
from flask_migrate import upgrade

from ctg_site import cli
from ctg_site.backups import putting_back, rows, taking
from ctg_site.config import ROOT
from ctg_site.db import db, operation
from ctg_site.demo import loader
from ctg_site.demo.loader import KEPT
from ctg_site.factory import create_app
from ctg_site.services import facts, identity
from tests.browser import Browser
from tests.databases import hurry

#: SQLite cannot show an index over an expression again.
pytestmark = pytest.mark.filterwarnings("ignore:.*expression-based index:sqlalchemy.exc.SAWarning")


class Town:
    """A site with its database and its folders, and its command line."""

    def __init__(self, app):
        self.app = app

    def ctg(self, *words):
        """Run a command: its exit code and what it says."""
        with self.app.app_context():
            result = self.app.test_cli_runner().invoke(args=["ctg", *map(str, words)])
            leave()
        return result.exit_code, result.output

    @contextmanager
    def inside(self):
        with self.app.app_context():
            yield
            leave()


def leave():
    """No connection stays open: the next test makes its databases again."""
    db.session.remove()
    db.engine.dispose()


@pytest.fixture(scope="session")
def new_town(settings, new_database, tmp_path_factory):
    """Make a site of its own, whose database holds no table: `new_town("name")`."""

    def make(name, **changes):
        place = tmp_path_factory.mktemp(name)
        own = {
            "database_url": new_database(name),
            "audit_heads": place / "heads.txt",
            "files_dir": place / "files",
            "demo": True,
            **changes,
        }
        app = create_app(replace(settings, **own))
        with app.app_context():
            hurry(db.engine)
        return Town(app)

    return make


@pytest.fixture(scope="session")
def lived(new_town):
    """A town with the whole demonstration, and the lines that its loading said."""
    town = new_town("lived")
    with town.inside():
        upgrade()
        identity.settle()
        cli.fill()
        lines = loader.load()
    assert town.ctg("verify")[0] == 0
    return town, lines


@pytest.fixture(scope="session")
def backup(lived, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "monday"
    code, told = lived[0].ctg("backup", folder)
    assert code == 0 and "CTG_CODE_KEY" in told, told
    return folder


@pytest.fixture
def mine(backup, tmp_path):
    """A copy of the backup that a test may spoil."""
    return shutil.copytree(backup, tmp_path / "mine")


@pytest.fixture
def nowhere(new_town):
    """A site without a table."""
    town = new_town("nowhere")
    yield town
    with town.inside():
        pass  # what its browsers left open is closed


def held(town):
    """Every row of every table, but what a restoration says of itself."""
    apart = {"site_fact", "audit_entry"}
    with town.inside(), db.engine.connect() as connection:
        tables = {name: one for name, one in rows.tables(connection).items() if name not in apart}
        return {
            name: [
                [plain(value) for value in row]
                for row in connection.execute(db.select(table).order_by(*table.primary_key.columns))
            ]
            for name, table in tables.items()
        }


def plain(value):
    """An instant of PostgreSQL, or of SQLite, which knows no time zone."""
    return value.astimezone(UTC).replace(tzinfo=None) if getattr(value, "tzinfo", None) else value


def files(town):
    kept = town.app.extensions["ctg_settings"].files_dir
    return {path.name: path.read_bytes() for path in kept.rglob("*") if path.is_file()}


def is_empty(town):
    with town.inside(), db.engine.connect() as connection:
        return not [name for name, count in rows.counts(connection).items() if count and name not in KEPT]


#: How a follow-up code is written.
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\b")


def test_what_is_put_back_is_the_site_that_was_kept(lived, backup, nowhere):
    town, lines = lived
    code, told = nowhere.ctg("restore", backup)
    assert code == 0, told
    assert re.search(r"unbroken; it agrees with [1-9]\d* head\(s\)", told), told
    assert held(nowhere) == held(town) and files(nowhere) == files(town) and files(town)
    code, told = nowhere.ctg("verify")
    assert code == 0, told
    (code, *_) = [found.group() for line in lines if (found := CODE.search(line))]
    author = Browser(nowhere.app.test_client())
    author.get("/suivi")
    author.submit("Ouvrir", code=code, to="/suivi")


def test_numbers_go_on_after_those_that_were_given(lived, tmp_path, nowhere):
    town, _ = lived
    with town.inside(), db.engine.execution_options(ctg_writes=True).begin() as connection:
        rows.number_on(connection, {"proposal": 5000})
    assert town.ctg("backup", tmp_path / "b")[0] == 0
    assert nowhere.ctg("restore", tmp_path / "b")[0] == 0
    with nowhere.inside(), db.engine.connect() as connection:
        assert rows.numbers(connection)["proposal"] == 5000


def test_the_keys_are_not_in_it_and_nobody_else_reads_it(lived, backup):
    settings = lived[0].app.extensions["ctg_settings"]
    texts = [
        gzip.open(path, "rt").read() if path.suffix == ".gz" else path.read_bytes().decode("latin-1")
        for path in backup.rglob("*")
        if path.is_file()
    ]
    assert not [text for text in texts if settings.code_key in text or settings.secret_key in text]
    assert not [path for path in (backup, *backup.rglob("*")) if path.stat().st_mode & 0o077]


def spoil_cut(folder):
    path = next((folder / "tables").glob("proposal.jsonl.gz"))
    path.write_bytes(path.read_bytes()[:-20])


def spoil_gone(folder):
    next((folder / "files").glob("*")).unlink()


def spoil_mixed(folder):
    """A table of another day."""
    shutil.copyfile(folder / "tables" / "theme.jsonl.gz", folder / "tables" / "district.jsonl.gz")


def spoil_added(folder):
    (folder / "files" / "other.webp").write_bytes(b"photo of another backup")


def spoil_untold(folder):
    (folder / "manifest.json").unlink()


def spoil_half_told(folder):
    path = folder / "manifest.json"
    path.write_text(path.read_text()[:300])


@pytest.mark.parametrize(
    "spoil", [spoil_cut, spoil_gone, spoil_mixed, spoil_added, spoil_untold, spoil_half_told]
)
def test_a_backup_that_is_not_whole_is_refused(mine, nowhere, spoil):
    spoil(mine)
    code, told = nowhere.ctg("restore", mine)
    assert code == 1 and re.search("take another backup|cut short", told), told
    assert is_empty(nowhere) and not files(nowhere)


def test_it_is_never_put_over_something(lived, backup):
    town, _ = lived
    before = held(town)
    code, told = town.ctg("restore", backup)
    assert code == 1 and "holds something already" in told and held(town) == before


def test_files_of_something_else_are_not_mixed_with_its_own(backup, nowhere):
    folder = nowhere.app.extensions["ctg_settings"].files_dir
    folder.mkdir()
    (folder / "a.webp").write_bytes(b"?")
    code, told = nowhere.ctg("restore", backup)
    assert code == 1 and "not of this backup" in told and is_empty(nowhere)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"town_name": "Bréval"}, "a backup of Lens, and CTG_TOWN_NAME says Bréval"),
        ({"code_key": "another key, with which no code opens"}, "no follow-up code would open"),
    ],
)
def test_the_backup_of_another_town_is_refused(backup, new_town, changes, told):
    town = new_town("nowhere", **changes)
    code, said = town.ctg("restore", backup)
    assert code == 1 and told in said and is_empty(town)


def test_one_of_a_newer_release_is_refused(mine, nowhere):
    manifest = json.loads((mine / "manifest.json").read_text())
    (mine / "manifest.json").write_text(json.dumps({**manifest, "revision": "9999", "release": "9.0.0"}))
    code, told = nowhere.ctg("restore", mine)
    assert code == 1 and "release 9.0.0, which this code is older than" in told


def test_one_of_a_former_release_is_brought_up_to_date(new_town, tmp_path):
    old = new_town("old")
    with old.inside():
        upgrade(revision="0005")
        with db.engine.execution_options(ctg_writes=True).begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO district (created_at, name, slug, version)"
                " VALUES ('2026-01-02 03:04:05', 'Le Phare', 'le-phare', 1)"
            )
    assert old.ctg("backup", tmp_path / "old")[0] == 0
    newer = new_town("newer")
    code, told = newer.ctg("restore", tmp_path / "old")
    assert code == 0, told
    assert newer.ctg("verify")[0] == 0
    with newer.inside(), db.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, slug FROM district").all()
    assert found == [("Le Phare", "le-phare")]


def test_a_full_disk_leaves_nothing(lived, tmp_path, monkeypatch):
    def full(*ignored):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rows, "write", full)
    code, told = lived[0].ctg("backup", tmp_path / "b")
    assert code == 1 and "No space left" in told and "make room" in told
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_is_left_alone(lived, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    code, told = lived[0].ctg("backup", tmp_path)
    assert code == 1 and "is not empty" in told and (tmp_path / "letter.txt").read_text() == "mine"


def test_what_was_cut_short_is_done_again(backup, nowhere, lived, monkeypatch):
    def killed(*ignored):
        raise KeyboardInterrupt

    fill = putting_back._fill
    monkeypatch.setattr(putting_back, "_fill", killed)
    assert nowhere.ctg("restore", backup)[0] != 0
    assert is_empty(nowhere)
    monkeypatch.setattr(putting_back, "_fill", fill)
    code, told = nowhere.ctg("restore", backup)
    assert code == 0, told
    assert held(nowhere) == held(lived[0])


def test_people_write_meanwhile_and_no_row_points_at_nothing(lived, nowhere, tmp_path, monkeypatch):
    """Someone writes as fast as they can: the copy is of one moment, and writing goes on."""
    town, _ = lived
    monkeypatch.setattr(taking, "PAGES", 20)
    monkeypatch.setattr(taking, "TURNS", 50)
    stop, written = threading.Event(), []

    def write():
        with town.app.app_context():
            while not stop.is_set():
                facts_written(len(written))
                written.append(1)
            db.session.remove()

    hand = threading.Thread(target=write)
    hand.start()
    try:
        code, told = town.ctg("backup", tmp_path / "b")
    finally:
        stop.set()
        hand.join()
    assert code == 0 and written, told
    code, told = nowhere.ctg("restore", tmp_path / "b")
    assert code == 0, told


@operation
def facts_written(number):
    facts.write("written_meanwhile", str(number))


def move(town, url):
    """As an operator does: with settings of the environment alone."""
    kept = town.app.extensions["ctg_settings"]
    environment = {
        "PATH": os.environ["PATH"],
        "CTG_SECRET_KEY": kept.secret_key,
        "CTG_CODE_KEY": kept.code_key,
        "CTG_DATABASE_URL": kept.database_url.replace("+psycopg", ""),
        "CTG_FILES_DIR": str(kept.files_dir),
        "CTG_AUDIT_HEADS": str(kept.audit_heads),
        "CTG_DEMO": "1",
    }
    command = [sys.executable, "-m", "flask", "--app", str(ROOT / "app"), "ctg", "move-to", url]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_site_moves_from_one_database_to_the_other(backup, new_town, new_database, tmp_path):
    """From SQLite to PostgreSQL where there is one, and back; the trail goes on, and its heads hold."""
    first = new_town("first", database_url=f"sqlite:///{tmp_path}/first.sqlite3")
    assert first.ctg("restore", backup)[0] == 0
    assert first.ctg("verify")[0] == 0
    url = new_database("second")
    told = move(first, url.replace("+psycopg", ""))
    assert told.returncode == 0, told.stdout + told.stderr
    assert "both hold the same" in told.stdout
    kept = first.app.extensions["ctg_settings"]
    second = Town(create_app(replace(kept, database_url=url)))
    code, said = second.ctg("verify")
    assert code == 0 and "agrees with" in said, said
    assert held(second) == held(first)
    again = move(first, url.replace("+psycopg", ""))
    assert again.returncode == 1 and "holds something already" in again.stderr
    back = move(second, f"sqlite:///{tmp_path}/third.sqlite3")
    assert back.returncode == 0, back.stderr
    third = Town(create_app(replace(kept, database_url=f"sqlite:///{tmp_path}/third.sqlite3")))
    assert third.ctg("verify")[0] == 0 and held(third) == held(first)
