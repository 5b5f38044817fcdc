"""Who has a place is told of it again the day before, once, in their way."""

from datetime import date, time, timedelta

import pytest

from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.agenda.registrations import telling_operations
from ctg_site.db import db
from ctg_site.domain.meetings import REMINDER
from ctg_site.domain.policy import VISITOR, Role
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.town_calendar import at
from ctg_site.models.outbox import Notice
from ctg_site.services import delivery
from tests import factories
from tests.agenda.makers import SOON, TODAY, meeting, registered, reread, somebody, words
from tests.agenda.test_telling import changed
from tests.typography import flat

pytestmark = pytest.mark.usefixtures("clock")
EVE = SOON - timedelta(days=1)


@pytest.fixture
def morning(clock):
    """Another day begins: how many are reminded, by the day in the town."""

    def begin(day=EVE):
        clock.move_to(at(day, time(8)))
        return telling_operations.remind(day)

    return begin


def reminders():
    db.session.expire_all()
    written = db.select(Notice).where(Notice.template == REMINDER).order_by(Notice.id)
    return list(db.session.scalars(written))


def test_the_reminder_says_where_when_what_was_asked_and_how_to_give_back(app, clock, morning, mailbox):
    made = meeting(takes_registrations=True, access="Sans marche.")
    registered(made, 2, needs="Je viens en fauteuil.")
    delivery.deliver_pending()
    mailbox.clear()
    assert morning() == 1
    delivery.deliver_pending()
    (mail,) = mailbox
    assert flat(mail["Subject"]) == "Rappel : mardi 1er décembre à 18 h, Salle du haut"
    said = flat(words(mail))
    assert "de 18 h 00 à 20 h 00" in said and "2 places" in said and "Sans marche." in said
    assert "Je viens en fauteuil." in said and "/inscription/lien/" in said
    assert morning() == 0, "once, however often it runs"
    result = app.test_cli_runner().invoke(args=["ctg", "remind"])
    assert "0 person(s) reminded of their meeting" in result.output, result.output


def test_only_who_has_a_place_at_what_takes_place(morning):
    made = meeting(takes_registrations=True, places=2)
    registered(made)
    given_back = registered(made, email="partie@example.org")
    registered(made, email="attend@example.org")
    registered(made, email="attend-aussi@example.org")
    registration_operations.give_up(made, given_back, by=VISITOR)
    gone = meeting(takes_registrations=True, place="Ailleurs")
    registered(gone)
    operations.cancel(reread(gone), "Grève.", by=somebody(), version=reread(gone).version)
    assert morning(TODAY) == 0 and morning(EVE) == 2 and morning(SOON) == 0


def test_who_registers_on_the_eve_knows_already(morning):
    made = meeting(takes_registrations=True)
    registered(made, way="phone", email="", phone="06 39 98 00 01")
    assert morning() == 1
    registered(made, email="tard@example.org")
    registered(made, way="phone", email="", phone="06 39 98 00 02")
    assert telling_operations.remind(EVE) == 0 and len(reminders()) == 1


def test_on_a_friday_what_comes_before_the_next_working_day_is_told(morning):
    friday = date(2026, 12, 4)
    for away in (1, 3, 4):
        registered(
            meeting(day=friday + timedelta(days=away), place=f"Salle {away}", takes_registrations=True)
        )
    assert morning(friday) == 2, "nobody works on Saturday, when it should be told"
    assert morning(friday + timedelta(days=1)) == 0
    assert morning(friday + timedelta(days=3)) == 1


def test_the_day_is_that_of_the_town(morning, elsewhere):
    elsewhere("Pacific/Noumea", "Nouvelle-Calédonie")
    registered(meeting(takes_registrations=True))
    assert morning(SOON - timedelta(days=2)) == 0 and morning(EVE) == 1


def test_what_moves_is_not_reminded_of_its_old_day(morning, mailbox):
    made = meeting(takes_registrations=True)
    registered(made)
    registered(made, way="phone", email="", phone="06 39 98 00 01")
    delivery.deliver_pending()
    mailbox.clear()
    morning()
    changed(made, slot=Slot(made.starts_at + timedelta(days=7), made.ends_at + timedelta(days=7)))
    assert reminders() == []
    assert morning(EVE + timedelta(days=7)) == 2


def test_what_is_cancelled_meanwhile_is_not_reminded(morning, mailbox, browser):
    made = meeting(takes_registrations=True)
    registered(made)
    kept = registered(made, way="phone", email="", phone="06 39 98 00 01")
    delivery.deliver_pending()
    mailbox.clear()
    morning()
    browser.sign_in(factories.staff(Role.COORDINATOR))
    browser.get(f"/equipe/agenda/{made.id}/inscriptions")
    assert "lui rappeler le jour" in browser.text
    operations.cancel(reread(made), "Grève.", by=somebody(), version=reread(made).version)
    delivery.deliver_pending()
    assert list(mailbox) == []
    browser.get(f"/equipe/agenda/{made.id}/inscriptions")
    assert "lui rappeler" not in browser.text and "le rendez-vous est annulé" in browser.text
    operations.restore(reread(made), by=somebody(), version=reread(made).version)
    browser.get(f"/equipe/agenda/{made.id}/inscriptions")
    assert "lui rappeler le jour" in browser.text
    browser.submit(f"C’est dit à la personne n° {kept.number}")
    browser.follow()
    assert "lui rappeler" not in browser.text


def test_the_calls_of_the_day_name_the_meetings_of_the_centre(morning, browser, other_browser):
    centre = factories.centre(name="Centre des Mésanges")
    made = meeting(centre, takes_registrations=True)
    registered(made, way="phone", email="", phone="06 39 98 00 01")
    registered(made, way="sms", email="", phone="06 39 98 00 02")
    morning()
    browser.sign_in(factories.staff(Role.AGENT, centre))
    browser.get("/equipe/rappels")
    assert "mardi 1er décembre à 18 h, Centre des Mésanges" in flat(browser.text)
    assert "2 personnes à prévenir" in flat(browser.text) and "06 39" not in browser.text
    browser.click("Café de l’info")
    other_browser.sign_in(factories.staff(Role.AGENT, factories.centre()))
    other_browser.get("/equipe/rappels")
    assert "Café de l’info" not in other_browser.text
