"""A long reply sent after the session died is found again by its author, and by nobody else."""

from datetime import timedelta

import pytest

from ctg_site.accounts import operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.access import KeptWriting
from ctg_site.staff import operations as staff
from tests import factories

REPLY = "Bonjour, merci pour votre envie.\nLe centre a une salle libre le samedi."
FOUND = "/equipe/retrouve"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def agent(centre):
    return factories.staff(Role.AGENT, centre)


@pytest.fixture
def page(centre):
    return f"/equipe/envies/{factories.proposal(centre).number}"


def kept():
    return db.session.scalars(db.select(KeptWriting).order_by(KeptWriting.id)).all()


def write(browser, page, target=None, text=REPLY, status=303):
    headers = {"Referer": f"http://localhost{page}"}
    browser.post(f"{page}/note", {"note": text}, target=target, status=status, headers=headers)


def test_a_text_sent_too_late_is_found_sent_again_and_erased(clock, browser, agent, page):
    browser.walk_in(agent)
    browser.get(page)
    clock.shift(timedelta(minutes=31))
    write(browser, page)
    assert browser.response.location == f"/equipe/connexion?next={page}"
    browser.follow()
    browser.submit("Se connecter", email=agent.email, password=factories.PASSWORD, to=FOUND)
    browser.follow()
    assert "Ce que vous aviez écrit est gardé." in browser.text
    assert browser.page.select_one("textarea").text.strip() == REPLY
    assert browser.page.select_one(f'a[href="{page}"]')
    assert "csrf_token" not in str(kept()[0].fields)
    browser.get("/equipe/compte/")
    assert "Un texte est gardé pour vous" in browser.text
    browser.get(FOUND)
    browser.submit("Envoyer à nouveau", to=page)
    browser.follow()
    assert "Le centre a une salle libre" in browser.text
    browser.get(FOUND)
    browser.submit("Oui, effacer", status=303)
    assert kept() == []


def test_the_same_through_htmx(clock, browser, agent, page):
    browser.walk_in(agent)
    browser.get(page)
    clock.shift(timedelta(hours=13))
    write(browser, page, target="file", status=204)
    assert browser.response.headers["HX-Redirect"].startswith("/equipe/connexion")
    assert [(row.user_id, row.page, row.action) for row in kept()] == [(agent.id, page, f"{page}/note")]


def test_whoever_never_had_a_session_keeps_nothing(clock, browser, other_browser, agent, page):
    other_browser.get("/equipe/connexion")
    write(other_browser, page)
    browser.walk_in(agent)
    browser.get(page)
    browser.submit("Se déconnecter", status=303)
    browser.follow()
    write(browser, page)
    assert kept() == []


def test_a_session_that_was_closed_on_purpose_keeps_nothing(clock, browser, other_browser, agent, page):
    browser.walk_in(agent)
    browser.get(page)
    other_browser.walk_in(agent)
    other_browser.get("/equipe/compte/")
    other_browser.submit("Oui, fermer toutes les autres", status=303)
    write(browser, page)
    assert kept() == []


def test_a_change_of_rights_keeps_what_was_being_written(clock, browser, agent, page):
    browser.walk_in(agent)
    browser.get(page)
    administrator = factories.staff(Role.ADMINISTRATOR)
    staff.change(agent.id, staff.Post(agent.name, Role.COORDINATOR), by=administrator)
    write(browser, page)
    assert [row.user_id for row in kept()] == [agent.id]


def test_passwords_and_single_words_are_not_kept(clock, browser, agent, page):
    browser.walk_in(agent)
    browser.get("/equipe/compte/mot-de-passe")
    clock.shift(timedelta(minutes=31))
    form = {"present_password": "une phrase secrète", "new_password": "une autre phrase secrète"}
    browser.post("/equipe/compte/mot-de-passe", form)
    write(browser, page, text="Non")
    assert kept() == []


def test_five_texts_at_most_for_a_day(clock, browser, other_browser, agent, page):
    browser.walk_in(agent)
    browser.get(page)
    clock.shift(timedelta(minutes=31))
    for number in range(7):
        write(browser, page, text=f"Un texte numéro {number}")
    assert len(kept()) == 5
    other_browser.walk_in(factories.staff(Role.PARTNER))
    other_browser.get(FOUND)
    assert "Rien n’est gardé" in other_browser.text
    clock.shift(timedelta(hours=25))
    db.session.commit()
    operations.forget(operations.now())
    assert kept() == []
