"""Reads: every meeting that somebody manages, who came, who registered, to take away."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import contains_eager, joinedload

from ctg_site.agenda.meetings.queries import managed_by
from ctg_site.db import db, in_chunks
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import Attendance, AttendanceGroup, Registration


def meetings(person: Any) -> Iterator[Meeting]:
    loaded = (joinedload(one) for one in (Meeting.structure, Meeting.district, Meeting.body))
    return in_chunks(db.select(Meeting).where(managed_by(person)).options(*loaded), Meeting.id)


def attendances(person: Any) -> Iterator[tuple[Meeting, Attendance | AttendanceGroup]]:
    """How many came, of each college that was counted, then of each age and from priority districts."""
    for table in (Attendance, AttendanceGroup):
        for one in in_chunks(_of_meetings(table, person), table.id):
            yield one.meeting, one


def registrations(person: Any) -> Iterator[tuple[Meeting, Registration]]:
    """Who asked for places, but those that nobody looked at yet."""
    looked_at = _of_meetings(Registration, person).where(Registration.counting())
    for one in in_chunks(looked_at, Registration.id):
        yield one.meeting, one


def _of_meetings(kind: Any, person: Any) -> Any:
    joined = db.select(kind).join(Meeting, Meeting.id == kind.meeting_id)
    return joined.where(managed_by(person)).options(contains_eager(kind.meeting))
