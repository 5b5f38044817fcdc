"""The last good pages, kept for the day the database is away: never one that was taken down since."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from ctg_site.accounts.queries import by_email
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.services import invalidation
from ctg_site.web import cache
from ctg_site.web.cache import FRESH
from tests import factories


def away(*args, **kwargs):
    raise OperationalError("SELECT", {}, Exception("database is locked"))


def lose_the_database(monkeypatch):
    for read in ("execute", "scalars", "scalar"):
        monkeypatch.setattr(f"sqlalchemy.orm.Session.{read}", away)


def in_another_process(act):
    """Do this as another process of the site would: nothing of what it remembers is known here."""
    db.session.commit()
    child = os.fork()
    if child == 0:
        failed = True
        try:
            db.engine.dispose(close=False)
            act()
            failed = False
        finally:
            os._exit(failed)
    assert os.waitpid(child, 0)[1] == 0


def hide(envie, centre):
    agent = by_email(factories.staff(Role.AGENT, centre).email)
    envie = factories.reread(envie)
    factories.moderation.decide(envie, Decision.HIDE, by=agent, version=envie.version, reason="Une plainte.")


def test_an_envie_hidden_since_is_not_shown_again(app, browser, monkeypatch):
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    address = f"/envies/{envie.id}"
    browser.get(address)
    hide(envie, centre)
    browser.get(address, status=404)
    lose_the_database(monkeypatch)
    browser.get(address, status=503)
    assert "Un jardin" not in browser.text


def test_the_lists_that_named_it_are_taken_down_with_it(app, browser, monkeypatch):
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    browser.get("/envies/")
    assert "Un jardin" in browser.text
    hide(envie, centre)
    lose_the_database(monkeypatch)
    browser.get("/envies/", status=503)
    assert "Un jardin" not in browser.text


def test_an_envie_hidden_by_another_process_is_not_shown_again(app, browser, monkeypatch):
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    addresses = f"/envies/{envie.id}", "/envies/"
    for address in addresses:
        browser.get(address)
        assert "Un jardin" in browser.text
    in_another_process(lambda: hide(envie, centre))
    lose_the_database(monkeypatch)
    for address in addresses:
        browser.get(address, status=503)
        assert "Un jardin" not in browser.text


@pytest.mark.parametrize("when", ["told", "asked"])
def test_no_kept_page_is_served_when_nobody_knows_what_was_hidden(
    app, browser, monkeypatch, settings, tmp_path, when
):
    """The folder where take-downs are counted cannot be written, or read."""
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    browser.get("/envies/")
    (tmp_path / "a file").touch()
    monkeypatch.setattr(invalidation, "_path", lambda: tmp_path / "a file" / "taken-down")
    if when == "told":
        hide(envie, centre)
        monkeypatch.undo()
    lose_the_database(monkeypatch)
    browser.get("/envies/", status=503)
    app.extensions.pop(invalidation.LOST, None)


def test_threads_may_keep_pages_at_once(app, monkeypatch):
    monkeypatch.setattr(cache, "PAGES_KEPT", 1)
    kept = cache.LastGood(lambda: 0)

    def read(number):
        with app.test_request_context(f"/envies/{number}"):
            answer = app.response_class("<p>", mimetype="text/html")
            kept.begin()
            for _ in range(2000):
                kept.keep(answer)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(read, range(4)))
    finally:
        sys.setswitchinterval(usual)
    assert len(kept.pages) == 1


def test_what_changes_nothing_for_the_public_takes_nothing_down(app, browser, monkeypatch):
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    browser.get("/envies/")
    agent = by_email(factories.staff(Role.AGENT, centre).email)
    factories.moderation.note(factories.reread(envie), "À rappeler.", by=agent)
    factories.proposal(centre)
    lose_the_database(monkeypatch)
    browser.get("/envies/")
    assert "Un jardin" in browser.text


def test_a_page_read_long_before_is_not_served(app, browser, clock, monkeypatch):
    """Another process may have hidden since what it shows."""
    factories.published(factories.centre(), title="Un jardin")
    browser.get("/envies/")
    clock.shift(FRESH + timedelta(seconds=1))
    lose_the_database(monkeypatch)
    browser.get("/envies/", status=503)


def test_a_page_read_just_before_is_served_as_long_as_the_absence_lasts(app, browser, clock, monkeypatch):
    factories.published(factories.centre(), title="Un jardin")
    browser.get("/envies/")
    lose_the_database(monkeypatch)
    for _ in range(5):
        clock.shift(timedelta(minutes=8))
        browser.get("/envies/")
        assert "Un jardin" in browser.text
    clock.shift(FRESH * 2)
    browser.get("/envies/", status=503)
