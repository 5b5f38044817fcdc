"""What happens to an envie: the one door of its three life cycles, and all that a change of state entails."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.domain.workflow import (
    ENDED,
    MODERATION,
    WORKFLOWS,
    Decision,
    Happened,
    Moderation,
    OutOfDate,
    Workflow,
)
from ctg_site.effects import outbox
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, JournalEntry, Message, Proposal

from . import audit, clock, participants

#: Its author asks something anew, or follows nobody any more: a human answer is promised.
ASKED_ANEW = {
    *(Decision.GIVE_DETAIL, Decision.GIVE_DETAIL_FOR_AUTHOR, Decision.CONTEST),
    *(Decision.ASK_PUBLICATION, Decision.LOSE_HEAD),
}
#: What was set aside, that nobody could join nor follow, comes and goes without a word.
SORTED = {Decision.PUT_AWAY, Decision.PUT_BACK}


def change(
    proposal: Proposal,
    workflow: Workflow,
    event: StrEnum,
    by: Any,
    *,
    version: int | None = None,
    reason: str = "",
    told: bool = True,
    trail: str | None = None,
) -> JournalEntry:
    """Inside an operation: make this transition and all that it entails; returns its line of the journal.

    `version` is the one the person was looking at: OutOfDate when the file changed since. What the staff do
    is told to the author, unless the caller has another word for them, or owes none (`told`); it is in the
    audit trail by its name, by other words (`trail`), or, when they are empty, by the caller's line for many.
    """
    if version is not None:
        current(proposal, version)
    entry = proposal.advance(workflow, event, by, reason)
    if proposal.moderation is Moderation.WITHDRAWN:
        outbox.close(proposal)
    if event in ASKED_ANEW:
        clock.awaited(proposal)
    if entry.actor is Actor.STAFF:
        if told:
            _answer(proposal, workflow, event, by, reason)
        if detail := str(event) if trail is None else trail:
            audit.record(AuditEvent.DECISION, by, subject=proposal.called, detail=detail)
    if event not in SORTED:
        _grouped_follow(proposal, workflow, event, by)
        participants.followed(proposal, workflow, event)
    return entry


def entrust(proposal: Proposal, colleague: User, by: User) -> None:
    """Inside an operation: `colleague` follows the file; its author reads who, as they allow."""
    proposal.referent_id = colleague.id
    proposal.taken_at = proposal.taken_at or now()
    proposal.note_down(FileEvent.ASSIGN, by, reason=colleague.name)
    outbox.tell_author(proposal, contact_of(proposal), "new_referent")


def current(proposal: Proposal, version: int) -> None:
    """OutOfDate when the file changed since somebody read this version of it."""
    if proposal.version != version:
        raise OutOfDate(last_event(proposal))


def last_event(proposal: Proposal) -> Happened | None:
    """The last change of a file, to be told to whoever came too late."""
    lives = [workflow.attribute for workflow in WORKFLOWS]
    found = db.session.execute(
        db.select(JournalEntry, User.name)
        .outerjoin(User, JournalEntry.actor_id == User.id)
        .where(JournalEntry.proposal_id == proposal.id, JournalEntry.subject.in_(lives))
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    entry, name = found
    return Happened(subject=entry.subject, event=entry.event, who=name or "", when=entry.created_at)


def contact_of(proposal: Proposal) -> Contact | None:
    """How to reach its author; None when nothing is known, or is known no more."""
    return db.session.execute(
        db.select(Contact).where(Contact.proposal_id == proposal.id)
    ).scalar_one_or_none()


def _answer(proposal: Proposal, workflow: Workflow, event: StrEnum, by: User, reason: str) -> None:
    """Whoever answers follows the file from now on; the author reads what was decided, and why."""
    proposal.referent_id = proposal.referent_id or by.id
    proposal.taken_at = proposal.taken_at or now()
    if workflow is MODERATION:
        proposal.contested_id = None
    if reason:
        db.session.add(Message(proposal_id=proposal.id, actor=Actor.STAFF, actor_id=by.id, text=reason))
    contact = contact_of(proposal)
    clock.announced(proposal, contact)
    _tell(proposal, contact, workflow, event)


def _grouped_follow(head: Proposal, workflow: Workflow, event: StrEnum, by: Any) -> None:
    """The authors of the files grouped with `head` are told; when it ended, each is read again by itself."""
    if head.moderation in ENDED:
        for member in _members(head):
            change(member, MODERATION, Decision.LOSE_HEAD, SYSTEM)
            _tell(member, member.contact, MODERATION, Decision.LOSE_HEAD)
    elif workflow is not MODERATION or event is Decision.PUBLISH:
        state = str(getattr(head, workflow.attribute))
        for member in _members(head):
            member.note_down(FileEvent.HEAD_MOVED, by)
            outbox.tell_author(member, member.contact, "head_moved", subject=workflow.attribute, state=state)


def _members(head: Proposal) -> list[Proposal]:
    grouped = db.select(Proposal).where(Proposal.grouped_with_id == head.id)
    return list(db.session.scalars(grouped.order_by(Proposal.id).options(joinedload(Proposal.contact))))


def _tell(proposal: Proposal, contact: Contact | None, workflow: Workflow, event: StrEnum) -> None:
    outbox.tell_author(proposal, contact, "decision", subject=workflow.attribute, event=str(event))
