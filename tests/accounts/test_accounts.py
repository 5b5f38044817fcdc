"""The staff sign in, are forgotten in time, and are closed at once."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from ctg_site.accounts import operations, queries
from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.models.people import StaffSession
from ctg_site.staff import operations as staff
from tests import factories
from tests.browser import PASSWORD

SIGN_IN = "/equipe/connexion"


def test_wrong_and_unknown_answer_alike(browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    answers = []
    for email in (agent.email, "personne@example.org"):
        browser.get(SIGN_IN)
        browser.submit("Se connecter", email=email, password="pas le bon", status=422)
        answers.append(browser.text)
        assert browser.page.select_one("#email")["value"] == email
        assert not browser.page.select_one("#password").get("value")
    assert answers[0] == answers[1] and "ne vont pas ensemble" in answers[0]


def test_the_session_is_new_at_each_sign_in_and_dead_after(browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    browser.walk_in(agent)
    browser.get("/equipe/envies/")
    cookie = browser.client.get_cookie("ctg_equipe", path="/equipe")
    browser.submit("Se déconnecter", to=SIGN_IN)
    browser.follow()
    assert "Votre session est fermée" in browser.text
    assert db.session.scalars(db.select(StaffSession)).all() == []
    browser.client.set_cookie("ctg_equipe", cookie.value, path="/equipe")
    browser.get("/equipe/envies/", status=303)


def test_thirty_minutes_of_silence_and_twelve_hours_at_most(clock, browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    browser.walk_in(agent)
    for _ in range(25):
        clock.shift(timedelta(minutes=28))
        browser.get("/equipe/envies/")
    clock.shift(timedelta(minutes=28))
    browser.get("/equipe/envies/", status=303)
    browser.walk_in(agent)
    clock.shift(timedelta(minutes=31))
    browser.get("/equipe/envies/", status=303)


def test_a_page_is_read_when_its_reader_cannot_be_noted(clock, browser):
    """Somebody else writes for too long: who only reads waits for nobody."""
    browser.walk_in(factories.staff(Role.AGENT, factories.centre()))
    clock.shift(timedelta(minutes=2))

    def refuse(connection, cursor, statement, *rest):
        if statement.startswith("UPDATE staff_session"):
            raise OperationalError(statement, {}, Exception("database is locked"))

    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        browser.get("/equipe/envies/")
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)
    clock.shift(timedelta(minutes=2))
    browser.get("/equipe/envies/")
    assert db.session.scalar(db.select(StaffSession.last_seen_at)) > now() - timedelta(minutes=1)


def test_disabling_closes_every_session_at_once(browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    browser.walk_in(agent)
    db.session.commit()
    staff.disable(agent.id)
    browser.get("/equipe/envies/", status=303)
    browser.get(SIGN_IN)
    browser.submit("Se connecter", email=agent.email, password=PASSWORD, status=422)


def test_five_tries_a_minute_for_an_account_from_a_place(clock, browser, other_browser):
    agent = factories.staff(Role.AGENT, factories.centre())
    browser.get(SIGN_IN)
    for _ in range(5):
        browser.submit("Se connecter", email=agent.email, password="non", status=422)
    browser.submit("Se connecter", email=agent.email, password=PASSWORD, status=429)
    assert browser.response.headers["Retry-After"] == "60"
    assert operations.sign_in(agent.email, PASSWORD, "198.51.100.0/24")
    clock.shift(timedelta(minutes=1))
    browser.walk_in(agent)


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/equipe/\\x",
        "javascript:1",
    ],
)
def test_signing_in_never_leads_elsewhere(browser, target):
    agent = factories.staff(Role.AGENT, factories.centre())
    browser.get(f"{SIGN_IN}?next={target}")
    browser.submit("Se connecter", email=agent.email, password=PASSWORD, to="/equipe/")


def test_an_invitation_opens_once(app, browser):
    structure = factories.centre()
    token = staff.add_staff("nora@example.org", "Nora", Role.AGENT, (structure.slug,))
    page = f"/equipe/invitation/{token}"
    browser.get(page)
    browser.submit("Choisir ce mot de passe", new_password="trop court", status=422)
    assert "14 caractères" in browser.text
    browser.submit("Choisir ce mot de passe", new_password="le jardin de la rue bleue", to=SIGN_IN)
    browser.get(page, status=404)
    browser.get(SIGN_IN)
    browser.submit("Se connecter", email="NORA@example.org", password="le jardin de la rue bleue", status=303)


def test_an_invitation_dies_after_three_days(clock, browser):
    token = staff.add_staff("nora@example.org", "Nora", Role.COORDINATOR)
    clock.shift(timedelta(hours=73))
    browser.get(f"/equipe/invitation/{token}", status=404)


@pytest.mark.parametrize(
    ("email", "role", "slugs"),
    [
        ("taken@example.org", Role.PARTNER, ()),
        ("a@example.org", Role.AGENT, ()),
        ("b@example.org", Role.AGENT, ("x",)),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(email, role, slugs):
    factories.staff(Role.PARTNER, email="taken@example.org")
    with pytest.raises(staff.AccountError):
        staff.add_staff(email, "Quelqu’un", role, slugs)
    assert len(queries.staff()) == 1


@pytest.mark.parametrize(
    ("role", "page"), [(Role.ADMINISTRATOR, "/equipe/"), (Role.PARTNER, "/equipe/valeurs/")]
)
def test_an_account_without_files_is_told_what_it_is_for(browser, role, page):
    browser.walk_in(factories.staff(role))
    browser.get(page)
    assert "n’ouvre aucun dossier" in browser.text and "Les envies" not in browser.page.select_one("nav").text


def test_an_agent_lands_on_what_waits_for_them(browser):
    browser.walk_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get("/equipe/")
    assert "Rien ne vous attend" in browser.text and "Les envies" in browser.page.select_one("nav").text
