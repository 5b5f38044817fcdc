"""Reads of the pile: which files wait for this person, which comes next, who has one before their eyes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, or_

from ctg_site.db import db, now
from ctg_site.domain.workflow import Moderation
from ctg_site.models.held import HeldFile
from ctg_site.models.inbox import COUNTS, IN_DANGER
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.moderation.queries import readable

#: Beyond, the page says « plus de 99 ».
MOST_COUNTED = 100


def waiting(person: Any, besides: int = 0) -> int:
    """How many files wait for this person, 100 at most, without the one they read: one statement."""
    first = _pile(person, now()).where(Proposal.id != besides).limit(MOST_COUNTED).subquery()
    return db.session.scalar(db.select(db.func.count()).select_from(first)) or 0


def following(person: Any, instant: datetime, besides: int = 0) -> int | None:
    """The number of the file to read now: a danger, then the oldest promise, of a centre of theirs first.

    What they left for later comes once they have read the rest.
    """
    mine = HeldFile.user_id == person.id
    order = (
        case((mine, HeldFile.passed_at), else_=None).is_not(None),
        case((IN_DANGER, 0), else_=1),
        case((Proposal.structure_id.in_(person.structure_ids), 0), else_=1),
        case((mine, HeldFile.passed_at), else_=None),
        *(Proposal.due_on, Proposal.id),
    )
    first = _pile(person, instant).where(Proposal.id != besides).order_by(*order).limit(1)
    return db.session.scalars(first).one_or_none()


def reader(proposal: Proposal, person: Any) -> str | None:
    """Who else has this file before their eyes now, by name."""
    held = HeldFile.proposal_id == proposal.id, HeldFile.until > now(), HeldFile.user_id != person.id
    name = db.select(User.name).join(HeldFile, HeldFile.user_id == User.id).where(*held)
    return db.session.execute(name).scalar_one_or_none()


def _pile(person: Any, instant: datetime) -> Select[Any]:
    """What this person may decide alone, that nobody else follows, nor has before their eyes."""
    others = db.select(User.id).where(User.is_active, User.id != person.id)
    return (
        db.select(Proposal.id)
        .outerjoin(HeldFile, HeldFile.proposal_id == Proposal.id)
        .where(COUNTS, Proposal.moderation == Moderation.RECEIVED, readable(person))
        .where(db.func.coalesce(Proposal.contested_id, 0) != person.id)
        .where(db.func.coalesce(Proposal.own_name_of_id, 0) != person.id)
        .where(or_(Proposal.referent_id.is_(None), Proposal.referent_id.not_in(others)))
        .where(or_(HeldFile.id.is_(None), HeldFile.until <= instant, HeldFile.user_id == person.id))
    )
