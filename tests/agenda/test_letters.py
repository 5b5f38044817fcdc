"""A letter about a place: its subject names the day and the place, it holds the event for a calendar."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import telling_operations
from ctg_site.db import db
from ctg_site.models.meetings import Registration
from ctg_site.services import delivery
from tests import factories
from tests.agenda.makers import meeting, registered, reread, somebody, words
from tests.agenda.test_calendar import check_lines
from tests.agenda.test_telling import changed
from tests.typography import flat


@pytest.fixture
def letters(clock, mailbox):
    """What left once people had their second thoughts, the oldest first."""

    def left():
        mailbox.clear()
        clock.shift(telling_operations.SECOND_THOUGHTS)
        delivery.deliver_pending()
        return list(mailbox)

    return left


def attached(mail):
    """The one event that a letter holds, read as a calendar program does, and what it is told to do."""
    (part,) = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar" and part.get_filename().endswith(".ics")
    content = part.get_content()
    check_lines(content if isinstance(content, bytes) else content.encode(), feed=False)
    agenda = Calendar.from_ical(content)
    (event,) = agenda.walk("VEVENT")
    assert agenda["method"] == part["Content-Type"].params["method"] and event["organizer"]
    return str(agenda["method"]), event


def test_a_place_comes_with_its_event_and_a_subject_that_is_found_again(letters):
    made = meeting(factories.centre(name="Centre des Mésanges"), takes_registrations=True)
    registered(made)
    (mail,) = letters()
    assert flat(mail["Subject"]) == "Votre place : mardi 1er décembre à 18 h, Centre des Mésanges"
    method, event = attached(mail)
    assert method == "PUBLISH" and event["status"] == "CONFIRMED"
    assert event["dtstart"].dt == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert "Salle du haut" in words(mail) and "Centre des Mésanges" in words(mail)


def test_the_event_moves_then_is_cancelled_and_every_calendar_follows(letters):
    made = meeting(takes_registrations=True)
    registered(made)
    found = letters()
    changed(made, place="Salle du bas")
    found += letters()
    operations.cancel(reread(made), "Grève.", by=somebody(), version=reread(made).version)
    found += letters()
    operations.restore(reread(made), by=somebody(), version=reread(made).version)
    found += letters()
    events = [attached(mail) for mail in found]
    assert [method for method, _ in events] == ["PUBLISH", "PUBLISH", "CANCEL", "PUBLISH"]
    assert [str(event["status"]) for _, event in events][2:] == ["CANCELLED", "CONFIRMED"]
    assert len({str(event["uid"]) for _, event in events}) == 1
    sequences = [event["sequence"] for _, event in events]
    assert sequences == sorted(set(sequences)), "a calendar keeps the event of the highest sequence"
    subjects = [flat(mail["Subject"]).partition(" :")[0] for mail in found]
    assert subjects == ["Votre place", "Un changement", "Annulé", "Il a bien lieu"]


def test_who_waits_has_no_event_yet(letters):
    made = meeting(takes_registrations=True, places=1)
    registered(made, 1)
    registered(made, 1, email="autre@example.org")
    _, waits = letters()
    assert flat(waits["Subject"]).startswith("Liste d’attente : mardi") and not list(waits.iter_attachments())


def test_the_letter_tells_the_meeting_as_it_is_when_it_leaves(letters):
    made = meeting(takes_registrations=True)
    registered(made)
    changed(made, place="Salle du bas")
    first, second = letters()
    for mail in (first, second):
        assert "Salle du bas" in words(mail) and str(attached(mail)[1]["location"]) == "Salle du bas"


def test_no_line_of_a_place_adds_a_header(letters):
    made = meeting(takes_registrations=True, place="Salle\r\nBcc: vole@example.org\u2028du haut\n\nX: y")
    registered(made)
    (mail,) = letters()
    assert set(mail.keys()).isdisjoint({"Bcc", "X"}) and len(mail["Subject"].splitlines()) == 1


def test_an_internal_meeting_gives_no_address_that_opens_nothing(letters):
    made = meeting(is_public=False)
    registered(made, by=somebody())
    (mail,) = letters()
    assert "/agenda/" not in words(mail) and "url" not in attached(mail)[1]


def test_a_place_given_back_meanwhile_is_not_confirmed(letters):
    made = meeting(takes_registrations=True)
    registered(made)
    db.session.execute(db.update(Registration).values(state="given_up"))
    db.session.commit()
    assert letters() == []


def test_the_day_in_a_subject_is_that_of_the_town(letters, elsewhere):
    elsewhere("Indian/Reunion", "La Réunion")
    made = meeting(takes_registrations=True)
    registered(made)
    (mail,) = letters()
    assert "mardi 1er décembre à 18 h" in flat(mail["Subject"])
    assert attached(mail)[1]["dtstart"].dt == datetime(2026, 12, 1, 14, tzinfo=UTC)
