"""The coordination collects values: whom it asks, who answered, what it takes, what is forgotten."""

from datetime import timedelta

import pytest

from ctg_site.actions.collection import operations, queries
from ctg_site.actions.editing import operations as editing
from ctg_site.actions.editing import queries as editing_queries
from ctg_site.db import db, now
from ctg_site.domain.collecting import AskedState, CollectedPart
from ctg_site.domain.policy import Role
from ctg_site.models.actions import ProgressUpdate
from ctg_site.models.collecting import Bearer
from tests import factories
from tests.actions.makers import (
    DUE,
    NEWS,
    answer,
    collection,
    enter,
    letters,
    measured,
    measures,
    propose,
    the_bearer,
)

pytestmark = pytest.mark.usefixtures("clock")


def test_two_persons_who_validate_the_same_are_told(desk, other_browser, opened, action):
    given = the_bearer().asked[0]
    propose((given.id, given.version, {action.indicators[0].id: 38.0}, NEWS))
    other_browser.sign_in(factories.staff(Role.COORDINATOR))
    for one in (desk, other_browser):
        one.get("/equipe/collectes/porteurs/1")
    desk.submit("Valider et publier l’action n° 1")
    other_browser.submit("Valider et publier l’action n° 1", status=409)
    assert db.session.scalar(db.select(db.func.count(ProgressUpdate.id))) == 1
    assert measures(action.indicators[0])[2026] == (40.0, 38.0)


def test_what_is_sent_back_is_told_in_a_sentence(browser, desk, opened, mailbox):
    enter(browser, mailbox)
    answer(browser, "12")
    desk.get("/equipe/collectes/porteurs/1")
    desk.submit("Renvoyer l’action n° 1", status=422)
    assert "Dites en une phrase" in desk.text
    asked = the_bearer().asked[0]
    desk.submit("Renvoyer l’action n° 1", **{f"a{asked.id}_words": "Comptez aussi le mercredi."})
    (letter,) = letters(mailbox)
    assert letter[1] == "Action n° 1 : des valeurs à revoir" and "Comptez aussi le mercredi." in letter[2]
    browser.get("/valeurs/")
    assert "Comptez aussi le mercredi." in browser.text
    answer(browser, "15")
    assert the_bearer().asked[0].state is AskedState.PROPOSED


def test_the_site_reminds_once_and_the_coordination_in_one_act(desk, opened, mailbox, clock, coordinator):
    assert len(letters(mailbox)) == 1
    clock.move_to(DUE - timedelta(days=8))
    assert operations.remind() == 0
    clock.move_to(DUE - timedelta(days=7))
    assert (operations.remind(), operations.remind()) == (1, 0)
    ((address, subject, text),) = letters(mailbox)
    assert address == "creche@example.org" and subject.startswith("Rappel : valeurs 2026")
    clock.move_to(DUE + timedelta(days=2))
    assert operations.remind() == 0
    desk.sign_in(coordinator).get("/equipe/")
    assert "1 porteur n’a pas donné ses valeurs, en retard depuis 2 jours." in desk.text
    desk.get("/equipe/collectes/1")
    desk.submit("Rappeler tous ceux qui n’ont pas répondu")
    desk.follow()
    assert "1 rappel part par e-mail." in desk.text and len(letters(mailbox)) == 1
    desk.submit("Rappeler tous ceux qui n’ont pas répondu")
    desk.follow()
    assert "Personne à rappeler aujourd’hui" in desk.text
    asked = the_bearer().asked[0]
    propose((asked.id, asked.version, {}, NEWS))
    clock.shift(timedelta(days=2))
    assert operations.remind_all(queries.collection(1), by=coordinator) == 0


def test_a_letter_that_waits_does_not_leave_once_its_link_is_revoked(opened, coordinator, mailbox):
    operations.revoke_link(opened, the_bearer(), by=coordinator)
    assert letters(mailbox) == []


