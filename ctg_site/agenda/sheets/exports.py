"""The meetings as a spreadsheet that comes in again, with who came and who registered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ctg_site.domain.town_calendar import local
from ctg_site.effects.sheets import writing
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import Attendance, AttendanceGroup, Registration
from ctg_site.words.labels import label

from .columns import MEETINGS

#: What the site alone says of a meeting, after the columns that come in again.
MORE: dict[str, Any] = {
    "N°": lambda one: one.number,
    "État": lambda one: label(one.state),
    "Compte rendu publié": lambda one: one.minutes_published_at is not None,
}
CAME = ("N°", "Rendez-vous", "Jour", "Collège", "Personnes")
REGISTERED = ("N°", "Rendez-vous", "Jour", "Inscription n°", "Demandée le", "État", "Places")
CONTACTS: dict[str, Any] = {
    "Prénom": lambda one: one.first_name,
    "Comment la joindre": lambda one: label(one.way) if one.way else None,
    "Téléphone": lambda one: one.phone,
    "E-mail": lambda one: one.email,
    "Besoins": lambda one: one.needs,
}


def spreadsheet(
    meetings: Iterable[Meeting],
    attendances: Iterable[tuple[Meeting, Attendance | AttendanceGroup]],
    registrations: Iterable[tuple[Meeting, Registration]],
    contacts: bool,
) -> bytes:
    """Three sheets; how to reach those who registered only when `contacts` were asked for."""
    heads = [*(column.header for column in MEETINGS.columns), *MORE]
    came = ((*_called(meeting), _whom(one), one.people) for meeting, one in attendances)
    told = CONTACTS if contacts else {}
    asked = (
        (
            *_called(meeting),
            *(one.number, one.created_at, label(one.state), one.seats),
            *(read(one) for read in told.values()),
        )
        for meeting, one in registrations
    )
    return writing.spreadsheet(
        [
            writing.SheetPage(MEETINGS.title, heads, map(_line, meetings)),
            writing.SheetPage("Présences", CAME, came),
            writing.SheetPage("Inscriptions", [*REGISTERED, *told], asked),
        ]
    )


def _whom(one: Attendance | AttendanceGroup) -> str:
    return label(one.college if isinstance(one, Attendance) else one.people_group)


def _called(meeting: Meeting) -> tuple[Any, ...]:
    return meeting.number, meeting.title, local(meeting.starts_at).date()


def _line(meeting: Meeting) -> list[Any]:
    held = [_cell(meeting, column.name) for column in MEETINGS.columns]
    return held + [read(meeting) for read in MORE.values()]


def _cell(meeting: Meeting, name: str) -> Any:
    if name == "day":
        return local(meeting.starts_at).date()
    if name in {"start", "end"}:
        return _hour(meeting.starts_at if name == "start" else meeting.ends_at)
    if name in {"kind", "structure", "district", "body"}:
        named = getattr(meeting, name)
        return named.name if named else None
    return getattr(meeting, name)


def _hour(instant: datetime) -> str:
    return f"{local(instant):%H:%M}"
