"""The last good pages, kept for the day the database is away: never one that was taken down since."""

from sqlalchemy.exc import OperationalError

from ctg_site.accounts.queries import by_email
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from tests import factories


def away(*args, **kwargs):
    raise OperationalError("SELECT", {}, Exception("database is locked"))


def test_an_envie_hidden_since_is_not_shown_again(app, browser, monkeypatch):
    centre = factories.centre()
    envie = factories.published(centre, title="Un jardin")
    address = f"/envies/{envie.id}"
    browser.get(address)
    agent = by_email(factories.staff(Role.AGENT, centre).email)
    envie = factories.reread(envie)
    factories.moderation.decide(
        envie, factories.MODERATION, Decision.HIDE, by=agent, version=envie.version, reason="Une plainte."
    )
    browser.get(address, status=404)
    monkeypatch.setattr("sqlalchemy.orm.Session.execute", away)
    browser.get(address, status=503)
    assert "Un jardin" not in browser.text
