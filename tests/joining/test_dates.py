"""Dates are offered to those who joined: each answers on their own page, the centre chooses, all are told."""

from datetime import timedelta

import pytest

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.joining import queries as joined_queries
from ctg_site.joining.dates import operations
from ctg_site.joining.dates.queries import chosen_by
from ctg_site.models.agenda import Meeting
from tests import factories
from tests.joining.dates_makers import (
    FIRST,
    OFFER,
    SECOND,
    current,
    ids,
    letters,
    offered,
    page,
    said,
    visit,
    waiting,
)
from tests.joining.makers import joined


@pytest.fixture
def envie(clock):
    centre = factories.centre(name="La Lune")
    return factories.published(centre, title="Un chœur de quartier", way="email", email="lou@example.org")


@pytest.fixture
def agent(browser, envie):
    person = factories.staff(Role.AGENT, db.session.get(factories.Structure, envie.structure_id))
    browser.sign_in(person)
    return browser


def test_from_the_offer_to_the_meeting_everybody_is_told_in_their_way(agent, other_browser, envie, mailbox):
    by_mail = joined(envie, way=ContactWay.EMAIL, email="yanis@example.org", phone="", first_name="Yanis")
    by_phone = joined(envie, first_name="Odile")
    offered(agent, envie)
    assert "Qui n’a pas répondu" in agent.text and FIRST in agent.text
    (subject, text), *_ = letters(mailbox, "yanis@example.org")[::-1]
    assert subject == f"Quelles dates vous vont ? Envie d’agir n° {envie.number}"
    assert FIRST in text and SECOND in text and "/rejoindre/lien/" in text
    agent.get(f"/equipe/envies/{envie.id}/participants")
    assert "À dire, par téléphone" in agent.text and "lui demander quelles dates lui vont" in agent.text

    visit(other_browser, by_mail)
    first, second = ids(envie)
    other_browser.submit("Envoyer ma réponse", suits=[first, second], to="/rejoindre/recu")
    other_browser.follow()
    assert "C’est noté. Vous pouvez changer votre réponse" in other_browser.text
    assert {one["value"] for one in other_browser.page.select("[name=suits][checked]")} == {first, second}

    agent.get(f"/equipe/participants/{by_phone.number}/dates")
    agent.submit("Noter sa réponse", suits=[second], to=page(envie))
    agent.follow()
    rows = [" ".join(row.get_text(" ").split()) for row in agent.page.select("tbody tr")]
    assert " 1 Yanis" in rows[0] and " 2 Yanis" in rows[1] and "Odile" in rows[1] and "Odile" not in rows[0]
    assert not waiting("dates_offered"), "who answered is asked no more"

    agent.submit("Choisir cette date", date=second, to=page(envie))
    agent.follow()
    meeting = db.session.scalar(db.select(Meeting))
    assert meeting.structure_id == envie.structure_id and meeting.place == "" and not meeting.is_public
    assert str(envie.number) in meeting.title and f"n° {meeting.number} dans l’agenda" in agent.text
    assert "La date est choisie" in letters(mailbox, "yanis@example.org")[-1][0]
    assert SECOND in letters(mailbox, "yanis@example.org")[-1][1]
    assert SECOND in letters(mailbox, "lou@example.org")[-1][1], "the author knows"
    assert [one.participation_id for one in waiting("date_chosen")] == [by_phone.id]
    other_browser.get("/rejoindre/recu")
    assert "La date est choisie" in other_browser.text and SECOND in other_browser.text
    other_browser.get(f"/envies/{envie.number}")
    assert "Yanis" not in other_browser.text and SECOND not in other_browser.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day_2": "", "start_2": "", "place_2": ""}, "Proposez 2 dates au moins, 5 au plus."),
        ({"start_2": ""}, "Écrivez l’heure, ou effacez toute la ligne."),
        ({"place_1": ""}, "Dites où, ou effacez toute la ligne."),
        ({"day_1": ""}, "Choisissez le jour, ou effacez toute la ligne."),
        ({"day_1": "2026-11-02"}, "Une de ces dates est déjà passée."),
        (
            {"day_2": "2026-12-03", "start_2": "18:00", "place_2": "Salle des fêtes"},
            "Deux dates sont les mêmes.",
        ),
        ({"start_1": "25 h"}, "Écrivez une heure"),
    ],
)
def test_a_wrong_offer_is_told_and_keeps_what_was_typed(agent, envie, wrong, sentence):
    joined(envie)
    agent.get(page(envie))
    agent.submit("Proposer ces dates", **(OFFER | wrong), status=422)
    assert sentence in agent.text
    assert current(envie) is None and not waiting("dates_offered")


