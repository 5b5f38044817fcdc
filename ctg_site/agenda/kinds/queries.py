"""Reads of the kinds of meetings: those that the agenda is filtered by, those offered, the whole list."""

from typing import Any

from sqlalchemy import or_

from ctg_site.db import db
from ctg_site.models.agenda import Meeting, MeetingKind


def kinds() -> list[MeetingKind]:
    """Those offered, and those of which the public reads a meeting."""
    read = db.select(Meeting.id).where(Meeting.kind_id == MeetingKind.id, Meeting.is_public).exists()
    return _those(or_(MeetingKind.is_active, read))


def offered(meeting: Meeting | None) -> list[MeetingKind]:
    """What a meeting may be; what it is already stays offered."""
    return _those(or_(MeetingKind.is_active, MeetingKind.id == (meeting.kind_id if meeting else None)))


def all_meeting_kinds() -> list[MeetingKind]:
    return _those()


def _those(*conditions: Any) -> list[MeetingKind]:
    return list(db.session.scalars(db.select(MeetingKind).where(*conditions).order_by(MeetingKind.id)))


def meeting_kind(number: int) -> MeetingKind | None:
    return db.session.get(MeetingKind, number)
