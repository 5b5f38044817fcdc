"""Reads of the staff: their agenda, what surrounds one meeting, the decisions to follow up, what overlaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, nulls_last, or_, true
from sqlalchemy.orm import joinedload

from ctg_site.agenda import queries
from ctg_site.db import Page, db, now
from ctg_site.domain.meetings import REMINDER, FollowUpState, MeetingState, RegistrationState
from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import DayOff, Slot
from ctg_site.domain.text import fold
from ctg_site.domain.town_calendar import holiday, local
from ctg_site.models.agenda import Meeting, MeetingEntry
from ctg_site.models.meetings import MeetingDecision, Registration
from ctg_site.models.outbox import BY_PERSON, Notice
from ctg_site.models.places import Closure, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.services.owed import Waiting, how_many

#: On one page: more people than a hall holds, more meetings than a place has in two years.
MOST_SHOWN, MOST_COMPARED = 500, 2000


def page(person: Any, is_past: bool, after: int | None = None) -> Page[Meeting]:
    """The meetings that this person manages, on one side of today: one statement."""
    return queries.paged(_mine(person), is_past, after)


def _mine(person: Any) -> Select[Any]:
    """The same rule as the policy's `meeting:manage`, said in SQL."""
    select = db.select(Meeting).options(
        joinedload(Meeting.body), joinedload(Meeting.structure), joinedload(Meeting.district)
    )
    return select.where(managed_by(person))


def managed_by(person: Any) -> Any:
    if Role.COORDINATOR in person.roles:
        return true()
    return Meeting.structure_id.in_(person.structure_ids)


def without_minutes(person: Any) -> list[Meeting]:
    """The meetings of the past year that took place and have no minutes yet, the latest first."""
    recent = _mine(person).where(*_missing()).order_by(Meeting.starts_at.desc())
    return list(db.session.scalars(recent.limit(queries.PAGE)))


def minutes_due(person: Any, on: date) -> Waiting:
    """The same, the oldest first."""
    mine = db.select(Meeting.id, Meeting.ends_at).where(managed_by(person), *_missing())
    return how_many(mine.order_by(Meeting.starts_at, Meeting.id))


def _missing() -> tuple[Any, ...]:
    held = Meeting.state == MeetingState.PLANNED, Meeting.ends_at <= now()
    return (*held, Meeting.minutes == "", Meeting.starts_at >= now() - timedelta(days=365))


def held(person: Any, since: datetime) -> int:
    """How many took place since."""
    over = Meeting.state == MeetingState.PLANNED, Meeting.ends_at <= now(), Meeting.starts_at >= since
    counted = db.select(db.func.count(Meeting.id)).where(*over, managed_by(person))
    return db.session.scalar(counted) or 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """Some decisions, and the number after which the next page starts."""

    decisions: list[MeetingDecision]
    following: int | None


def decisions(person: Any, state: FollowUpState, after: int | None = None) -> Decisions:
    """Those to follow up, the nearest due date first, those without a date last; closed, the latest first."""
    select = (
        db.select(MeetingDecision)
        .join(Meeting, Meeting.id == MeetingDecision.meeting_id)
        .where(MeetingDecision.state == state, managed_by(person))
        .order_by(*_order(state))
        .options(joinedload(MeetingDecision.meeting), *queries.about())
    )
    found = list(db.session.scalars(_beyond(select, state, after).limit(queries.PAGE + 1)))
    more = len(found) > queries.PAGE
    return Decisions(found[: queries.PAGE], found[queries.PAGE - 1].id if more else None)


def _order(state: FollowUpState) -> tuple[Any, ...]:
    if state is FollowUpState.OPEN:
        return nulls_last(MeetingDecision.due_on), MeetingDecision.id
    return (MeetingDecision.id.desc(),)


def _beyond(select: Select[Any], state: FollowUpState, after: int | None) -> Select[Any]:
    """What comes after the decision of this number, in the order of its list."""
    if after is None:
        return select
    if state is not FollowUpState.OPEN:
        return select.where(MeetingDecision.id < after)
    last = db.session.execute(
        db.select(MeetingDecision.due_on).where(MeetingDecision.id == after)
    ).scalar_one_or_none()
    undated = MeetingDecision.due_on.is_(None)
    if last is None:
        return select.where(undated, MeetingDecision.id > after)
    same_day = (MeetingDecision.due_on == last) & (MeetingDecision.id > after)
    return select.where(or_(undated, MeetingDecision.due_on > last, same_day))


def decision(number: int) -> MeetingDecision | None:
    """One decision with its meeting, and what it is about."""
    return db.session.execute(
        db.select(MeetingDecision)
        .where(MeetingDecision.id == number)
        .options(joinedload(MeetingDecision.meeting), joinedload(MeetingDecision.person), *queries.about())
    ).scalar_one_or_none()


def story(meeting: Meeting) -> list[MeetingEntry]:
    """What happened to a meeting, the latest first; not who came and went."""
    return _entries(MeetingEntry.meeting_id == meeting.id, MeetingEntry.subject != "place")


def story_of(decision: MeetingDecision) -> list[MeetingEntry]:
    """The follow-up of a decision, the latest first."""
    meeting = MeetingEntry.meeting_id == decision.meeting_id
    return _entries(meeting, MeetingEntry.subject == "decision", MeetingEntry.row == decision.id)


