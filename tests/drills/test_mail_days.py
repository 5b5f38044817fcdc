"""Bad days of the mail: a server away, a database locked under the loop, a relay that hangs."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from flask_migrate import upgrade

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.effects import mailer
from ctg_site.effects.mailer import SmtpMailer
from ctg_site.factory import create_app
from ctg_site.models.outbox import Notice
from ctg_site.services.rounds import Rounds
from ctg_site.staff import operations as staff
from tests import factories

ROOT = Path(__file__).parents[2]
#: How long a loaded machine may take for what takes a second.
PATIENCE = 60


def readers(sink):
    return [recipients[0] for _, recipients, _ in sink.received]


def test_a_server_away_for_an_hour_loses_no_letter(app, sink, monkeypatch, clock):
    back = app.extensions["ctg_mailer"]
    monkeypatch.setitem(app.extensions, "ctg_mailer", SmtpMailer("smtp://127.0.0.1:9"))
    asked = [f"personne{number}@example.org" for number in range(12)]
    for address in asked:
        factories.proposal(email=address)
    db.session.commit()
    rounds = Rounds(lambda words: None, {})
    for _ in range(10):
        rounds.turn()
        clock.shift(timedelta(minutes=6))
    monkeypatch.setitem(app.extensions, "ctg_mailer", back)
    for _ in range(5):
        rounds.turn()
        clock.shift(timedelta(minutes=1))
    assert sorted(readers(sink)) == sorted(asked), "all of them, once, within five minutes"
    assert db.session.scalars(db.select(Notice.attempts)).all() == [1] * 12


def test_a_relay_that_hangs_lets_the_newest_letter_and_the_housekeeping_through(sink, monkeypatch):
    monkeypatch.setattr(mailer, "TIMEOUT_SECONDS", 0.3)
    sink.slow.update(f"lent{number}@example.org" for number in range(5))
    for address in sorted(sink.slow):
        factories.proposal(email=address)
    db.session.commit()
    kept = []
    rounds = Rounds(lambda words: None, {"housekeeping": lambda: kept.append(1)})
    begun = time.monotonic()
    rounds.turn()
    factories.proposal(email="presse@example.org")
    db.session.commit()
    rounds.turn()
    assert readers(sink) == ["presse@example.org"] and kept == [1, 1]
    assert time.monotonic() - begun < PATIENCE / 2


@pytest.fixture
def site(settings, new_database, sink, app):
    """Another site, with a database of its own, whose mails go to the sink."""
    url = new_database("mail_days")
    if not url.startswith("sqlite"):
        url += ("&" if "?" in url else "?") + "options=-c%20lock_timeout%3D300"
    made = create_app(replace(settings, database_url=url, mail_url=app.extensions["ctg_mailer"].url))
    with made.app_context():
        upgrade()
        yield made
        db.session.remove()
        db.engine.dispose()


@contextmanager
def locked(url):
    """Nobody else reads nor writes a letter meanwhile."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    else:
        connection = psycopg.connect(url.replace("+psycopg", ""))
        connection.execute("LOCK TABLE notice IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        connection.rollback() if connection.__class__ is psycopg.Connection else connection.execute(
            "ROLLBACK"
        )
        connection.close()


@contextmanager
def the_command(settings, told):
    """`flask ctg send-mail --loop`, as an operator starts it; what it says is in the file `told`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CTG_")}
    env |= {
        "CTG_SECRET_KEY": settings.secret_key,
        "CTG_CODE_KEY": settings.code_key,
        "CTG_DATABASE_URL": settings.database_url,
        "CTG_MAIL_URL": settings.mail_url,
        "CTG_AUDIT_HEADS": str(told.parent / "heads.txt"),
        "PYTHONUNBUFFERED": "1",
    }
    words = [sys.executable, "-m", "flask", "--app", "app", "ctg", "send-mail", "--loop", "--every", "0.2"]
    with told.open("w") as out:
        running = subprocess.Popen(words, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield running
        finally:
            running.kill()
            running.wait()


def waited_for(condition, what, told):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what}; the command said:\n{told.read_text()}"
        time.sleep(0.05)


def invite(email):
    staff.invite(email, staff.Post("Une personne", Role.PARTNER), by=the_administrator())


def the_administrator():
    return db.session.scalars(
        db.select(factories.User).where(factories.User.role == Role.ADMINISTRATOR)
    ).one()


def test_a_lock_and_a_lost_connection_do_not_end_the_loop(site, sink, tmp_path):
    settings, told = site.extensions["ctg_settings"], tmp_path / "told.txt"
    factories.staff(Role.ADMINISTRATOR)
    invite("une@example.org")
    db.session.remove()
    db.engine.dispose()
    with the_command(settings, told) as loop:
        with locked(settings.database_url):
            waited_for(lambda: "the lap of letters failed" in told.read_text(), "no turn met the lock", told)
        waited_for(lambda: readers(sink) == ["une@example.org"], "nothing left after the lock", told)
        if db.engine.dialect.name == "postgresql":
            others = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            )
            db.session.execute(db.text(f"{others} AND pid <> pg_backend_pid()"))
            db.session.commit()
        invite("deux@example.org")
        waited_for(lambda: len(sink.received) == 2, "nothing left after the connection was lost", told)
        loop.send_signal(signal.SIGTERM)
        assert loop.wait(PATIENCE) == 0 and told.read_text().endswith("Stopped.\n")
