"""What those registered are told of their meeting: the truth, once, however often it changed meanwhile."""

from datetime import date, timedelta

from ctg_site.db import db, in_bulk, operation
from ctg_site.domain.deadlines import after_working_days, last_working_day
from ctg_site.domain.meetings import (
    REMINDER,
    Announced,
    MeetingNews,
    MeetingState,
    RegistrationState,
    news,
)
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.town_calendar import at
from ctg_site.effects import outbox
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import UNSENT, Notice
from ctg_site.services import gathering

#: A letter waits so long: who cancelled by mistake, or mistyped a day, has the time to mend it.
SECOND_THOUGHTS = timedelta(minutes=5)


def tell(meeting: Meeting, before: Announced) -> None:
    """Inside an operation that holds the meeting: whoever has a place or waits for one learns what changed.

    News that nobody was told yet are withdrawn: their reader still goes by what was announced before them.
    """
    if meeting.is_over or meeting.announced == before:
        return
    gathering.moved(meeting, before, SECOND_THOUGHTS)
    untold = _untold(meeting)
    alive = db.select(Registration).where(
        Registration.meeting_id == meeting.id,
        Registration.state != RegistrationState.GIVEN_UP,
        Registration.counting(),
    )
    for registration in db.session.scalars(alive.order_by(Registration.id)):
        withdrawn = untold.get(registration.id, [])
        known = next((notice.context["known"] for notice in withdrawn), before.kept)
        for notice in withdrawn:
            db.session.delete(notice)
        template = news(Announced.of(known), meeting.announced)
        if template is not None:
            outbox.tell_registered(registration, template, SECOND_THOUGHTS, known=known)
    if meeting.slot != Slot(before.starts_at, before.ends_at):
        here = db.select(Registration.id).where(Registration.meeting_id == meeting.id)
        reminders = Notice.template == REMINDER, Notice.registration_id.in_(here)
        in_bulk(db.delete(Notice).where(*reminders, UNSENT))


def _untold(meeting: Meeting) -> dict[int, list[Notice]]:
    """The news of this meeting that did not leave, by the number of the registration."""
    waiting = (
        db.select(Notice)
        .join(Registration, Registration.id == Notice.registration_id)
        .where(Registration.meeting_id == meeting.id, Notice.template.in_(tuple(MeetingNews)), UNSENT)
        .order_by(Notice.id)
        .with_for_update(of=Notice)
    )
    found: dict[int, list[Notice]] = {}
    for notice in db.session.scalars(waiting):
        if "known" in notice.context:
            found.setdefault(notice.registration_id or 0, []).append(notice)
    return found


@operation
def remind(on: date) -> int:
    """Whoever has a place is told of it again the day before, or the working day before; how many.

    Once for a day, however often this runs, and not those who heard of it since that morning.
    """
    since, end = at(last_working_day(on)), at(after_working_days(on, 1) + timedelta(1))
    heard = db.select(Notice.id).where(Notice.registration_id == Registration.id, Notice.created_at >= since)
    due = (
        db.select(Registration)
        .join(Meeting, Meeting.id == Registration.meeting_id)
        .where(Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at >= at(on + timedelta(1)), Meeting.starts_at < end)
        .where(Registration.state == RegistrationState.CONFIRMED, Registration.way.is_not(None))
        .where(Registration.created_at < since, ~heard.exists())
        .order_by(Registration.id)
    )
    reminded = db.session.scalars(due).all()
    for registration in reminded:
        outbox.tell_registered(registration, REMINDER)
    return len(reminded)