def _entries(*conditions: Any) -> list[MeetingEntry]:
    lines = db.select(MeetingEntry).where(*conditions).options(joinedload(MeetingEntry.person))
    return list(db.session.scalars(lines.order_by(MeetingEntry.id.desc()).limit(MOST_SHOWN)))


def registrations(meeting: Meeting) -> list[Registration]:
    """Who asked for a place: those who have one, those who wait, those who gave it back."""
    rank = db.case(
        (Registration.state == RegistrationState.CONFIRMED, 0),
        (Registration.state == RegistrationState.WAITING, 1),
        else_=2,
    )
    asked = db.select(Registration).where(Registration.meeting_id == meeting.id)
    return list(db.session.scalars(asked.order_by(rank, Registration.id).limit(MOST_SHOWN)))


def to_tell(meeting: Meeting) -> dict[int, list[Notice]]:
    """What must still be told by a person, by the number of the registration."""
    waiting = (
        db.select(Notice)
        .join(Registration, Registration.id == Notice.registration_id)
        .join(Meeting, Meeting.id == Registration.meeting_id)
        .where(Registration.meeting_id == meeting.id, *_to_tell())
        .order_by(Notice.id)
    )
    found: dict[int, list[Notice]] = {}
    for notice in db.session.scalars(waiting):
        found.setdefault(notice.registration_id or 0, []).append(notice)
    return found


def _to_tell() -> tuple[Any, ...]:
    """What is of use until the meeting ends; a reminder, as long as it takes place."""
    of_use = or_(Notice.template != REMINDER, Meeting.state == MeetingState.PLANNED)
    return Registration.erased_at.is_(None), Meeting.ends_at > now(), of_use, BY_PERSON


@dataclass(frozen=True, slots=True)
class MeetingToTell:
    """How many of those registered to a meeting a person must tell something."""

    meeting: Meeting
    people: int


def to_call(person: Any) -> list[MeetingToTell]:
    """The meetings that this person manages and whose people wait for a call, the next one first."""
    waiting = (
        db.select(Registration.meeting_id, db.func.count(db.distinct(Registration.id)).label("people"))
        .join(Notice, Notice.registration_id == Registration.id)
        .join(Meeting, Meeting.id == Registration.meeting_id)
        .where(managed_by(person), *_to_tell())
        .group_by(Registration.meeting_id)
        .subquery()
    )
    found = db.select(Meeting, waiting.c.people).join(waiting, waiting.c.meeting_id == Meeting.id)
    nearest = found.order_by(Meeting.starts_at, Meeting.id).limit(queries.PAGE)
    rows = db.session.execute(nearest.options(joinedload(Meeting.structure)))
    return [MeetingToTell(meeting, people) for meeting, people in rows]


def envies(meeting: Meeting) -> list[Proposal]:
    """The files of what residents said at a meeting."""
    said = db.select(Proposal).where(Proposal.meeting_id == meeting.id).order_by(Proposal.id)
    return list(db.session.scalars(said.limit(MOST_SHOWN)))


def taken(meeting: Meeting) -> int:
    return queries.taken_seats(meeting.id)


def clashes(slots: Sequence[Slot], details: Mapping[str, Any], changed: Meeting | None) -> list[Meeting]:
    """The meetings already planned at the same place and hours, the first ones.

    One that is `changed`, but neither moved nor held at other hours, is not told again.
    """
    structure_id, place = details["structure_id"], details["place"]
    but = changed.id if changed else None
    if changed and (changed.slot, changed.structure_id, changed.place) == (slots[0], structure_id, place):
        return []
    span = Meeting.starts_at < slots[-1].ends_at, Meeting.ends_at > slots[0].starts_at
    here = db.select(Meeting).where(Meeting.state == MeetingState.PLANNED, *span, Meeting.id != (but or 0))
    here = here.where(Meeting.structure_id == structure_id)
    planned = db.session.scalars(here.order_by(Meeting.starts_at, Meeting.id).limit(MOST_COMPARED))
    return [
        meeting
        for meeting in planned
        if same_room(meeting.place, place, structure_id is not None)
        and any(slot.overlaps(meeting.slot) for slot in slots)
    ]


def days_off(structure_id: int | None, days: Sequence[date], changed: Meeting | None) -> dict[date, DayOff]:
    """Those of these days that are public holidays, or when the place is closed: two statements.

    A day on which the meeting that is `changed` was held there already is not told again.
    """
    if changed and (local(changed.starts_at).date(), changed.structure_id) == (days[0], structure_id):
        return {}
    works = db.session.scalar(db.select(Structure.opens_on_holidays).where(Structure.id == structure_id))
    found = {} if works else {day: DayOff(name) for day in days if (name := holiday(day))}
    here = Closure.structure_id == structure_id, Closure.first_day <= days[-1], Closure.last_day >= days[0]
    for closure in db.session.scalars(db.select(Closure).where(*here).order_by(Closure.first_day)):
        shut = (day for day in days if closure.first_day <= day <= closure.last_day)
        found |= dict.fromkeys(shut, DayOff(closure.reason, is_closure=True))
    return found


def same_room(one: str, other: str, in_structure: bool) -> bool:
    """In a structure, a room that is not named may be any of them; elsewhere, the place is its name."""
    if in_structure and not (one and other):
        return True
    return fold(one) == fold(other)


def structures_of(person: Any) -> list[Structure]:
    """Where this person may hold a meeting."""
    if Role.COORDINATOR in person.roles:
        return queries.structures()
    return sorted(person.structures, key=lambda place: place.name)
