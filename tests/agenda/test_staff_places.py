"""The staff read who registered, register somebody who calls, tell people, and note what was said there."""

from datetime import timedelta

import pytest

from ctg_site.agenda.meetings import operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.models.audit import AuditEntry
from ctg_site.models.meetings import Registration
from tests import factories
from tests.agenda.makers import TODAY, meeting, registered, reread, somebody

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def coordinator(browser):
    return browser.sign_in(factories.staff(Role.COORDINATOR))


def test_fewer_places_than_people_are_refused(coordinator):
    made = meeting(takes_registrations=True, places=5)
    registered(made, 4)
    coordinator.get(f"/equipe/agenda/{made.id}/modifier")
    coordinator.submit("Enregistrer", places="3", status=422)
    assert "Déjà 4 places sont prises." in coordinator.text
    coordinator.submit("Enregistrer", places="4")


def test_registrations_show_no_contact_until_it_is_asked_for(coordinator):
    made = meeting(takes_registrations=True, places=1)
    registered(made, needs="Un fauteuil")
    coordinator.get(f"/equipe/agenda/{made.id}")
    coordinator.click("Voir les inscriptions")
    assert "camille@example.org" not in coordinator.text and "A un besoin pour venir" in coordinator.text
    coordinator.submit("Voir les coordonnées")
    coordinator.follow()
    assert "camille@example.org" in coordinator.text and "Un fauteuil" in coordinator.text
    entry = db.session.scalar(db.select(AuditEntry).filter_by(event="contact_opened"))
    assert entry.subject == made.called and "camille" not in entry.detail


def test_an_agent_registers_somebody_who_calls_and_tells_by_phone(coordinator):
    made = meeting(takes_registrations=False, places=3)
    coordinator.get(f"/equipe/agenda/{made.id}/inscriptions")
    coordinator.submit("Inscrire cette personne", way="phone", phone="06", status=422)
    coordinator.submit("Inscrire cette personne", way="phone", phone="0639980001", first_name="Ali")
    coordinator.follow()
    kept = db.session.scalar(db.select(Registration))
    assert kept.entered_by_id and kept.phone == "06 39 98 00 01" and "Son code" in coordinator.text
    operations.cancel(reread(made), "Grève.", by=somebody(), version=reread(made).version)
    coordinator.get(f"/equipe/agenda/{made.id}/inscriptions")
    assert "À prévenir : le rendez-vous est annulé" in coordinator.text
    coordinator.submit(f"C’est dit à la personne n° {kept.number}")
    coordinator.follow()
    assert "À prévenir" not in coordinator.text
    coordinator.submit("Annuler")
    coordinator.follow()
    assert "À prévenir : le rendez-vous est annulé" in coordinator.text


def test_a_place_is_given_by_hand_but_never_too_many(coordinator):
    made = meeting(takes_registrations=True, places=2)
    first, second = registered(made, 2), registered(made, 2)
    coordinator.get(f"/equipe/agenda/{made.id}/inscriptions")
    coordinator.submit(f"Donner une place à la personne n° {second.number}")
    coordinator.follow()
    assert "Il n’y a plus assez de places" in coordinator.text
    coordinator.submit(f"Oui, rendre la place : n° {first.number}")
    assert reread(second).state == "confirmed"
    coordinator.post(f"/equipe/agenda/inscriptions/{first.id}/rendre", status=409)


def test_the_list_costs_the_same_with_many_people(coordinator, queries):
    made = meeting(takes_registrations=True)
    counted = []
    for more in (1, 60):
        for number in range(more):
            registered(made, email=f"personne{number}@example.org")
        queries.clear()
        coordinator.get(f"/equipe/agenda/{made.id}/inscriptions")
        counted.append(len(queries))
    assert counted[0] == counted[1], counted


def test_what_a_resident_said_becomes_an_envie_with_its_channel(browser):
    centre = factories.centre(slug="mesanges")
    made = meeting(centre, day=TODAY - timedelta(days=1))
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/agenda/{made.id}")
    browser.click("Noter une envie dite ici")
    assert f"Dite au rendez-vous n° {made.number}." in browser.text.replace("\u00a0", " ")
    assert browser.page.select_one("[name=channel][value=meeting]").has_attr("checked")
    browser.submit("Relire avec la personne", text="Des bancs au parc.", way="visit")
    browser.follow()
    form = dict.fromkeys(("read_back", "agrees"), True)
    browser.submit("form[action$='/envoyer']", **form)
    browser.get(f"/equipe/agenda/{made.id}")
    assert "Des bancs au parc." in browser.text


def test_an_envie_is_not_linked_to_a_meeting_one_may_not_know(browser):
    centre, other = factories.centre(), factories.centre()
    hidden = meeting(other, is_public=False)
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get(f"/equipe/saisie?canal=meeting&rencontre={hidden.id}")
    browser.submit("Relire avec la personne", text="Des bancs au parc.", way="visit")
    browser.follow()
    browser.submit("form[action$='/envoyer']", read_back=True, agrees=True)
    browser.sign_in(factories.staff(Role.AGENT, other))
    browser.get(f"/equipe/agenda/{hidden.id}")
    assert "Des bancs" not in browser.text and "suivie ailleurs" not in browser.text
