"""Reads of the public register: published envies d'agir, and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Moderation
from ctg_site.models.proposals import Proposal

PAGE = 20
#: Beyond, an average says no more and costs more.
MOST_MEASURED = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Some published proposals, the number after which the next page starts, whether this is the first."""

    proposals: list[Proposal]
    following: int | None
    is_first: bool


def published() -> Select[Any]:
    return (
        db.select(Proposal)
        .where(Proposal.moderation == Moderation.PUBLISHED)
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
        .options(joinedload(Proposal.structure), joinedload(Proposal.district))
    )


def register(after: int | None = None, size: int = PAGE) -> Page:
    """The published proposals after number `after`, newest first; a page costs the same anywhere."""
    select = published()
    if after is not None:
        moment = db.select(Proposal.published_at).where(Proposal.id == after).scalar_subquery()
        select = select.where(tuple_(Proposal.published_at, Proposal.id) < tuple_(moment, after))
    found = list(db.session.scalars(select.limit(size + 1)))
    following = found[size - 1].id if len(found) > size else None
    return Page(found[:size], following, is_first=after is None)


def latest(limit: int) -> list[Proposal]:
    """The last published proposals, for the home page."""
    return list(db.session.scalars(published().limit(limit)))


def proposal(number: int) -> Proposal | None:
    """One proposal with its place and its journal, whatever its state: the policy says who may read it."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure), joinedload(Proposal.district), selectinload(Proposal.journal)
        )
    ).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class Answered:
    """How the promise is kept: how many envies were answered, in how many working days on average."""

    envies: int
    days: float


def answered(since: datetime) -> Answered | None:
    """The average over the latest answers since then, 500 at most; None when nothing was measured.

    Only envies that came by themselves: at the desk or on the telephone, the contact is made at once.
    """
    latest = (
        db.select(Proposal.answered_in)
        .where(Proposal.contacted_at >= since, Proposal.answered_in.is_not(None))
        .where(Proposal.channel.in_((Channel.ONLINE, Channel.PAPER)))
        .order_by(Proposal.contacted_at.desc())
        .limit(MOST_MEASURED)
        .subquery()
    )
    measured = db.select(db.func.count(), db.func.avg(latest.c.answered_in)).select_from(latest)
    envies, days = db.session.execute(measured).one()
    return Answered(envies, float(days)) if envies else None
