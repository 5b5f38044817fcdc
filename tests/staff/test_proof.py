"""Rights change hands before somebody who just proved who they are: an open screen is not enough."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import joinedload

from ctg_site.accounts import own_operations, queries
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.people import StaffSession, User
from tests import factories
from tests.browser import PASSWORD

INVITED = {"email": "nora@example.org", "name": "Nora Élan", "function": "", "role": "partner"}


@pytest.fixture
def agent():
    return factories.staff(Role.COORDINATOR)


@pytest.fixture
def later(clock, browser, agent):
    """An administrator, a quarter of an hour after they came in, at a screen that stayed open."""
    browser.sign_in(factories.staff(Role.ADMINISTRATOR))
    browser.get(f"/equipe/comptes/{agent.id}")
    clock.shift(timedelta(minutes=16))
    return browser


def cookie(browser):
    return browser.client.get_cookie("ctg_equipe", path="/equipe").value


def test_nothing_is_asked_of_whoever_just_came_in(clock, browser, agent):
    browser.sign_in(factories.staff(Role.ADMINISTRATOR)).get("/equipe/comptes/inviter")
    clock.shift(timedelta(minutes=14))
    browser.submit("Envoyer l’invitation", **INVITED, to="/equipe/comptes/")


@pytest.mark.parametrize("act", ["fermer", "telephone", "rouvrir", "inviter"])
def test_each_act_on_somebody_waits_for_the_password(later, agent, act):
    address = f"/equipe/comptes/{agent.id}/{act}"
    later.post(address, status=403)
    assert "Est-ce bien vous" in later.text and later.page.select_one("form[action$=" + act + "]")
    kept = db.session.get(User, agent.id)
    assert kept.is_active and queries.second_factor(agent.id) is not None


def test_what_was_sent_is_done_once_the_password_is_right(later):
    later.get("/equipe/comptes/inviter")
    later.submit("Envoyer l’invitation", **INVITED, status=403)
    later.submit("Oui, c’est moi", present_password="pas le bon", status=422)
    assert "Ce n’est pas votre mot de passe actuel" in later.text and PASSWORD not in str(later.page)
    assert queries.by_email("nora@example.org") is None
    before = cookie(later)
    later.submit("Oui, c’est moi", present_password=PASSWORD, to="/equipe/comptes/")
    assert queries.by_email("nora@example.org").name == "Nora Élan"
    assert cookie(later) != before, "a proof gives the session another number"
    later.get("/equipe/comptes/inviter")
    later.submit("Envoyer l’invitation", **INVITED | {"email": "b@example.org"}, to="/equipe/comptes/")
    later.client.set_cookie("ctg_equipe", before, path="/equipe")
    later.get("/equipe/comptes/", status=303)


def test_several_choices_and_long_words_travel_whole(later, agent):
    one, two = factories.centre(), factories.centre()
    later.get(f"/equipe/comptes/{agent.id}")
    sent = {"name": 'Zoé "L’Été"', "role": "agent", "structures": [one.slug, two.slug]}
    later.submit("Enregistrer", **sent, status=403)
    later.submit("Oui, c’est moi", present_password=PASSWORD, to=f"/equipe/comptes/{agent.id}")
    changed = queries.account(agent.id)
    assert (changed.name, changed.role, len(changed.structures)) == ('Zoé "L’Été"', Role.AGENT, 2)


def test_guessing_is_slowed_and_a_proof_lengthens_no_session(clock, later, agent):
    later.post(f"/equipe/comptes/{agent.id}/fermer", status=403)
    for _ in range(5):
        later.submit("Oui, c’est moi", present_password="pas le bon", status=422)
    later.submit("Oui, c’est moi", present_password=PASSWORD, status=429)
    session = db.session.scalars(db.select(StaffSession).options(joinedload(StaffSession.user))).one()
    ends = session.expires_at
    own_operations.prove(session)
    assert db.session.scalars(db.select(StaffSession.expires_at)).one() == ends


def test_whoever_may_not_is_refused_without_being_asked(clock, browser, agent):
    browser.sign_in(factories.staff(Role.PARTNER)).get("/equipe/compte/")
    clock.shift(timedelta(minutes=16))
    browser.post(f"/equipe/comptes/{agent.id}/fermer", status=403)
    assert "Est-ce bien vous" not in browser.text
