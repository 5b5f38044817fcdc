"""What ties grouped files: their authors follow the one they joined, and get theirs back when it ends."""

from enum import StrEnum

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.workflow import MODERATION, Decision, Moderation, Workflow
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal

from . import clock, outbox

#: The end of the road of an envie: nobody can follow it any further.
ENDED = frozenset(
    {Moderation.NOT_PUBLISHABLE, Moderation.REDIRECTED, Moderation.WITHDRAWN, Moderation.ARCHIVED}
)


def followed(head: Proposal, workflow: Workflow, event: StrEnum, by: User) -> None:
    """Inside an operation, after a change of `head`: the authors of the files grouped with it are told."""
    if head.moderation in ENDED:
        set_free(head)
    elif workflow is not MODERATION or event is Decision.PUBLISH:
        state = str(getattr(head, workflow.attribute))
        for member in _members(head):
            member.note_down("file", "head_moved", by)
            outbox.tell_author(member, member.contact, "head_moved", subject=workflow.attribute, state=state)


def set_free(head: Proposal) -> None:
    """Inside an operation, when `head` ended: each file that joined it is to be read again, by itself."""
    for member in _members(head):
        member.advance(MODERATION, Decision.LOSE_HEAD, SYSTEM)
        clock.awaited(member)
        event = str(Decision.LOSE_HEAD)
        outbox.tell_author(member, member.contact, "decision", subject=MODERATION.attribute, event=event)


def _members(head: Proposal) -> list[Proposal]:
    grouped = db.select(Proposal).where(Proposal.grouped_with_id == head.id)
    return list(db.session.scalars(grouped.order_by(Proposal.id).options(joinedload(Proposal.contact))))