def test_nothing_is_offered_when_nobody_joined_or_twice(agent, envie):
    agent.get(page(envie))
    assert "Personne n’en est encore" in agent.text
    agent.post(page(envie), OFFER, status=422)
    assert "personne n’en est encore" in agent.text
    joined(envie)
    offered(agent, envie)
    agent.post(page(envie), OFFER, status=422)
    assert "d’autres dates attendent des réponses" in agent.text


def test_dates_that_changed_keep_the_answers_to_those_that_stay(agent, other_browser, envie, mailbox):
    one = joined(envie, way=ContactWay.EMAIL, email="yanis@example.org", phone="")
    offered(agent, envie)
    first, second = ids(envie)
    visit(other_browser, one)
    read = other_browser.page
    said(envie, one, first, second)
    agent.get(f"{page(envie)}/modifier")
    agent.submit("Changer les dates", to=page(envie))
    agent.follow()
    assert "Rien n’a changé." in agent.text
    agent.get(f"{page(envie)}/modifier")
    agent.submit("Changer les dates", start_1="19:00", to=page(envie))
    kept = current(envie)
    assert chosen_by(kept, one) == {int(second)}
    assert "Les dates ont changé" in letters(mailbox, "yanis@example.org")[-1][0]
    other_browser.page = read
    other_browser.submit("Envoyer ma réponse", suits=[second], to="/rejoindre/recu")
    other_browser.follow()
    assert "Les dates ont changé pendant que vous lisiez." in other_browser.text
    assert "19 h 00" in other_browser.text and "Les dates ont changé le" in other_browser.text


def test_an_answer_says_something_and_not_both(agent, other_browser, envie):
    one = joined(envie)
    offered(agent, envie)
    first, _ = ids(envie)
    visit(other_browser, one)
    other_browser.submit("Envoyer ma réponse", suits=[], status=422)
    assert "Cochez les dates qui vous vont" in other_browser.text
    other_browser.submit("Envoyer ma réponse", suits=[first, "none"], status=422)
    assert "pas les deux" in other_browser.text
    other_browser.submit("Envoyer ma réponse", suits=["none"], to="/rejoindre/recu")
    agent.get(page(envie))
    assert "Personne ne peut venir à ces dates. Proposez-en d’autres." in agent.text
    agent.submit("Choisir cette date", date=first, status=422)
    assert "Personne n’a dit pouvoir venir à cette date." in agent.text
    assert db.session.scalar(db.select(Meeting)) is None


def test_a_date_that_passes_is_chosen_no_more(agent, other_browser, envie, clock):
    one = joined(envie)
    offered(agent, envie)
    first, second = ids(envie)
    said(envie, one, first, second)
    clock.shift(timedelta(days=10))
    held = current(envie)
    with pytest.raises(operations.DatePast):
        operations.choose(
            joined_queries.file(envie.id), held.version, int(first), 1, by=factories.staff(Role.COORDINATOR)
        )
    visit(other_browser, one)
    assert [one["value"] for one in other_browser.page.select("[name=suits]")] == [second, "none"]
    sent = {"suits": first, "version": str(held.version)}
    other_browser.post("/rejoindre/dates", sent, to="/rejoindre/recu")
    other_browser.follow()
    assert "Une des dates cochées vient de passer." in other_browser.text
    clock.shift(timedelta(days=3))
    visit(other_browser, one)
    assert "Ces dates sont passées" in other_browser.text
    assert current(envie).still_possible == []
