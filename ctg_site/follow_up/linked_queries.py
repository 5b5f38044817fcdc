"""Reads of linked codes: what a secret opens, the codes of one group with what is new in each."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.meetings import RegistrationState
from ctg_site.domain.participation import JoinState
from ctg_site.domain.vocabulary import AgeBand
from ctg_site.models.agenda import Meeting
from ctg_site.models.dates import DatesOffer, DatesReply
from ctg_site.models.linked import LinkedCode as LinkedCode
from ctg_site.models.meetings import Registration
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Message, Proposal
from ctg_site.runtime import settings

from .queries import CLOSED


@dataclass(frozen=True, slots=True)
class HeldCode:
    """The file that a secret opens: by which column it is linked, its number, what forbids to link it."""

    column: str
    number: int
    of_a_child: bool
    is_over: bool


def opened_by(secret: str) -> HeldCode | None:
    """What this well-formed code, or the secret of this link, opens: three statements at most."""
    digest = codes.hashed(secret, settings().code_key)
    envie = db.select(Proposal).where(or_(Proposal.code_hash == digest, Proposal.link_hash == digest))
    if (proposal := db.session.scalar(envie)) is not None:
        return of_proposal(proposal)
    place = or_(Registration.code_hash == digest, Registration.link_hash == digest)
    if (kept := db.session.scalar(db.select(Registration).where(place))) is not None:
        over = kept.state is RegistrationState.GIVEN_UP or kept.erased_at is not None
        return HeldCode("registration_id", kept.id, kept.is_child, over)
    joined = db.session.scalar(db.select(Participation).where(Participation.link_hash == digest))
    if joined is None:
        return None
    over = joined.state is JoinState.LEFT or joined.erased_at is not None
    return HeldCode("participation_id", joined.id, joined.is_child, over)


def of_proposal(proposal: Proposal) -> HeldCode:
    """The envie whose follow-up is open."""
    child = proposal.age_band is AgeBand.UNDER_15
    return HeldCode("proposal_id", proposal.id, child, proposal.moderation in CLOSED)


def of_row(row: LinkedCode) -> HeldCode:
    """What a linked code opens: it was no child’s when it was linked."""
    name = next(one for one in ("proposal_id", "registration_id", "participation_id") if getattr(row, one))
    return HeldCode(name, getattr(row, name), of_a_child=False, is_over=False)


def row_of(opened: HeldCode | None) -> LinkedCode | None:
    """Its place in a group; none when it is linked to nothing."""
    return _one(getattr(LinkedCode, opened.column) == opened.number) if opened else None


def row_by_number(number: int | None) -> LinkedCode | None:
    return _one(LinkedCode.id == number) if number else None


def _one(condition: Any) -> LinkedCode | None:
    return db.session.scalar(_with_files(db.select(LinkedCode).where(condition)))


def _with_files(select: Any) -> Any:
    return select.options(
        joinedload(LinkedCode.proposal).joinedload(Proposal.structure),
        joinedload(LinkedCode.registration).joinedload(Registration.meeting).joinedload(Meeting.structure),
        joinedload(LinkedCode.participation).joinedload(Participation.proposal),
    )


def together(group_id: int) -> list[LinkedCode]:
    """All the codes of a group, with what their page tells: three statements."""
    rows = _with_files(db.select(LinkedCode).where(LinkedCode.group_id == group_id)).options(
        joinedload(LinkedCode.proposal).selectinload(Proposal.journal),
        joinedload(LinkedCode.proposal).selectinload(Proposal.messages).joinedload(Message.person),
    )
    return list(db.session.scalars(rows.order_by(LinkedCode.id)))


def dates_of(rows: list[LinkedCode]) -> dict[int, tuple[DatesOffer, bool]]:
    """By number of participation, the last dates offered and whether they were answered: two statements."""
    joined = {row.participation.proposal_id: row.participation.id for row in rows if row.participation}
    offers = db.select(DatesOffer).where(DatesOffer.proposal_id.in_(joined)).order_by(DatesOffer.id)
    loaded = joinedload(DatesOffer.proposal), joinedload(DatesOffer.meeting), selectinload(DatesOffer.dates)
    last = {one.proposal_id: one for one in db.session.scalars(offers.options(*loaded))}
    replied = db.select(DatesReply.participation_id, DatesReply.offer_id)
    of_them = replied.where(DatesReply.participation_id.in_(joined.values()))
    answered = {tuple(pair) for pair in db.session.execute(of_them)}
    return {joined[number]: (one, (joined[number], one.id) in answered) for number, one in last.items()}
