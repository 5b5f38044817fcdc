"""Reads of the follow-up: the file that a code opens, with all that its author may see; who carries it."""

from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.participation import CompanionState
from ctg_site.domain.vocabulary import Visibility
from ctg_site.domain.workflow import Decision, Moderation
from ctg_site.models.accompaniment import AccompanimentStep, Support
from ctg_site.models.actions import Action
from ctg_site.models.inbox import ASIDE
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import Contact, JournalEntry, Message, Proposal
from ctg_site.proposals import queries as proposals
from ctg_site.runtime import settings
from ctg_site.services import thread

CLOSED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)
#: What a code opens; what was taken for a machine's too, so that a person reads what to do.
PUT_AWAY = and_(Proposal.moderation == Moderation.ARCHIVED, ASIDE)
OPENS = or_(Proposal.moderation.not_in(CLOSED), PUT_AWAY)


def by_code(code: str) -> int | None:
    """The proposal that a well-formed code opens; of a withdrawn one, the page that says so."""
    return _by(Proposal.code_hash == codes.hashed(code, settings().code_key))


def by_link(secret: str) -> int | None:
    return _by(Proposal.link_hash == codes.hashed(secret, settings().code_key))


def _by(condition: object) -> int | None:
    found = db.select(Proposal.id).where(condition, or_(OPENS, Proposal.moderation == Moderation.WITHDRAWN))
    return db.session.execute(found).scalar_one_or_none()


def withdrawn(number: int | None) -> JournalEntry | None:
    """When an envie was withdrawn, and by whom, with the file; nothing for any other."""
    if number is None:
        return None
    ends = JournalEntry.event.in_([Decision.WITHDRAW, Decision.WITHDRAW_FOR_AUTHOR])
    said = db.select(JournalEntry).join(JournalEntry.proposal).where(JournalEntry.proposal_id == number, ends)
    last = said.where(Proposal.moderation == Moderation.WITHDRAWN).order_by(JournalEntry.id.desc()).limit(1)
    return db.session.scalar(last.options(contains_eager(JournalEntry.proposal)))


def code_hash(number: int) -> str:
    """What the database keeps of the code that opens this file now."""
    return db.session.execute(db.select(Proposal.code_hash).where(Proposal.id == number)).scalar_one()


def followed(number: int | None) -> Proposal | None:
    """The whole file as its author sees it: centre, contact, journal and messages."""
    if number is None:
        return None
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number, OPENS)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.contact),
            joinedload(Proposal.referent),
            joinedload(Proposal.head),
            selectinload(Proposal.journal),
            selectinload(Proposal.messages).joinedload(Message.person),
        )
    ).scalar_one_or_none()


def opened(number: int | None, code: str | None) -> Proposal | None:
    """The file that this code of its author opened, as long as no other code took its place."""
    found = followed(number)
    return found if found is not None and code == found.code_hash else None


def done_together(proposal: Proposal) -> list[AccompanimentStep]:
    """What the centre noted and told its author, the latest first."""
    told = db.select(AccompanimentStep).where(
        AccompanimentStep.proposal_id == proposal.id, AccompanimentStep.told != ""
    )
    latest = AccompanimentStep.happened_on.desc(), AccompanimentStep.id.desc()
    return list(db.session.scalars(told.order_by(*latest)))


def actions(proposal: Proposal) -> list[Action]:
    """The actions that it became, or feeds."""
    return thread.actions_of(proposal)


def supports(proposal: Proposal) -> list[Support]:
    """The « coups de pouce » that an envie received, the latest first."""
    given = db.select(Support).where(Support.proposal_id == proposal.id)
    return list(db.session.scalars(given.order_by(Support.given_on.desc(), Support.id.desc())))


def to_publish(number: int) -> Proposal | None:
    """The file as the public would read it; nothing once it is withdrawn."""
    found = proposals.proposal(number)
    return found if found and found.moderation not in CLOSED else None


def name_to_show(proposal: Proposal) -> str | None:
    """The first name that the public will read, if its author wants so."""
    if proposal.visibility is not Visibility.FIRST_NAME:
        return None
    name = db.select(Contact.first_name).where(Contact.proposal_id == proposal.id)
    return db.session.execute(name).scalar_one_or_none() or None


def companion(number: int | None) -> Companion | None:
    """Somebody invited to carry an envie that goes on, whether they accepted or not yet."""
    return _companion(Companion.id == number) if number else None


def companion_by_code(code: str) -> Companion | None:
    return _companion(Companion.code_hash == codes.hashed(code, settings().code_key))


def companion_by_link(secret: str) -> Companion | None:
    return _companion(Companion.link_hash == codes.hashed(secret, settings().code_key))


def _companion(condition: Any) -> Companion | None:
    alive = Companion.state != CompanionState.LEFT, Proposal.moderation.not_in(CLOSED)
    found = db.select(Companion).join(Companion.proposal).where(condition, *alive)
    return db.session.scalar(found.options(contains_eager(Companion.proposal)))


def companions(proposal: Proposal) -> list[Companion]:
    """Those who carry this envie with its author, and those who may accept to."""
    there = db.select(Companion).where(
        Companion.proposal_id == proposal.id, Companion.state != CompanionState.LEFT
    )
    return list(db.session.scalars(there.order_by(Companion.id).options(joinedload(Companion.proposal))))


def carriers(proposal: Proposal) -> int:
    """How many people carry this envie: its author, and those who accepted to with them."""
    accepted = Companion.proposal_id == proposal.id, Companion.state == CompanionState.ACCEPTED
    return 1 + (db.session.scalar(db.select(db.func.count(Companion.id)).where(*accepted)) or 0)
