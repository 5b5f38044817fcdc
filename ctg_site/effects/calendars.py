"""Meetings as iCalendar (RFC 5545): a calendar to follow, the one event of a letter."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ctg_site.models.agenda import Meeting
from ctg_site.runtime import settings

REFRESH = timedelta(hours=6)


def calendar(meetings: Iterable[Meeting], name: str) -> bytes:
    """These meetings as one calendar; a cancelled one stays, and says so. Instants are in UTC."""
    import icalendar

    agenda = _begun("PUBLISH")
    agenda.add("x-wr-calname", name)
    agenda.add("x-wr-timezone", settings().time_zone.key)
    agenda.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    # Typed, or the library writes « 6:00:00 », which no calendar reads.
    agenda.add("x-published-ttl", icalendar.vDuration(REFRESH))
    for meeting in meetings:
        agenda.add_component(_event(meeting))
    return bytes(agenda.to_ical())


def method(meeting: Meeting) -> str:
    """What a letter asks a calendar to do with this meeting."""
    return "CANCEL" if meeting.is_cancelled else "PUBLISH"


def invitation(meeting: Meeting) -> bytes:
    """One meeting for the calendar of whoever has a place: the same event each time, as it is now."""
    import icalendar

    site, agenda, event = settings(), _begun(method(meeting)), _event(meeting)
    sender = icalendar.vCalAddress(f"mailto:{site.mail_address}")
    sender.params["CN"] = site.mail_name
    event.add("organizer", sender)
    agenda.add_component(event)
    return bytes(agenda.to_ical())


def _begun(method: str) -> Any:
    import icalendar

    agenda = icalendar.Calendar()
    agenda.add("prodid", f"-//{_host()}//Envies d'agir//FR")
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    agenda.add("method", method)
    return agenda


def _host() -> str:
    return urlsplit(settings().base_url).hostname or "localhost"


def _event(meeting: Meeting) -> Any:
    import icalendar

    event = icalendar.Event()
    event.add("uid", f"rendez-vous-{meeting.id}@{_host()}")
    event.add("dtstamp", _second(meeting.changed_at))
    event.add("last-modified", _second(meeting.changed_at))
    event.add("sequence", meeting.version - 1)
    event.add("dtstart", _second(meeting.starts_at))
    event.add("dtend", _second(meeting.ends_at))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("summary", f"Annulé\u00a0: {meeting.title}" if meeting.is_cancelled else meeting.title)
    event.add("categories", [meeting.kind.name])
    if meeting.is_public:
        event.add("url", f"{settings().base_url}/agenda/{meeting.id}")
    for name, told in (("location", where(meeting)), ("description", _description(meeting))):
        if told:
            event.add(name, told)
    event.add("transp", "TRANSPARENT" if meeting.is_cancelled else "OPAQUE")
    return event


def where(meeting: Meeting) -> str:
    """Where it takes place, on one line."""
    structure = meeting.structure
    known = (structure.name, structure.address) if structure else ()
    return ", ".join(dict.fromkeys(part for part in (meeting.place, *known) if part))


def _description(meeting: Meeting) -> str:
    reason = f"Ce rendez-vous est annulé\u00a0: {meeting.cancel_reason}" if meeting.is_cancelled else ""
    access = f"Accès\u00a0: {meeting.access}" if meeting.access else ""
    return "\n\n".join(part for part in (reason, meeting.description, access) if part)


def _second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
