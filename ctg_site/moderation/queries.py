"""Reads of the staff: one whole file, what remains to be told, what happened last."""

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import Happened
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Message, Note, Proposal, Revision


def file(number: int) -> Proposal | None:
    """One whole file: everything its page shows but the person's details."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.referent),
            joinedload(Proposal.contact),
            selectinload(Proposal.journal).joinedload(JournalEntry.person),
            selectinload(Proposal.messages).joinedload(Message.person),
            selectinload(Proposal.notes).joinedload(Note.person),
            selectinload(Proposal.revisions).joinedload(Revision.person),
        )
    ).scalar_one_or_none()


def to_tell(proposal: Proposal) -> list[Notice]:
    """What a person of the centre must still tell the author by phone, letter or word of mouth."""
    waiting = db.select(Notice).where(
        Notice.proposal_id == proposal.id, Notice.done_at.is_(None), Notice.way != NoticeWay.EMAIL
    )
    return list(db.session.scalars(waiting.order_by(Notice.id)))


def last_event(proposal: Proposal) -> Happened | None:
    """The last change of a file, to be told to whoever came too late."""
    found = db.session.execute(
        db.select(JournalEntry, User.name)
        .outerjoin(User, JournalEntry.actor_id == User.id)
        .where(
            JournalEntry.proposal_id == proposal.id,
            JournalEntry.subject.in_(("moderation", "stage", "outcome")),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    entry, name = found
    return Happened(subject=entry.subject, event=entry.event, who=name or "", when=entry.created_at)
