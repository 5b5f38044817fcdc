"""A backup put back elsewhere is the site that was kept: codes open, numbers go on, releases follow."""

import os
import re
import subprocess
import sys
from dataclasses import replace

from flask_migrate import upgrade

from ctg_site.backups import putting_back, rows
from ctg_site.config import ROOT
from ctg_site.db import db
from ctg_site.factory import create_app
from tests.backups.towns import Town, files, held, is_empty
from tests.browser import Browser

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


def test_one_of_a_former_release_is_brought_up_to_date(new_town, tmp_path):
    old = new_town("old")
    with old.inside():
        upgrade(revision="0005")
        with db.engine.execution_options(ctg_writes=True, ctg_migrates=True).begin() as connection:
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
