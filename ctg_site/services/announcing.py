"""Puts meetings in the agenda, for every door that makes one."""

from collections.abc import Mapping, Sequence
from typing import Any

from ctg_site.db import db
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.workflow import Forbidden
from ctg_site.models.agenda import Meeting
from ctg_site.models.people import User


def announce(columns: Mapping[str, Any], slots: Sequence[Slot], by: User) -> list[Meeting]:
    """Inside an operation: a meeting of these columns at each of these hours, owned by who makes it."""
    wanted = {**columns, "owner_id": by.id}
    made = [Meeting(**wanted, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots]
    refuse_others(made[0], by)
    db.session.add_all(made)
    db.session.flush()
    for meeting in made:
        meeting.note_down("meeting", AgendaEvent.CREATE, by)
    return made


def refuse_others(meeting: Meeting, by: Any) -> None:
    """Nobody makes, or moves, a meeting where they may not manage it."""
    if not allowed(by, Permission.MEETING_MANAGE, meeting):
        raise Forbidden(f"a meeting of structure {meeting.structure_id}")
