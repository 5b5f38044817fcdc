"""Writes about those who carry an envie with its author: invite, accept, leave, be forgotten."""

from datetime import datetime, timedelta

from sqlalchemy.orm import joinedload

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import codes
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import COMPANIONS, CompanionEvent, CompanionState
from ctg_site.domain.policy import SYSTEM, Person
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.effects import outbox, receipts
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import Contact, Proposal

from . import queries

__all__ = ["InvalidTransition", "accept", "forget", "invite", "leave"]

#: An envie is carried by a few people: beyond, they are a group, and the centre helps it.
MOST = 5
SEED_LIFE = timedelta(hours=24)
#: An invitation that nobody accepted opens nothing any more.
INVITATION_LIFE = timedelta(days=30)


class Full(Exception):
    """There are as many companions and invitations as may be."""


@operation
def invite(proposal: Proposal, key: str, by: Person) -> Companion:
    """Make an invitation to hand over: a code and a link. The same form sent twice makes one."""
    there, asked = queries.companions(proposal), token_hash(f"invite {proposal.id} {key}")
    for companion in there:
        if companion.accept_key == asked:
            return companion
    if len(there) >= MOST:
        raise Full
    companion = Companion(proposal_id=proposal.id, accept_key=asked, **_secrets())
    db.session.add(companion)
    db.session.flush()
    proposal.note_down(FileEvent.COMPANION_INVITE, by)
    return companion


@operation
def accept(proposal: Proposal, companion: Companion, key: str, first_name: str) -> Companion:
    """Carry the envie: a code and a link of one's own take the place of those of the invitation."""
    if companion.state is CompanionState.ACCEPTED and companion.accept_key == token_hash(key):
        return companion
    companion.advance(COMPANIONS, CompanionEvent.ACCEPT, Person(companion_of=proposal.id))
    companion.first_name, companion.accepted_at = first_name, now()
    companion.accept_key = token_hash(key)
    for name, value in _secrets().items():
        setattr(companion, name, value)
    contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
    outbox.tell_author(proposal, db.session.scalar(contact), "companion_joins")
    return companion


@operation
def leave(proposal: Proposal, companion: Companion, by: Person) -> None:
    """The author ends it, or the companion does: the code opens nothing, the first name is erased."""
    companion.advance(COMPANIONS, CompanionEvent.LEAVE, by)
    companion.first_name, companion.seed = "", None


def _secrets() -> dict[str, str]:
    seed = codes.new_seed()
    return {"seed": seed, **receipts.hashes(seed)}


@operation
def forget(instant: datetime) -> int:
    """Erase old seeds, the first names of envies that are over; end invitations that nobody accepted."""
    closed = db.select(Proposal.id).where(Proposal.moderation.in_(queries.CLOSED))
    since = db.func.coalesce(Companion.accepted_at, Companion.created_at)
    old = Companion.state == CompanionState.INVITED, Companion.created_at <= instant - INVITATION_LIFE
    invited = db.session.scalars(
        db.select(Companion).where(*old).options(joinedload(Companion.proposal))
    ).all()
    for companion in invited:
        companion.advance(COMPANIONS, CompanionEvent.LEAVE, SYSTEM)
    db.session.flush()
    update = db.update(Companion)
    seeds = update.where(Companion.seed.is_not(None), since <= instant - SEED_LIFE)
    names = update.where(Companion.first_name != "", Companion.proposal_id.in_(closed))
    return in_bulk(seeds.values(seed=None), names.values(first_name="")) + len(invited)
