"""Writes of the call-back list: open the contacts it needs, say what is done."""

from collections.abc import Sequence
from typing import Any

from ctg_site.db import db, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.effects import outbox
from ctg_site.models.accompaniment import AccompanimentStep
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.services import audit, undoing


@operation
def prepare(numbers: Sequence[int], by: User) -> list[int]:
    """Open the contacts of these files, as far as they are of one's own centres; each leaves its line."""
    own = (
        db.select(Proposal)
        .join(Contact, Contact.proposal_id == Proposal.id)
        .where(Proposal.id.in_(numbers), Proposal.structure_id.in_(by.structure_ids))
        .where(Contact.silenced_at.is_(None))
    )
    opened = list(db.session.scalars(own.order_by(Proposal.id)))
    for proposal in opened:
        proposal.note_down(FileEvent.CONTACT, by)
        audit.record(AuditEvent.CONTACT_OPENED, by, f"envie n° {proposal.number}")
    return [proposal.id for proposal in opened]


@operation
def not_reached(proposal: Proposal, by: User) -> None:
    """Nobody answered: the try is noted, nothing is told, and the promise still runs."""
    proposal.note_down(FileEvent.NOT_REACHED, by)


@operation
def not_reached_undone(proposal: Proposal, by: User) -> None:
    """The last try was noted by mistake."""
    proposal.note_down(FileEvent.NOT_REACHED_UNDONE, by)


@operation
def step_done(proposal: Proposal, row: int, by: User) -> dict[str, Any]:
    """The next step that was planned is done; what to give to `taking_back`."""
    planned = db.session.execute(
        db.select(AccompanimentStep).where(
            AccompanimentStep.id == row,
            AccompanimentStep.proposal_id == proposal.id,
            AccompanimentStep.next_done_at.is_(None),
        )
    ).scalar_one_or_none()
    if planned is None:
        raise InvalidTransition("done already, or of another file")
    planned.next_done_at = now()
    db.session.flush()
    proposal.note_down(FileEvent.NEXT_DONE, by)
    return {"row": row, "at": planned.next_done_at.isoformat(), "clock": undoing.acted(proposal)}


@operation
def notice_told(proposal: Proposal, row: int, by: User) -> dict[str, Any]:
    """One piece of news was told to the author by the centre; what to give to `taking_back`.

    It may have become a mail meanwhile, when its author corrected how to be reached: it leaves no more.
    """
    notice = next((one for one in outbox.waiting_for_author(proposal) if one.id == row), None)
    if notice is None:
        raise InvalidTransition("told already, or of another file")
    notice.done_at, notice.done_by_id = now(), by.id
    proposal.note_down(FileEvent.TOLD, by)
    return {"at": notice.done_at.isoformat(), "clock": undoing.acted(proposal)}
