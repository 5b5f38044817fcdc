"""What the files make a person owe: dangers, files to read, promises near, messages without an answer."""

from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.domain.vocabulary import Actor
from ctg_site.domain.workflow import Moderation
from ctg_site.models.inbox import COUNTS, IN_DANGER
from ctg_site.models.people import Absence, User, membership
from ctg_site.models.places import Structure
from ctg_site.models.proposals import PROMISED, Message, Note, Proposal
from ctg_site.models.reminders import Mention
from ctg_site.services.owed import Waiting, how_many

from .queries import ASIDE_YET, places

#: A promise is told when it is due within so many working days.
SOON = 2
TO_READ = COUNTS, Proposal.moderation == Moderation.RECEIVED


def dangers(person: Any, on: date) -> Waiting:
    """The files that the band of the inbox holds first: nobody answered their words of danger."""
    told = db.select(Proposal.id, Proposal.created_at).where(*TO_READ, IN_DANGER, or_(*places(person)))
    return how_many(told.order_by(Proposal.id))


def mentioned(person: Any, on: date) -> Waiting:
    """The files some of whose notes call this person, who did not say that they have seen it."""
    since = db.func.min(Mention.created_at)
    called = (
        db.select(Proposal.id, since)
        .join(Note, Note.proposal_id == Proposal.id)
        .join(Mention, Mention.note_id == Note.id)
        .where(Mention.user_id == person.id, Mention.seen_at.is_(None), or_(*places(person)))
    )
    return how_many(called.group_by(Proposal.id).order_by(since, Proposal.id))


def to_read(person: Any, on: date) -> Waiting:
    """Those of the tab of that name, in the order of its index."""
    received = db.select(Proposal.id, Proposal.created_at).where(*TO_READ, or_(*places(person)))
    return how_many(received.order_by(Proposal.due_on, Proposal.id))


def promised(person: User, on: date) -> Waiting:
    """The late files of this person and those due within two working days."""
    due = COUNTS, Proposal.due_on <= after_working_days(on, SOON), _owned_by(person, on)
    return how_many(
        db.select(Proposal.id, Proposal.due_on).where(*due).order_by(Proposal.due_on, Proposal.id)
    )


def unanswered(person: Any, on: date) -> Waiting:
    """The files whose author wrote after all that the centre did for them."""
    last = db.func.coalesce(Proposal.moved_at, Proposal.created_at)
    since = db.func.min(Message.created_at)
    written = (
        db.select(Proposal.id, since)
        .join(Message, Message.proposal_id == Proposal.id)
        .where(Message.actor == Actor.AUTHOR, Message.channel.is_(None), Message.created_at > last)
        .where(COUNTS, Proposal.moderation.in_(PROMISED), or_(*places(person)))
    )
    return how_many(written.group_by(Proposal.id).order_by(since, Proposal.id))


def aside(person: Any, on: date) -> Waiting:
    """What waits in the tab of what is set aside."""
    kept = db.select(Proposal.id, Proposal.created_at).where(*ASIDE_YET, or_(*places(person)))
    return how_many(kept.order_by(Proposal.id))


def _owned_by(person: User, on: date) -> Any:
    """Files that the person follows, or whom they stand in for; those of nobody, of their centre or of none.

    Without an agent to answer for them, they are the coordination's.
    """
    gone = db.select(User.id).where(User.is_active.is_(False))
    free = or_(Proposal.referent_id.is_(None), Proposal.referent_id.in_(gone))
    staffed = (
        db.select(membership.c.structure_id)
        .join(User, User.id == membership.c.user_id)
        .where(User.is_active, User.role.in_(AT_A_CENTRE))
    )
    if Role.COORDINATOR in person.roles:
        receiving = staffed.join(Structure, Structure.id == membership.c.structure_id).where(
            Structure.receives_proposals
        )
        orphan = Proposal.structure_id.not_in(staffed)
        homeless = and_(Proposal.structure_id.is_(None), ~receiving.exists())
        theirs = or_(orphan, homeless)
    else:
        theirs = or_(*places(person))
    away = db.select(Absence.user_id).where(Absence.stand_in_id == person.id, Absence.on(on))
    stood_in_for = and_(Proposal.referent_id.in_(away), or_(*places(person)))
    mine = or_(Proposal.referent_id == person.id, stood_in_for)
    return or_(mine, and_(free, theirs))
