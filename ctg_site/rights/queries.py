"""Reads of the requests about one's data: those to answer, one with its envie, those of an author."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, false, or_, true
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, now, page_of
from ctg_site.domain.policy import Role
from ctg_site.domain.rights import OPEN, RightsKind, RightsState, RightsTab
from ctg_site.follow_up.queries import by_code, code_hash, followed
from ctg_site.models.proposals import Proposal
from ctg_site.models.rights import RightsRequest
from ctg_site.services.owed import Waiting, how_many

__all__ = ["by_code", "code_hash", "followed"]
PAGE = 30
#: How long an author may read the copy that the centre gave.
READABLE = timedelta(days=30)
WITH_ENVIE = joinedload(RightsRequest.proposal).joinedload(Proposal.structure)


def requests(person: Any, tab: RightsTab, after: int | None = None) -> Page[RightsRequest]:
    """Those that the person may answer, the oldest first, or the latest that were answered."""
    oldest_first = tab is not RightsTab.CLOSED
    asked = db.select(RightsRequest).where(_visible(person), _in(tab)).options(WITH_ENVIE)
    if after is not None:
        asked = asked.where(RightsRequest.id > after if oldest_first else RightsRequest.id < after)
    order = RightsRequest.id.asc() if oldest_first else RightsRequest.id.desc()
    return page_of(list(db.session.scalars(asked.order_by(order).limit(PAGE + 1))), PAGE)


def to_answer(person: Any, on: date) -> Waiting:
    """Those about people’s data, by the day when their month ends."""
    return how_many(_open_to(person, RightsRequest.kind != RightsKind.ACCESS))


def access_to_answer(person: Any, on: date) -> Waiting:
    """The pages that stop somebody, by the day when their week ends."""
    return how_many(_open_to(person, RightsRequest.kind == RightsKind.ACCESS))


def _open_to(person: Any, which: Any) -> Any:
    asked = db.select(RightsRequest.id, RightsRequest.due_on)
    open_ones = asked.where(_visible(person), _in(RightsTab.OPEN), which)
    return open_ones.order_by(RightsRequest.due_on, RightsRequest.id)


def rights_request(number: int) -> RightsRequest | None:
    """One request, with its envie and whoever closed it."""
    found = db.select(RightsRequest).where(RightsRequest.id == number)
    return db.session.scalar(found.options(WITH_ENVIE, joinedload(RightsRequest.closed_by)))


def of_access(number: int) -> RightsRequest | None:
    """The same, when a page stops somebody."""
    found = rights_request(number)
    return found if found is not None and found.kind is RightsKind.ACCESS else None


def proven(number: int) -> RightsRequest | None:
    """The same, once somebody knows whose data it is about."""
    found = rights_request(number)
    return found if found is not None and found.proposal is not None else None


def envie(number: int) -> Proposal | None:
    """A file, by its number."""
    found = db.select(Proposal).where(Proposal.id == number).options(joinedload(Proposal.structure))
    return db.session.scalar(found)


def by_key(send_key: str) -> int | None:
    return db.session.scalar(db.select(RightsRequest.id).where(RightsRequest.send_key == send_key))


def waiting_for(proposal: int, kind: RightsKind) -> int | None:
    """The request of this kind that an author waits on."""
    same = RightsRequest.proposal_id == proposal, RightsRequest.kind == kind, RightsRequest.state.in_(OPEN)
    return db.session.scalar(db.select(RightsRequest.id).where(*same).limit(1))


def of_envie(proposal: Proposal) -> list[RightsRequest]:
    """What its author asked, the latest first."""
    asked = db.select(RightsRequest).where(RightsRequest.proposal_id == proposal.id)
    return list(db.session.scalars(asked.order_by(RightsRequest.id.desc()).limit(PAGE)))


def copy_given(proposal: Proposal) -> bool:
    """Whether the centre gave a copy a short time ago."""
    given = RightsRequest.kind == RightsKind.COPY, RightsRequest.state == RightsState.DONE
    mine = RightsRequest.proposal_id == proposal.id, RightsRequest.closed_at > now() - READABLE
    return db.session.scalar(db.select(RightsRequest.id).where(*given, *mine).limit(1)) is not None


def _visible(person: Any) -> Any:
    """The same rule as the policy's `rights:answer`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return true()
    ids, free = sorted(person.structure_ids), true() if person.receives_proposals else false()
    mine = or_(Proposal.structure_id.in_(ids), and_(Proposal.structure_id.is_(None), free))
    own = RightsRequest.proposal_id.in_(db.select(Proposal.id).where(mine))
    return or_(own, and_(RightsRequest.proposal_id.is_(None), free))


def _in(tab: RightsTab) -> Any:
    if tab is RightsTab.CLOSED:
        return RightsRequest.closed_at.is_not(None)
    return RightsRequest.closed_at.is_(None) & RightsRequest.to_check.is_(tab is RightsTab.ASIDE)
