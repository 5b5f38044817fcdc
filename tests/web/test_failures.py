"""What fails is logged with where and why, and never with a word, an address or a row of somebody."""

import logging
import smtplib
import sqlite3
import traceback
from datetime import datetime

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import SQLAlchemyError

from ctg_site import throttle
from ctg_site.accounts import operations, own_operations
from ctg_site.db import db
from ctg_site.domain import failures
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.models.outbox import RateCount
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.services import delivery
from ctg_site.web.logs import JsonLines, without_values
from tests import factories

CANARY, NAME = "camille.kanari@example.org", "kanarine"


def is_postgresql():
    return db.engine.dialect.name == "postgresql"


def twice():
    factories.staff("partner", email=CANARY)
    db.session.execute(insert(User).values(email=CANARY, name=NAME, function="", role="partner"))


def nothing_where_something_must_be():
    proposal = factories.proposal()
    row = {"proposal_id": proposal.id, "way": ContactWay.EMAIL, "email": CANARY, "phone": None}
    db.session.execute(db.delete(Contact))
    db.session.execute(insert(Contact).values(**row, address="", first_name=NAME))


def a_word_outside_its_list():
    db.session.execute(
        text("INSERT INTO rate_count (key, hits, expires_at, created_at) VALUES (:key, :hits, :at, :at)"),
        {"key": CANARY, "hits": CANARY if is_postgresql() else None, "at": "2026-01-01"},
    )


def a_row_that_points_at_nothing():
    row = {"proposal_id": 999, "way": ContactWay.EMAIL, "email": CANARY, "phone": "", "address": ""}
    db.session.execute(insert(Contact).values(**row, first_name=NAME))
    db.session.commit()


def a_value_that_no_column_takes():
    db.session.execute(insert(RateCount).values(key=CANARY, hits=1, expires_at=datetime(2026, 1, 1)))


def a_number_too_large():
    db.session.execute(db.select(Proposal.id).where(Proposal.id == 10**30, Proposal.text == CANARY)).all()


def what_is_no_number():
    if not is_postgresql():
        raise sqlite3.IntegrityError("datatype mismatch")
    db.session.execute(text("SELECT CAST(:typed AS integer)"), {"typed": CANARY})


def what_is_not_there():
    db.session.execute(text("SELECT nothing FROM nowhere WHERE it = :it"), {"it": CANARY})


def a_connection_that_is_cut():
    if is_postgresql():
        db.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid()), :it"), {"it": CANARY})
    else:
        connection = db.session.connection().connection.dbapi_connection
        connection.execute("ROLLBACK")
        connection.set_progress_handler(lambda: 1, 1)
        try:
            db.session.execute(db.select(Proposal).where(Proposal.text == CANARY)).all()
        finally:
            connection.set_progress_handler(None, 0)


DRIVERS = (
    *(twice, nothing_where_something_must_be, a_word_outside_its_list, a_row_that_points_at_nothing),
    *(a_value_that_no_column_takes, a_number_too_large, what_is_no_number, what_is_not_there),
    a_connection_that_is_cut,
)


def line_of(error):
    record = logging.LogRecord("ctg_site", logging.ERROR, "", 0, "it failed", (), (type(error), error, None))
    return JsonLines().format(record)


@pytest.mark.parametrize("fails", DRIVERS, ids=lambda fails: fails.__name__)
def test_no_error_of_a_driver_tells_what_it_was_given(app, fails):
    """Neither in the log of the site, nor in what a command prints when it breaks."""
    with pytest.raises((SQLAlchemyError, sqlite3.Error, OverflowError)) as caught:
        fails()
    db.session.rollback()
    db.session.remove()
    told = line_of(caught.value) + failures.traced(caught.value)
    assert "kanari" not in told, told
    assert type(caught.value).__name__ in told and fails.__name__ in told
    printed = "".join(traceback.format_exception_only(caught.value))
    assert "kanari" not in printed, printed


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (KeyError(CANARY), "KeyError"),
        (ValueError(f"'{CANARY}' is not a valid ContactWay"), "ValueError"),
        (UnicodeEncodeError("ascii", CANARY, 0, 1, "no"), "UnicodeEncodeError"),
        (FileNotFoundError(2, "No such file", CANARY), "FileNotFoundError ENOENT"),
        (smtplib.SMTPRecipientsRefused({CANARY: (550, b"no")}), "SMTPRecipientsRefused"),
        (smtplib.SMTPDataError(554, CANARY.encode()), "SMTPDataError 554"),
        (RuntimeError("operations never nest: keep"), "RuntimeError: operations never nest: keep"),
    ],
)
def test_an_error_is_named_by_its_kind_and_its_code(error, named):
    assert failures.named(error) == named
    assert "kanari" not in line_of(error)


def test_what_an_error_came_from_is_told_first():
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise RuntimeError("no such draft") from error
    except RuntimeError as error:
        told = failures.traced(error)
    assert told.index("KeyError") < told.index("Then:") < told.index("RuntimeError: no such draft")
    assert "kanari" not in told and "test_failures.py" in told


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("code", ["421 4.3.2", "450", "530", "550 5.1.1"])
def test_a_letter_refused_is_logged_by_its_code(app, sink, caplog, verb, code):
    caplog.set_level(logging.INFO, "ctg_site")
    factories.proposal(way="email", email=CANARY)
    sink.answers[verb] = f"{code} <{CANARY}> is not welcome, says {CANARY}"
    db.session.commit()
    done = delivery.lap()
    told = caplog.text + done.away + "".join(line_of(r.exc_info[1]) for r in caplog.records if r.exc_info)
    assert "kanari" not in told and code in told and done.sent == 0


def test_a_counter_that_fails_tells_of_nobody(app, caplog, monkeypatch):
    def refuse(connection, cursor, statement, *rest):
        if "rate_count" in statement and statement.startswith("INSERT"):
            cursor.execute("SELECT nothing FROM nowhere")

    agent = factories.staff("partner", email=CANARY)
    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        assert operations.sign_in(agent.email, "pas le bon", "192.0.2.0/24") is None
        own_operations.ask_reset(agent.email, "192.0.2.0/24")
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)
    told = "".join(JsonLines().format(record) for record in caplog.records)
    assert (
        "a counter failed" in told
        and "kanari" not in told
        and throttle.log.name in {record.name for record in caplog.records}
    )


def server_line(message, *arguments, error=None):
    """What the server itself would write, without the site."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, message, arguments, info)
    assert without_values(record)
    return logging.Formatter("%(message)s").format(record)


def test_the_server_writes_neither_an_address_nor_from_where(app):
    said = server_line("Error handling request %s %s", "GET", "/suivi/SECRET22", error=ValueError(CANARY))
    assert "SECRET22" not in said and "kanari" not in said and "ValueError" in said
    said = server_line("Invalid request from ip=203.0.113.7: Invalid Request Line '/suivi/SECRET22'")
    assert "203.0.113.7" not in said and "SECRET22" not in said and "refused" in said
    assert server_line("Booting worker with pid: %s", 12) == "Booting worker with pid: 12"
