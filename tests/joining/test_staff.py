"""A centre reads who joined, calls, adds, accepts, removes; numbers are opened one at a time, and noted."""

from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Decision
from ctg_site.joining import operations
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import JournalEntry
from ctg_site.services import delivery
from tests import factories
from tests.joining.makers import PHONE, counted, joined, reread


@pytest.fixture
def envie():
    return factories.published(factories.centre(), way="phone", phone="06 39 98 00 01", email="")


@pytest.fixture
def agent(browser, envie):
    browser.sign_in(factories.staff(Role.AGENT, db.session.get(factories.Structure, envie.structure_id)))
    return browser


def page_of(browser, envie, **more):
    browser.get(f"/equipe/envies/{envie.id}/participants" + ("?voir=mis-de-cote" if more else ""))
    return browser.text


def test_a_number_is_opened_by_a_post_that_the_journal_keeps(agent, envie):
    one = joined(envie, words="Libre le mercredi.")
    joined(envie, phone="06 39 98 00 77")
    assert "Libre le mercredi." in page_of(agent, envie)
    assert PHONE not in agent.text and "06 39 98 00 01" not in agent.text and "Sam" not in agent.text
    agent.submit(f"Voir le numéro : personne n° {one.number}")
    agent.follow()
    assert PHONE in agent.text and "Sam" in agent.text and "06 39 98 00 77" not in agent.text
    events = db.session.scalars(db.select(JournalEntry.event)).all()
    assert "join_contact" in events
    trail = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert trail.event == "contact_opened" and PHONE not in f"{trail.subject} {trail.detail}"


def test_the_number_closes_after_ten_minutes(clock, envie, agent):
    one = joined(envie)
    page_of(agent, envie)
    agent.submit(f"Voir le numéro : personne n° {one.number}")
    clock.shift(timedelta(minutes=11))
    assert PHONE not in page_of(agent, envie)


def test_somebody_is_called_once(agent, envie, other_browser):
    one = joined(envie)
    page_of(agent, envie)
    before = agent.page
    agent.submit(f"Oui, appelée : personne n° {one.number}")
    kept = reread(one)
    assert kept.state == "called" and kept.called_by_id and kept.due_on is None
    agent.page = before
    agent.submit(f"Oui, appelée : personne n° {one.number}", status=409)
    assert "à rappeler" not in page_of(agent, envie)


def test_a_late_call_is_seen_in_the_file_the_list_and_the_calls(agent, envie, app):
    one = joined(envie)
    one.due_on -= timedelta(days=40)
    db.session.commit()
    agent.get(f"/equipe/envies/{envie.id}")
    assert "1 personne à rappeler, 1 en retard" in agent.text
    assert "1 en retard" in page_of(agent, envie)
    agent.get("/equipe/rappels")
    assert "1 personne à rappeler" in agent.text and agent.page.select_one(".late")
    said = app.test_cli_runner().invoke(args=["ctg", "remind"]).output
    assert f"envie {envie.id}: 1 person(s) who joined wait for a late call" in said


def test_the_centre_is_told_again_of_a_late_call_once_a_day(clock, envie):
    joined(envie)
    delivery.deliver_pending()
    clock.shift(timedelta(days=30))
    today = operations.clock.today()
    assert [operations.remind(today), operations.remind(today)] == [1, 0]


def test_words_of_danger_reach_the_centre_at_once(envie):
    joined(envie, words="Mon mari me frappe.")
    assert "alert" in db.session.scalars(db.select(Notice.template)).all()


def test_the_centre_adds_somebody_who_telephones(agent, envie):
    page_of(agent, envie)
    agent.submit("Noter cette personne", offers=["equipment"], way="phone", phone="12", status=422)
    assert "dix chiffres" in agent.text
    agent.submit("Noter cette personne", phone="06 39 98 00 42", words="Prête une remorque.")
    agent.follow()
    kept = db.session.scalar(db.select(Participation))
    assert kept.entered_by_id and not kept.to_check and counted(envie) == 1
    assert "Prête une remorque." in agent.text and "Noté par le centre" in agent.text
    agent.submit("Noter cette personne", offers=["time"], is_child="under_15", first_name="Léo")
    assert db.session.scalars(db.select(Participation.first_name)).all() == ["", ""]


def test_the_centre_removes_somebody(agent, envie):
    one = joined(envie, words="Libre le mercredi.")
    page_of(agent, envie)
    agent.submit(f"Oui, retirer : personne n° {one.number}")
    assert counted(envie) == 0 and reread(one).phone == ""
    assert "Libre" not in page_of(agent, envie)


def test_another_centre_knows_nothing_of_it(envie, browser):
    one = joined(envie)
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    browser.get(f"/equipe/envies/{envie.id}/participants", status=404)
    for act in ("coordonnees", "appele", "prevenue", "accepter", "retirer"):
        browser.get("/equipe/connexion")
        browser.post(f"/equipe/participants/{one.number}/{act}", status=404)
    assert reread(one).state == "new"


def test_nobody_is_added_to_an_envie_that_is_hidden(agent, envie):
    page_of(agent, envie)
    form = agent.page
    fresh = factories.file(envie.id)
    by = factories.staff(Role.COORDINATOR)
    factories.moderation.decide(fresh, Decision.HIDE, by=by, version=fresh.version, reason="Un nom.")
    agent.page = form
    agent.submit("Noter cette personne", offers=["time"], way="visit", status=422)
    assert "On ne peut plus rejoindre cette envie" in agent.text
    page_of(agent, envie)
    assert not agent.page.select("[name=offers]")


@pytest.mark.parametrize("aside", [False, True])
def test_the_list_costs_the_same_at_few_and_many(agent, envie, queries, aside):
    counts = []
    for many in (2, 60):
        for _ in range(many):
            joined(envie, trapped=aside)
        queries.clear()
        page_of(agent, envie, **({"voir": 1} if aside else {}))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9, queries
    agent.click("Les suivantes")
    assert len(agent.page.select("tbody tr")) == 12


def test_the_calls_cost_the_same_at_few_and_many(agent, envie, queries):
    counts = []
    for many in (1, 12):
        for _ in range(many):
            joined(factories.published(db.session.get(factories.Structure, envie.structure_id)))
        queries.clear()
        agent.get("/equipe/rappels")
        counts.append(len(queries))
    assert counts[0] == counts[1], queries
