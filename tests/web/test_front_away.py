"""The last good pages, for the day the database is away: never one that was taken down since."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from ctg_site.accounts.queries import by_email
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.services import invalidation
from ctg_site.web.front import FRESH
from ctg_site.web.watch import Watch
from tests import factories
from tests.processes import in_another_process

pytestmark = pytest.mark.usefixtures("front")


def away(*args, **kwargs):
    raise OperationalError("SELECT", {}, Exception("database is locked"))


def lose_the_database(monkeypatch):
    for read in ("execute", "scalars", "scalar"):
        monkeypatch.setattr(f"sqlalchemy.orm.Session.{read}", away)
    monkeypatch.setattr(Watch, "_read", away)


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
