"""Who writes waits for who writes, who reads for nobody, and no answer is lost with a connection."""

import os
import signal
import time

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from ctg_site.db import db
from ctg_site.submission import operations as submission
from ctg_site.web import database
from ctg_site.web.database import TooManyWriters, WritePlaces


@pytest.fixture
def places():
    made = WritePlaces(1)
    yield made
    made.file.close()


def test_a_place_is_given_back_by_a_process_that_is_killed(places):
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        places.claim()
        os.write(told, b"taken")
        signal.pause()
    try:
        assert os.read(ready, 5) == b"taken"
        begun = time.monotonic()
        with pytest.raises(TooManyWriters):
            places.claim()
        assert time.monotonic() - begun < database.STUCK + 1
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    place = places.claim()
    places.give_back(place)
    assert places.claim() == place


def test_two_threads_of_a_process_do_not_share_a_place(places, monkeypatch):
    monkeypatch.setattr(database, "STUCK", 0.05)
    places.claim()
    with pytest.raises(TooManyWriters):
        places.claim()


def test_who_finds_every_place_stuck_is_told_at_once_and_keeps_the_text(browser, places, monkeypatch):
    monkeypatch.setattr(database, "STUCK", 0.05)
    monkeypatch.setattr(database, "_places", [places])
    text_typed = "Une grainothèque au pied de l’immeuble, avec un banc"
    browser.get("/envies/proposer")
    place = places.claim()
    browser.submit("Continuer", text=text_typed, status=503)
    assert text_typed in browser.page.select_one("textarea").text
    places.give_back(place)
    browser.submit("Envoyer à nouveau", to="/envies/proposer/contact")
    assert places.mine == set(), "a request that is over gives its place back"


def test_a_request_has_limits_and_a_command_has_none(app):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite waits for its one lock alone, five seconds at most")
    asked = text("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
    for context, wanted in ((app.test_request_context, ("500ms", "10s")), (app.app_context, ("0", "0"))):
        db.engine.dispose()
        with context(), db.engine.connect() as connection:
            assert tuple(connection.execute(asked).one()) == wanted
    db.engine.dispose()


def test_a_connection_cut_while_a_form_is_sent_gives_the_text_back(app, browser, monkeypatch):
    """PostgreSQL stops, or ends this connection: the page that says so outlives the end of the request."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server that stops")
    browser.get("/envies/proposer")
    typed = "Un atelier de réparation de vélos dans la cour du collège"
    keep = submission.keep

    def cut(*arguments):
        end_the_connection()
        keep(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(submission, "keep", cut)
        browser.submit("Continuer", text=typed, status=503)
    assert typed in browser.page.select_one("textarea").text
    browser.submit("Envoyer à nouveau", to="/envies/proposer/contact")


def end_the_connection():
    """As the server does when it stops: the session finds a dead connection under it."""
    number = db.session.connection().connection.dbapi_connection.info.backend_pid
    with db.engine.connect() as other:
        other.execute(text(f"SELECT pg_terminate_backend({number})"))


def test_what_fails_while_a_request_ends_loses_no_answer(app, browser):
    def refuse(connection):
        raise OperationalError("ROLLBACK", {}, Exception("the connection is lost"))

    event.listen(db.engine, "rollback", refuse)
    try:
        browser.get("/envies/")
    finally:
        event.remove(db.engine, "rollback", refuse)
    browser.get("/envies/")
