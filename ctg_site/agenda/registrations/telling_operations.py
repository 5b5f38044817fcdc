"""What those registered are told of their meeting: the truth, once, however often it changed meanwhile."""

from datetime import timedelta

from ctg_site.db import db
from ctg_site.domain.meetings import Announced, MeetingNews, RegistrationState, news
from ctg_site.effects import outbox
from ctg_site.models.agenda import Meeting
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import UNTOLD, Notice

#: A letter waits so long: who cancelled by mistake, or mistyped a day, has the time to mend it.
SECOND_THOUGHTS = timedelta(minutes=5)


def tell(meeting: Meeting, before: Announced) -> None:
    """Inside an operation that holds the meeting: whoever has a place or waits for one learns what changed.

    News that nobody was told yet are withdrawn: their reader still goes by what was announced before them.
    """
    if meeting.is_over or meeting.announced == before:
        return
    untold = _untold(meeting)
    alive = db.select(Registration).where(
        Registration.meeting_id == meeting.id,
        Registration.state != RegistrationState.GIVEN_UP,
        Registration.to_check.is_(False),
    )
    for registration in db.session.scalars(alive.order_by(Registration.id)):
        withdrawn = untold.get(registration.id, [])
        known = next((notice.context["known"] for notice in withdrawn), before.kept)
        for notice in withdrawn:
            db.session.delete(notice)
        template = news(Announced.of(known), meeting.announced)
        if template is not None:
            outbox.tell_registered(registration, template, SECOND_THOUGHTS, known=known)


def _untold(meeting: Meeting) -> dict[int, list[Notice]]:
    """The news of this meeting that did not leave, by the number of the registration."""
    waiting = (
        db.select(Notice)
        .join(Registration, Registration.id == Notice.registration_id)
        .where(Registration.meeting_id == meeting.id, Notice.template.in_(tuple(MeetingNews)), UNTOLD)
        .order_by(Notice.id)
        .with_for_update(of=Notice)
    )
    found: dict[int, list[Notice]] = {}
    for notice in db.session.scalars(waiting):
        if "known" in notice.context:
            found.setdefault(notice.registration_id or 0, []).append(notice)
    return found
