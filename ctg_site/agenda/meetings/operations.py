"""Writes of the agenda: make, change and cancel meetings; minutes, who came."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from ctg_site.agenda.decisions import operations as decisions
from ctg_site.agenda.registrations import operations, telling_operations
from ctg_site.agenda.ties.operations import tie
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.meetings import (
    MEETING,
    College,
    MeetingEvent,
    MeetingState,
    PeopleGroup,
    more_than_came,
)
from ctg_site.domain.policy import SYSTEM, Role
from ctg_site.domain.recurrence import Rule, Slot
from ctg_site.domain.workflow import OutOfDate
from ctg_site.effects import outbox
from ctg_site.models.agenda import Meeting, MeetingSeries, meeting_action, meeting_commitment, meeting_theme
from ctg_site.models.meetings import Attendance, AttendanceGroup, MeetingDecision
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.services.announcing import announce, refuse_others

#: Minutes that are still missing then are asked of the meeting's owner, once.
MINUTES_DELAY = timedelta(days=15)
MOST_REMINDED = 500


@dataclass(frozen=True, slots=True)
class Details:
    """What a meeting is, but for its day and hours."""

    kind_id: int
    title: str
    body_id: int | None = None
    structure_id: int | None = None
    district_id: int | None = None
    place: str = ""
    is_public: bool = False
    description: str = ""
    access: str = ""
    places: int | None = None
    takes_registrations: bool = False
    order_of_business: str = ""
    themes: Sequence[int] = ()
    commitments: Sequence[int] = ()
    actions: Sequence[int] = ()


#: What of the convention a meeting is about.
TIES = {"themes": meeting_theme, "commitments": meeting_commitment, "actions": meeting_action}


@operation
def create(details: Details, slots: Sequence[Slot], rule: Rule, by: User) -> Meeting:
    """Make a meeting, or each of those that come back; the first one. Each is then a meeting of its own."""
    series = MeetingSeries(repeat=rule.repeat, every=rule.every) if len(slots) > 1 else None
    if series is not None:
        db.session.add(series)
        db.session.flush()
    return add(details, slots, series.id if series else None, by)[0]


def add(details: Details, slots: Sequence[Slot], series_id: int | None, by: User) -> list[Meeting]:
    """Inside an operation: a meeting at each of these hours."""
    made = announce(_columns(details) | {"series_id": series_id}, slots, by)
    for meeting in made:
        _tie(meeting, details)
    return made


def _columns(details: Details) -> dict[str, Any]:
    """A meeting is in the district of its structure, unless another one was said."""
    columns = {name: value for name, value in asdict(details).items() if name not in TIES}
    if details.district_id is None and details.structure_id is not None:
        near = db.select(Structure.district_id).where(Structure.id == details.structure_id)
        columns["district_id"] = db.session.execute(near).scalar_one_or_none()
    return columns


def _tie(meeting: Meeting, details: Details) -> bool:
    """Say what it is about; whether that changed."""
    return True in {tie(links, meeting.id, getattr(details, name)) for name, links in TIES.items()}


def _check_version(thing: Any, version: int | None) -> None:
    if thing.version != version:
        raise OutOfDate


@operation
def change(meeting: Meeting, details: Details, slot: Slot, by: User, version: int | None) -> None:
    """Change one meeting alone; whoever registered is told of another day, hour or place."""
    _check_version(meeting, version)
    before = meeting.announced
    wanted = _columns(details) | {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
    changed = {name: value for name, value in wanted.items() if getattr(meeting, name) != value}
    if not _tie(meeting, details) and not changed:
        return
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.changed_at = now()
    refuse_others(meeting, by)
    meeting.note_down("meeting", AgendaEvent.CHANGE, by)
    telling_operations.tell(meeting, before)
    operations.fill(meeting)


@operation
def cancel(meeting: Meeting, reason: str, by: User, version: int | None, following: bool = False) -> int:
    """Cancel a meeting, and those that follow in its series when asked; how many. All registered are told."""
    _check_version(meeting, version)
    cancelled = [meeting, *(_following(meeting) if following else ())]
    for one in cancelled:
        before = one.announced
        one.advance(MEETING, MeetingEvent.CANCEL, by, reason)
        one.cancel_reason, one.changed_at = reason, now()
        telling_operations.tell(one, before)
    return len(cancelled)


def _following(meeting: Meeting) -> list[Meeting]:
    later = db.select(Meeting).where(
        Meeting.series_id == meeting.series_id,
        Meeting.starts_at > meeting.starts_at,
        Meeting.state == MeetingState.PLANNED,
    )
    return list(db.session.scalars(later.order_by(Meeting.starts_at).with_for_update(of=Meeting)))


@operation
def restore(meeting: Meeting, by: User, version: int | None) -> None:
    """It takes place after all."""
    _check_version(meeting, version)
    before = meeting.announced
    meeting.advance(MEETING, MeetingEvent.RESTORE, by)
    meeting.cancel_reason, meeting.changed_at = "", now()
    telling_operations.tell(meeting, before)
    operations.fill(meeting)


@operation
def write_minutes(
    meeting: Meeting, minutes: str, by: User, version: int | None, published: bool | None = None
) -> None:
    """Keep the minutes; `published` puts them before the public, or takes them away; None: as they were."""
    _check_version(meeting, version)
    if meeting.minutes != minutes:
        meeting.minutes = minutes
        meeting.note_down("minutes", AgendaEvent.MINUTES, by)
    if published is None or published == (meeting.minutes_published_at is not None):
        return
    meeting.minutes_published_at = now() if published else None
    meeting.note_down("minutes", AgendaEvent.PUBLISH if published else AgendaEvent.UNPUBLISH, by)
    if meeting.tells_minutes:
        decided = db.select(MeetingDecision.id).where(MeetingDecision.meeting_id == meeting.id)
        decisions.tell(list(db.session.scalars(decided)), by)


@operation
def count_people(
    meeting: Meeting,
    counts: Mapping[College, int | None],
    by: User,
    groups: Mapping[PeopleGroup, int | None] | None = None,
) -> None:
    """Who came, college by college, by age, from priority districts; what was not counted has no figure."""
    known = [people for people in counts.values() if people is not None]
    if more_than_came(groups or {}, sum(known) if known else None):
        raise MoreThanCame
    for table in (Attendance, AttendanceGroup):
        db.session.execute(db.delete(table).where(table.meeting_id == meeting.id))
    for group, people in (groups or {}).items():
        if people is not None:
            db.session.add(AttendanceGroup(meeting_id=meeting.id, people_group=group, people=people))
    for college, people in counts.items():
        if people is not None:
            db.session.add(Attendance(meeting_id=meeting.id, college=college, people=people))
    meeting.note_down("attendance", AgendaEvent.ATTEND, by)


class MoreThanCame(Exception):
    """A group of a meeting cannot hold more people than came."""


@operation
def remind() -> int:
    """Ask each owner for the minutes that are missing after fifteen days, once a meeting; how many mails."""
    late = (
        db.select(Meeting)
        .where(Meeting.minutes == "", Meeting.state == MeetingState.PLANNED)
        .where(Meeting.reminded_at.is_(None), Meeting.ends_at <= now() - MINUTES_DELAY)
        .order_by(Meeting.id)
        .limit(MOST_REMINDED)
        .with_for_update(of=Meeting)
    )
    owed: dict[User, list[int]] = {}
    for meeting in db.session.scalars(late):
        for person in _owners(meeting):
            owed.setdefault(person, []).append(meeting.id)
            meeting.note_down("minutes", AgendaEvent.REMIND, SYSTEM)
    for person, numbers in owed.items():
        outbox.tell_staff(person, "minutes_missing", numbers=numbers)
    _mark_reminded({number for numbers in owed.values() for number in numbers})
    return len(owed)


def _mark_reminded(numbers: set[int]) -> None:
    """Without a new version: whoever is writing the minutes right now goes on."""
    mark = db.update(Meeting).where(Meeting.id.in_(numbers)).values(reminded_at=now())
    in_bulk(mark)


def _owners(meeting: Meeting) -> list[User]:
    """Whoever made it; once gone, the coordination."""
    active = db.select(User).where(User.is_active)
    found = list(db.session.scalars(active.where(User.id == meeting.owner_id)))
    return found or list(db.session.scalars(active.where(User.role == Role.COORDINATOR)))
