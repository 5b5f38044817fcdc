"""A meeting that came of the dates offered to those who joined an envie: told again when it moves."""

from datetime import timedelta

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.meetings import Announced
from ctg_site.effects import outbox
from ctg_site.models.agenda import Meeting
from ctg_site.models.dates import CHOSEN, MOVED, DatesOffer
from ctg_site.models.outbox import UNSENT, Notice
from ctg_site.models.proposals import Contact

from . import participants


def moved(meeting: Meeting, before: Announced, after: timedelta) -> None:
    """Inside an operation: those who joined, and the author, learn another day, hour or place, or its end.

    What nobody was told yet is withdrawn: its reader still goes by what was announced before it.
    """
    came_of = db.select(DatesOffer).where(DatesOffer.meeting_id == meeting.id)
    for held in db.session.scalars(came_of.options(joinedload(DatesOffer.proposal))):
        waiting = _waiting(held)
        contact = db.select(Contact).where(Contact.proposal_id == held.proposal_id)
        for person in (*participants.counted(held.proposal), None):
            known = _known(waiting.get(person.id if person else None, []), before)
            if known is None or Announced.of(known) == meeting.announced:
                continue
            context = {"after": after, "offer": held.id, "known": known}
            if person is None:
                outbox.tell_author(held.proposal, db.session.scalar(contact), MOVED, **context)
            else:
                outbox.tell_participant(person, MOVED, **context)


def _waiting(held: DatesOffer) -> dict[int | None, list[Notice]]:
    """What of it nobody was told yet, by the number of who joined; the author's under None."""
    news = Notice.proposal_id == held.proposal_id, Notice.template.in_((CHOSEN, MOVED)), UNSENT
    found: dict[int | None, list[Notice]] = {}
    for notice in db.session.scalars(db.select(Notice).where(*news).order_by(Notice.id).with_for_update()):
        found.setdefault(notice.participation_id, []).append(notice)
    return found


def _known(waiting: list[Notice], before: Announced) -> dict[str, object] | None:
    """What somebody goes by; nothing when they are still to be told of the date at all."""
    if any(notice.template == CHOSEN for notice in waiting):
        return None
    known = next((notice.context["known"] for notice in waiting), before.kept)
    for notice in waiting:
        db.session.delete(notice)
    return dict(known)
