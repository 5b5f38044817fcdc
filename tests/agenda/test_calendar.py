"""The calendars that other programs read: judged by a reader of their own and by the letter of RFC 5545."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from ctg_site.agenda.meetings import operations
from ctg_site.agenda.queries import MOST_IN_A_CALENDAR
from ctg_site.db import db
from ctg_site.domain.recurrence import Repeat, Rule
from ctg_site.models.convention import GoverningBody
from tests import factories
from tests.agenda.makers import TODAY, many, meeting, reread, same, somebody
from tests.lens import load_lens

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def feed(app):
    """Read a calendar as a calendar program would: its events by their UID, once its lines were checked."""

    def read(address="/agenda.ics", status=200):
        db.session.commit()
        with app.app_context():
            answer = app.test_client().get(address)
        db.session.expire_all()
        assert answer.status_code == status
        if status != 200:
            return None
        assert answer.content_type == "text/calendar; charset=utf-8"
        assert "Set-Cookie" not in answer.headers and answer.headers["ETag"]
        check_lines(answer.data)
        found = Calendar.from_ical(answer.data)
        assert found["version"] == "2.0" and found["prodid"]
        return {str(event["uid"]): event for event in found.walk("VEVENT")}

    return read


def check_lines(content, feed=True):
    """CRLF and nothing else, 75 octets at most, whole signs, every block closed, nothing said of nothing."""
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    text = b"".join(line[1:] if line.startswith((b" ", b"\t")) else b"\n" + line for line in lines).decode()
    unfolded = text.strip().split("\n")
    assert all(
        line.partition(":")[1] and line.partition(":")[0].partition(";")[0].isascii() for line in unfolded
    )
    blocks = []
    for line in unfolded:
        name, _, value = line.partition(":")
        assert value, f"{name} holds nothing: leave it out"
        if name == "BEGIN":
            blocks.append(value)
        elif name == "END":
            assert blocks.pop() == value
    for name in ("REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL"):
        assert (f"{name}:PT6H" in unfolded) is feed
    assert not blocks and unfolded[0] == "BEGIN:VCALENDAR"


def test_an_empty_calendar_is_a_calendar(feed):
    assert feed() == {}


def test_an_event_says_when_where_and_what(feed):
    centre = factories.centre(name="Centre des Mésanges; salle, bleue", address="1 rue de l’Exemple\\n")
    made = meeting(
        centre,
        title="Café, gâteaux; \\ et 🎉 " + "très " * 20,
        description="Une ligne.\nUne autre.\n\nEt du café",
    )
    (event,) = feed().values()
    assert event["uid"] == f"rendez-vous-{made.id}@localhost"
    assert event["dtstart"].dt == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2026, 12, 1, 19, tzinfo=UTC)
    assert event["dtstamp"].dt.utcoffset() == timedelta(0) and event["status"] == "CONFIRMED"
    assert str(event["summary"]) == made.title
    assert str(event["location"]) == f"Salle du haut, {centre.name}, {centre.address}"
    assert "Une ligne.\nUne autre." in str(event["description"])
    assert event["url"] == f"http://localhost/agenda/{made.number}"


def test_the_same_event_changes_and_says_so(feed):
    made = meeting()
    (before,) = feed().values()
    details = operations.Details(**same(made) | {"place": "Ailleurs"})
    operations.change(made, details, made.slot, by=somebody(), version=made.version)
    (after,) = feed().values()
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    operations.cancel(reread(made), "Grève.", by=somebody(), version=reread(made).version)
    (gone,) = feed().values()
    assert gone["uid"] == before["uid"] and gone["sequence"] > after["sequence"]
    assert gone["status"] == "CANCELLED" and "Grève." in str(gone["description"])


def test_nothing_internal_and_nothing_very_old(feed):
    meeting(is_public=False, title="Entre nous")
    meeting(day=TODAY - timedelta(days=400))
    kept = meeting(day=TODAY - timedelta(days=300))
    assert set(feed()) == {f"rendez-vous-{kept.id}@localhost"}


def test_a_series_keeps_its_hour_across_the_seasons(feed):
    meeting(day=date(2027, 3, 23), start=time(18), rule=Rule(Repeat.WEEKLY, until=date(2027, 4, 6)))
    assert sorted(event["dtstart"].dt.hour for event in feed().values()) == [16, 16, 17]


def test_a_body_a_structure_and_one_meeting_have_their_own(feed):
    load_lens()
    body = db.session.scalar(db.select(GoverningBody).filter_by(key="comite-technique"))
    centre = factories.centre(slug="mesanges")
    of_body, of_centre = meeting(body_id=body.id), meeting(centre)
    assert set(feed("/agenda/instances/comite-technique.ics")) == {f"rendez-vous-{of_body.id}@localhost"}
    assert set(feed("/agenda/structures/mesanges.ics")) == {f"rendez-vous-{of_centre.id}@localhost"}
    assert set(feed(f"/agenda/{of_centre.id}.ics")) == {f"rendez-vous-{of_centre.id}@localhost"}
    feed("/agenda/structures/inconnue.ics", 404)
    feed("/agenda/instances/inconnue.ics", 404)


def test_it_answers_not_modified_until_something_changes(app, feed):
    made = meeting()
    client = app.test_client()
    tag = client.get("/agenda.ics").headers["ETag"]
    assert client.get("/agenda.ics", headers={"If-None-Match": tag}).status_code == 304
    operations.cancel(reread(made), "Grève.", by=somebody(), version=made.version)
    assert client.get("/agenda.ics", headers={"If-None-Match": tag}).status_code == 200


def test_a_huge_agenda_stays_a_calendar(feed):
    many(MOST_IN_A_CALENDAR + 200)
    assert len(feed()) == MOST_IN_A_CALENDAR
