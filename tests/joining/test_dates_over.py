"""Dates that are over: somebody stepped back, they are taken back, the envie ended, the meeting moves."""

from datetime import timedelta

import pytest

from ctg_site.agenda.meetings import operations as agenda
from ctg_site.db import db, now
from ctg_site.domain.policy import VISITOR, Role
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.domain.workflow import Decision, OutOfDate
from ctg_site.joining import operations as joining
from ctg_site.joining import queries as joined_queries
from ctg_site.joining.dates import operations
from ctg_site.models.agenda import Meeting
from ctg_site.models.dates import DatesReply
from tests import factories
from tests.joining.dates_makers import (
    ids,
    letters,
    offered,
    page,
    said,
    visit,
    waiting,
)
from tests.joining.makers import joined, reread


@pytest.fixture
def envie(clock):
    centre = factories.centre(name="La Lune")
    return factories.published(centre, title="Un chœur de quartier", way="email", email="lou@example.org")


@pytest.fixture
def agent(browser, envie):
    person = factories.staff(Role.AGENT, db.session.get(factories.Structure, envie.structure_id))
    browser.sign_in(person)
    return browser


def test_who_steps_back_counts_no_more_and_leaves_no_answer(agent, other_browser, envie):
    one, other = joined(envie, first_name="Odile"), joined(envie, first_name="Yanis")
    offered(agent, envie)
    first, _ = ids(envie)
    said(envie, one, first)
    said(envie, other, first)
    visit(other_browser, one)
    form = other_browser.page
    joining.leave(joined_queries.file(envie.id), reread(one), by=VISITOR)
    agent.get(page(envie))
    assert "Odile" not in agent.text and "Yanis" in agent.text
    assert db.session.scalars(db.select(DatesReply.participation_id)).all() == [other.id]
    other_browser.page = form
    other_browser.submit("Envoyer ma réponse", suits=[first], to="/rejoindre/recu")
    other_browser.follow()
    assert "C’est trop tard" in other_browser.text
    agent.get(f"/equipe/participants/{one.number}/dates")
    agent.submit("Noter sa réponse", suits=[first], to=page(envie))
    agent.follow()
    assert "C’est trop tard" in agent.text


def test_dates_taken_back_are_told_and_answered_no_more(agent, other_browser, envie, mailbox):
    one = joined(envie, way=ContactWay.EMAIL, email="yanis@example.org", phone="")
    offered(agent, envie)
    agent.submit("Oui, retirer ces dates", to=page(envie))
    agent.follow()
    assert "Dates retirées" in agent.text and "Proposer d’autres dates" in agent.text
    told = [subject for subject, _ in letters(mailbox, "yanis@example.org")]
    assert not any("Quelles dates" in subject for subject in told), "what is over is asked no more"
    assert any("ne tiennent plus" in subject for subject in told)
    visit(other_browser, one)
    assert "Elles ne tiennent plus" in other_browser.text
    offered(agent, envie)
    assert "Les personnes répondent" in agent.text


def test_a_meeting_that_moves_is_told_to_those_who_joined_and_its_author(
    agent, other_browser, envie, mailbox, clock
):
    by_mail = joined(envie, way=ContactWay.EMAIL, email="yanis@example.org", phone="")
    by_phone = joined(envie)
    offered(agent, envie)
    said(envie, by_mail, ids(envie)[0])
    agent.get(page(envie))
    agent.submit("Choisir cette date", date=ids(envie)[0], to=page(envie))
    letters(mailbox, "yanis@example.org")
    for notice in waiting("date_chosen"):
        notice.done_at = now()
    db.session.commit()
    meeting = db.session.scalar(db.select(Meeting))
    by = factories.staff(Role.COORDINATOR)
    agenda.cancel(meeting, "La salle est prise.", by=by, version=meeting.version)
    agenda.restore(meeting, by=by, version=meeting.version)
    assert not waiting("date_moved"), "a slip that is mended is told to nobody"
    agenda.cancel(meeting, "La salle est prise.", by=by, version=meeting.version)
    assert [one.participation_id for one in waiting("date_moved")] == [by_mail.id, by_phone.id, None]
    clock.shift(timedelta(minutes=6))
    assert "Le rendez-vous est annulé" in letters(mailbox, "yanis@example.org")[-1][0]
    assert "C’est annulé." in letters(mailbox, "lou@example.org")[-1][1]
    visit(other_browser, by_mail)
    assert "La salle est prise." in other_browser.text


def test_dates_of_an_envie_that_ended_wait_for_nobody(agent, other_browser, envie):
    one = joined(envie)
    offered(agent, envie)
    fresh = factories.reread(envie)
    factories.moderation.decide(
        fresh, Decision.HIDE, by=factories.staff(Role.COORDINATOR), version=fresh.version, reason="Un nom."
    )
    visit(other_browser, one)
    assert not other_browser.page.select("[name=suits]")
    agent.get(page(envie))
    assert "plus personne ne répond" in agent.text and "on ne propose plus de dates" in agent.text


def test_two_agents_on_the_same_dates(agent, envie):
    one = joined(envie)
    offered(agent, envie)
    first, second = ids(envie)
    said(envie, one, first, second)
    agent.get(page(envie))
    before = agent.page
    agent.submit("Choisir cette date", date=first, to=page(envie))
    agent.page = before
    agent.submit("Choisir cette date", date=second, status=404)
    assert db.session.scalar(db.select(db.func.count()).select_from(Meeting)) == 1
    with pytest.raises(OutOfDate):
        file = joined_queries.file(envie.id)
        operations.close(file, 0, by=factories.staff(Role.COORDINATOR))


def test_somebody_under_fifteen_ticks_with_nothing_personal(agent, other_browser, envie):
    child = joined(envie, is_child=True, way=ContactWay.VISIT, phone="", first_name="")
    offered(agent, envie)
    first, _ = ids(envie)
    visit(other_browser, child)
    other_browser.submit("Envoyer ma réponse", suits=[first], to="/rejoindre/recu")
    agent.get(page(envie))
    assert f"n° {child.number}" in " ".join(agent.page.select_one("tbody tr").text.split())


def test_another_centre_and_a_stranger_know_nothing_of_it(browser, other_browser, envie):
    one = joined(envie)
    browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    for address in (page(envie), f"{page(envie)}/modifier", f"/equipe/participants/{one.number}/dates"):
        browser.get(address, status=404)
    other_browser.get(f"/rejoindre/{envie.number}")
    other_browser.post("/rejoindre/dates", {"suits": "1", "version": "1"}, to="/rejoindre/recu")
    other_browser.follow()
    assert "C’est trop tard" in other_browser.text


def test_answers_are_erased_with_what_reaches_people(agent, envie):
    one = joined(envie)
    offered(agent, envie)
    said(envie, one, ids(envie)[0])
    instant = now() + joining.SILENT_LIFE + timedelta(days=2)
    joining.forget(instant)
    assert operations.forget(instant) >= 1
    assert db.session.scalar(db.select(DatesReply)) is None


def test_the_table_costs_the_same_for_many(agent, envie, queries):
    one = joined(envie)
    offered(agent, envie)
    first, second = ids(envie)
    said(envie, one, first)
    joined(envie)
    agent.get(page(envie))
    queries.clear()
    agent.get(page(envie))
    few = len(queries)
    for number in range(12):
        said(envie, joined(envie, first_name=f"Ami {number}"), first, second)
        joined(envie)
    queries.clear()
    agent.get(page(envie))
    assert len(queries) <= few
