"""What the operator's commands say: `check`, `verify` on a bad day, `restored`, and what needs no key."""

import os
import re
import stat
import subprocess
import sys
from dataclasses import replace

import pytest

from ctg_site import serving
from ctg_site.config import ROOT, env_example
from ctg_site.db import db
from ctg_site.models.audit import AuditEntry
from ctg_site.runtime import settings
from ctg_site.services import facts, identity
from tests.administration.test_trail import noted

FLASK = [sys.executable, "-m", "flask", "--app", str(ROOT / "app")]
KEYS = {"CTG_SECRET_KEY": "0123456789abcdef" * 2, "CTG_CODE_KEY": "fedcba9876543210" * 2}


@pytest.fixture
def heads(app, tmp_path, monkeypatch):
    """The file of the heads, for this test alone."""
    path = tmp_path / "heads.txt"
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings(), audit_heads=path))
    return path


@pytest.fixture
def ctg(app, heads):
    """Run a command: its exit code and what it says."""

    def run(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["ctg", *words])
        db.session.expire_all()
        return result.exit_code, result.output

    return run


def outside(*words, **environment):
    """Run a command as an operator would, with these settings alone."""
    environment = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [*FLASK, "ctg", *words], env=environment, capture_output=True, text=True, check=False
    )


def test_what_asks_for_nothing_needs_no_key():
    told = outside("env-example")
    assert told.returncode == 0 and told.stdout == env_example()
    assert "verify" in outside("--help").stdout
    refused = outside("verify")
    assert refused.returncode == 1 and "openssl rand -hex 32" in refused.stderr
    assert ".env.example" in refused.stderr, "it says that there is no file of settings, and what to copy"


def test_what_is_written_is_for_nobody_else(tmp_path):
    place = tmp_path / "town"
    old = os.umask(0o022)
    try:
        told = outside("init", **KEYS, CTG_DATABASE_URL=f"sqlite:///{place}/town.sqlite3")
    finally:
        os.umask(old)
    assert told.returncode == 0, told.stderr
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (place, *place.iterdir())}
    assert modes and not [path for path, mode in modes.items() if mode & 0o077], modes


def test_a_clock_that_nobody_knows_is_refused_by_every_command():
    told = outside("check", **KEYS, CTG_TIME_ZONE="Europe/Lens", CTG_HOLIDAYS="Ailleurs")
    assert told.returncode == 1 and "Traceback" not in told.stderr
    assert "CTG_TIME_ZONE='Europe/Lens': must be a time zone" in told.stderr
    assert "CTG_HOLIDAYS='Ailleurs': must be one of: métropole, Alsace-Moselle" in told.stderr


def test_a_database_that_does_not_answer_is_one_line():
    told = outside("verify", **KEYS, CTG_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert told.returncode == 1 and "Traceback" not in told.stderr
    assert told.stdout.splitlines() == [
        "Database: it does not answer (OperationalError): see CTG_DATABASE_URL."
    ]


def test_another_key_than_the_one_of_the_data_is_told_everywhere(ctg, app, monkeypatch):
    identity.settle()
    assert ctg("verify")[0] == 0
    other = replace(settings(), code_key="another key, with which no code opens")
    monkeypatch.setitem(app.extensions, "ctg_settings", other)
    with db.engine.connect() as connection:
        assert identity.OTHER_KEY in serving.database_complaints(connection, other)
    code, told = ctg("verify")
    assert code == 1 and "CTG_CODE_KEY is not the key" in told
    code, told = ctg("init")
    assert code == 1 and "CTG_CODE_KEY is not the key" in told, "an update goes on with the wrong key"
    identity.settle()
    assert ctg("verify")[0] == 1, "it is noted once, and never again"
    assert other.code_key not in repr(facts.read(identity.KEY))


@pytest.mark.parametrize("harm", ["gone", "emptied"])
def test_heads_that_are_not_there_any_more_are_a_fault(ctg, heads, harm):
    noted(1)
    assert ctg("verify")[0] == 0 and heads.exists()
    if harm == "gone":
        heads.unlink()
    else:
        heads.write_text("")
    code, told = ctg("verify")
    assert code == 1 and f"up to line 1, and {heads} does not hold them" in told
    assert ctg("restored", "--why", "disque perdu")[0] == 0
    code, told = ctg("verify")
    assert code == 0 and "agrees with 1 head(s)" not in told
    last = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (last.event, last.detail) == ("restored", "disque perdu")


def test_a_backup_put_back_is_told_apart_from_tampering(ctg, heads):
    identity.settle()
    noted(*range(3))
    assert ctg("verify")[0] == 0
    backup = heads.read_text()
    noted(*range(3, 8))
    assert ctg("verify")[0] == 0
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE number > 3")
        connection.exec_driver_sql("UPDATE site_fact SET value = '3' WHERE key = 'audit_heads'")
    code, told = ctg("verify")
    assert code == 1 and "truncated: line 4" in told and "`flask ctg restored`" in told
    assert ctg("restored")[0] == 0
    code, told = ctg("verify")
    assert code == 0 and "2 head(s) of another database" in told
    assert heads.read_text().startswith(backup), "nothing that was kept is taken away"
    noted("later")
    assert ctg("verify")[0] == 0
    with db.engine.execution_options(ctg_writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE number > 4")
    assert ctg("verify")[0] == 1, "what comes after is guarded as before"


def test_another_database_with_the_same_file_of_heads_is_not_accused(ctg, heads):
    heads.write_text("12 abcdef 2026-11-28T10:00:00+00:00 another-one\n")
    identity.settle()
    noted(1)
    code, told = ctg("verify")
    assert code == 0 and "1 head(s) of another database" in told


def test_check_says_all_that_is_wrong_and_writes_to_whom_it_is_asked(ctg, app, mailbox, monkeypatch, heads):
    real = replace(settings(), demo=False, base_url="https://envies.town.fr", mail_from="envies@example.org")
    monkeypatch.setitem(app.extensions, "ctg_settings", real)
    code, told = ctg("check", "--send-to", "mairie@town.fr")
    assert code == 1 and re.findall("ten wrong codes|reaches nobody|forgets the mails", told)
    (letter,) = mailbox
    assert letter["To"] == "mairie@town.fr" and letter["Message-ID"] and letter["Date"]
    assert "A letter left for mairie@town.fr" in told


def test_check_tells_of_a_clock_that_is_not_the_one_of_the_region(ctg, app, monkeypatch, elsewhere):
    elsewhere("Europe/Paris", "Guadeloupe")
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings(), demo=False))
    code, told = ctg("check")
    assert code == 1 and "the clock of CTG_HOLIDAYS='Guadeloupe' is America/Guadeloupe" in told


def test_check_says_what_the_server_of_mails_answers(ctg, sink, app, monkeypatch):
    sink.answers["RCPT"] = "550 nobody here"
    code, told = ctg("check", "--send-to", "mairie@town.fr")
    assert code == 1 and "the letter to mairie@town.fr did not leave" in told


def test_check_tells_of_files_that_everybody_may_read(ctg, heads):
    noted(1)
    assert ctg("verify")[0] == 0
    heads.chmod(0o644)
    assert f"{heads} may be read by everybody on this machine" in ctg("check")[1]
    heads.chmod(0o600)
    assert f"{heads}" not in ctg("check")[1]