def test_somebody_else_is_asked_and_the_former_link_shows_it_no_more(desk, make, lead, opened, mailbox):
    letters(mailbox)
    orphan = make("Sans porteur", etat={"state": "under_way"})
    desk.get("/equipe/collectes/1")
    assert "1 action n’a pas de porteur" in desk.text
    desk.submit("Faire son lien", status=422)
    desk.submit("Faire son lien", name="Ana Exemple", email="ana", actions=[str(orphan.id)], status=422)
    assert desk.page.select_one("#name")["value"] == "Ana Exemple"
    desk.submit("Faire son lien", name="Ana Exemple", email="", actions=["1", str(orphan.id)])
    desk.follow()
    assert "Aucune adresse n’est connue" in desk.text and "/valeurs/lien/" in desk.text
    assert letters(mailbox) == [] and the_bearer().asked == []
    ana = the_bearer("Ana Exemple")
    assert {one.action.title for one in ana.asked} == {"Sans porteur", "Une crèche qui ouvre tôt"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"year": "26"}, "quatre chiffres"),
        ({"year": "2030"}, "pas commencée"),
        ({"due_on": "31/02/2027"}, "un jour qui existe"),
        ({"due_on": "1/1/2026"}, "un jour à venir"),
    ],
)
def test_an_opening_that_means_nothing_is_told(desk, typed, said):
    desk.get("/equipe/collectes/")
    desk.submit(
        "Ouvrir et envoyer les liens", status=422, **({"year": "2026", "due_on": "20/12/2026"} | typed)
    )
    assert said in desk.text


def test_a_part_of_a_year_is_collected_once(desk, opened, coordinator):
    desk.get("/equipe/collectes/")
    desk.submit("Ouvrir et envoyer les liens", year="2026", due_on="20/12/2026", status=422)
    assert "existe déjà" in desk.text
    collection(coordinator, part=CollectedPart.FIRST_HALF)
    desk.get("/equipe/collectes/2")
    assert "Valeurs 1er semestre 2026" in desk.text


def test_an_indicator_taken_away_takes_its_proposed_value(opened, action, coordinator):
    asked = the_bearer().asked[0]
    propose((asked.id, asked.version, {action.indicators[0].id: 3.0}, NEWS))
    whole = editing_queries.any_action(action.number)
    editing.save_section(whole, "indicateurs", {"indicators": []}, by=coordinator, version=whole.version)
    asked = the_bearer().asked[0]
    assert asked.given == {} and asked.state is AskedState.PROPOSED
    operations.validate(queries.collection(1), asked, asked.version, by=coordinator)


def test_how_to_reach_the_bearers_is_forgotten(opened, coordinator, make):
    orphan = make("Sans porteur", etat={"state": "under_way"})
    operations.entrust(opened, "Ana Exemple", "ana@example.org", [orphan.id], by=coordinator)
    assert operations.forget(now() + timedelta(days=300)) == 0
    operations.close(opened, by=coordinator)
    assert operations.forget(now() + timedelta(days=89)) == 0
    assert operations.forget(now() + timedelta(days=91)) == 2
    db.session.expire_all()
    kept = db.session.scalars(db.select(Bearer).order_by(Bearer.id)).all()
    assert [(one.name, one.email, one.seed) for one in kept] == [
        ("Crèche des Mésanges", "", None),
        ("", "", None),
    ]


def test_the_page_of_a_collection_costs_the_same(desk, make, coordinator, queries):
    def opened_with(count, part):
        for number in range(count):
            measured(make, factories.centre(), f"Action {len(part)}-{number}", "Un", "Deux")
        return collection(coordinator, part=part).id

    few, many = opened_with(1, CollectedPart.FIRST_HALF), opened_with(12, CollectedPart.YEAR)
    costs = []
    for number in (few, few, many):
        queries.clear()
        desk.get(f"/equipe/collectes/{number}")
        costs.append(len(queries))
    assert costs[1] == costs[2]
