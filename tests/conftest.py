"""What every test may ask for: the site on an empty database, browsers, the mails it sent, a clock."""

import asyncio
import os
import smtplib
import socket
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
import time_machine
from aiosmtpd.controller import Controller
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import event

from ctg_site.config import Settings
from ctg_site.db import db
from ctg_site.domain import town_calendar
from ctg_site.effects.mailer import SmtpMailer
from ctg_site.factory import create_app
from ctg_site.services import kept_figures, languages, opening
from ctg_site.setting_values import DEMONSTRATION, region, time_zone
from ctg_site.web.front import MOST
from tests.browser import Browser
from tests.databases import empty_tables, hurry
from tests.typography import mail_faults

pytest_plugins = ["tests.statements"]

#: A Tuesday, at 9:12 in the morning.
A_MORNING = datetime(2026, 11, 24, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
NOT_A_READ = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SELECT set_config")


@pytest.fixture(scope="session")
def new_database(tmp_path_factory):
    """Make an empty database of this name and say its URL: a file of SQLite, or on the server given."""
    server = os.environ.get("CTG_TEST_DATABASE_URL")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")

    def make(name):
        if server is None:
            return f"sqlite:///{tmp_path_factory.mktemp(name)}/{name}.sqlite3"
        name = f"ctg_{name}_{worker}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return psycopg_url(server, name)

    return make


def psycopg_url(server, name):
    """The URL of the server with another database name."""
    start, _, query = server.partition("?")
    base = start.rpartition("/")[0]
    return f"postgresql+psycopg://{base.partition('://')[2]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
def settings(new_database, tmp_path_factory):
    return Settings(
        secret_key="a key for the tests, which signs cookies",
        code_key="a key for the tests, which makes the codes",
        database_url=new_database("suite"),
        base_url="http://localhost",
        mail_url="memory:",
        audit_heads=tmp_path_factory.mktemp("outside") / "audit-heads.txt",
        files_dir=tmp_path_factory.mktemp("files"),
        security_expires=date.max,
        testing=True,
        **DEMONSTRATION,
    )


@pytest.fixture(scope="session")
def app(settings):
    app = create_app(settings)
    with app.app_context():
        hurry(db.engine)
        upgrade()  # the schema that is served, not the one the models would make
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def database(app, settings):
    """Every test begins with empty tables, numbered from one again, and no head of another trail outside."""
    with app.app_context():
        empty_tables()
        settings.audit_heads.unlink(missing_ok=True)
        languages.forget()
        kept_figures.forget()
        languages.welcomed()
        yield db
        db.session.remove()


FASTEST_PERSON = opening.FASTEST_PERSON


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """The browser of the tests fills in a form at once."""
    monkeypatch.setattr(opening, "FASTEST_PERSON", timedelta(0))


@pytest.fixture
def human_pace(quick_hands, monkeypatch):
    """What is sent too fast for a person is a machine’s, as on the site."""
    monkeypatch.setattr(opening, "FASTEST_PERSON", FASTEST_PERSON)


@pytest.fixture
def browser(app):
    return Browser(app.test_client())


@pytest.fixture
def front(app):
    """What stands before Flask keeps pages, as on a site; elsewhere each test draws its own."""
    front = app.extensions["ctg_front"]
    front.keep_at_most(MOST)
    yield front
    front.keep_at_most(0)


@pytest.fixture
def other_browser(app):
    """Another person, on another device."""
    return Browser(app.test_client())


@pytest.fixture
def queries(app):
    """The SQL statements sent since the fixture was asked for; `queries.clear()` forgets them."""
    statements = []

    def record(connection, cursor, statement, *rest):
        if not statement.startswith(NOT_A_READ):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", record)
    yield statements
    event.remove(db.engine, "before_cursor_execute", record)


@pytest.fixture
def mailbox(app):
    """The mails delivered since the test began."""
    sent = app.extensions["ctg_mailer"].sent
    sent.clear()
    yield sent
    faults = [fault for mail in sent for fault in mail_faults(mail.get_body().get_content())]
    assert not faults, f"what these mails hold opens nothing: {faults}"


class Sink:
    """A mail server that keeps what it receives, or refuses when told to, at a verb or to a reader."""

    def __init__(self):
        self.received, self.refuses, self.cuts = [], False, False
        self.answers, self.refused, self.greeted, self.slow = {}, {}, 0, set()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.greeted += 1
        session.host_name = hostname
        return [self.answers["EHLO"]] if "EHLO" in self.answers else responses

    async def handle_HELO(self, server, session, envelope, hostname):
        session.host_name = hostname
        return self.answers.get("EHLO", "250 hello")

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.slow:
            await asyncio.sleep(1)
        answer = self.answers.get("RCPT", self.refused.get(address, "250 OK"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        if self.cuts:
            server.transport.close()
        if self.refuses or self.cuts:
            return "451 not now"
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 kept"


@pytest.fixture
def sink(app, monkeypatch):
    """The mails as bytes, at a real server: (sender, recipients, content)."""
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setitem(app.extensions, "ctg_mailer", SmtpMailer(f"smtp://127.0.0.1:{port}"))
    yield handler
    controller.stop()


@pytest.fixture
def clock():
    """The time stands still at A_MORNING; `clock.shift(timedelta)` and `clock.move_to(moment)` move it."""
    with time_machine.travel(A_MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def elsewhere(app, monkeypatch):
    """Live in another town: `elsewhere("Indian/Reunion", "La Réunion")`."""

    def move(zone="Europe/Paris", holidays="métropole"):
        here = app.extensions["ctg_settings"]
        town = replace(here, time_zone=time_zone(zone), holidays=region(holidays))
        monkeypatch.setitem(app.extensions, "ctg_settings", town)
        town_calendar.settle(town.calendar)

    before = town_calendar.settled()
    yield move
    town_calendar.settle(before)


@pytest.fixture(autouse=True)
def no_real_mail(monkeypatch):
    """A test may speak to a mail server of its own machine, never to a real one."""
    connect = smtplib.SMTP.connect

    def guarded(self, host="localhost", *args, **kwargs):
        assert host in {"localhost", "127.0.0.1", "::1"}, f"a test wanted to send a mail through {host}"
        return connect(self, host, *args, **kwargs)

    monkeypatch.setattr(smtplib.SMTP, "connect", guarded)


def pytest_terminal_summary(terminalreporter):
    """What was measured, said at the end, whichever process measured it."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(value)
