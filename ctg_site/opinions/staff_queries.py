"""Reads of the coordination: what calls for an answer, what was set aside, all that is said of a thing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.participation import Choice, RemarkState
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment
from ctg_site.models.opinions import Judged, Opinion, OpinionAnswer, OpinionTally, Target, columns_of
from ctg_site.models.proposals import Proposal
from ctg_site.models.remarks import Remark
from ctg_site.services.owed import Waiting, how_many

from .queries import ADDRESS, commitment

__all__ = ["Judged", "Wave", "action", "answers", "commitment", "comments", "is_aside", "page", "waves"]

PAGE = 30


@dataclass(frozen=True, slots=True)
class Wave:
    """What was set aside about one thing in one hour."""

    target: Target
    hour: datetime
    number: int
    said: dict[Choice, int]
    last: int

    @property
    def about(self) -> dict[str, int]:
        return columns_of(self.target)

    @property
    def name(self) -> str:
        """What it is about, in words."""
        if isinstance(self.target, Action):
            return f"Action n°\u00a0{self.target.number}, {self.target.title}"
        if isinstance(self.target, Proposal):
            return f"Envie n°\u00a0{self.target.number}, {self.target.public_title}"
        return f"Engagement {self.target.number}, {self.target.plain_title}"


def page(after: int | None = None) -> Page[OpinionTally]:
    """What people have opinions about, what calls most for an answer first: one statement."""
    select = db.select(OpinionTally).order_by(OpinionTally.doubts.desc(), OpinionTally.id.desc())
    if after is not None:
        doubts = db.select(OpinionTally.doubts).where(OpinionTally.id == after).scalar_subquery()
        further = (OpinionTally.doubts == doubts) & (OpinionTally.id < after)
        select = select.where((OpinionTally.doubts < doubts) | further)
    whole = joinedload(OpinionTally.action), joinedload(OpinionTally.commitment).options(ADDRESS)
    found = list(db.session.scalars(select.limit(PAGE + 1).options(*whole)))
    return page_of(found, PAGE)


def action(number: int) -> Action | None:
    """An action, published or not."""
    return db.session.execute(db.select(Action).where(Action.number == number)).scalar_one_or_none()


def answers(target: Target, limit: int = PAGE) -> list[OpinionAnswer]:
    """What was answered, the latest first, with who did."""
    given = db.select(OpinionAnswer).filter_by(**columns_of(target)).order_by(OpinionAnswer.id.desc())
    return list(db.session.scalars(given.limit(limit).options(joinedload(OpinionAnswer.person))))


def comments(target: Target, limit: int = 5) -> list[Remark]:
    """The latest comments that were published about it."""
    written = db.select(Remark).filter_by(**columns_of(target)).where(Remark.state == RemarkState.PUBLISHED)
    return list(db.session.scalars(written.order_by(Remark.id.desc()).limit(limit)))


def is_aside() -> bool:
    """Whether something was set aside."""
    some = db.select(Opinion.id).where(Opinion.wave.is_not(None)).limit(1)
    return db.session.scalar(some) is not None


def set_aside(person: Any, on: date) -> Waiting:
    """How many a flood brought, and since when."""
    aside = db.select(Opinion.id, Opinion.wave).where(Opinion.wave.is_not(None))
    return how_many(aside.order_by(Opinion.wave, Opinion.id))


def waves() -> list[Wave]:
    """What was set aside, by hour and by thing, the oldest first: four statements whatever their number."""
    keys = (Opinion.wave, Opinion.action_id, Opinion.commitment_id, Opinion.proposal_id)
    counts = [_count(Opinion.seen, True), _count(Opinion.seen, False)]
    counts += [_count(Opinion.useful, True), _count(Opinion.useful, False), _count(Opinion.me_too, True)]
    grouped = (
        db.select(*keys, db.func.count(Opinion.id), db.func.max(Opinion.id), *counts)
        .where(Opinion.wave.is_not(None))
        .group_by(*keys)
        .order_by(*keys)
        .limit(PAGE)
    )
    rows = db.session.execute(grouped).all()
    actions = _by_id(Action, {row[1] for row in rows})
    commitments = _by_id(Commitment, {row[2] for row in rows}, ADDRESS)
    envies = _by_id(Proposal, {row[3] for row in rows})
    return [
        Wave(
            target=actions.get(action) or commitments.get(commitment) or envies[envie],
            hour=hour,
            number=number,
            said={choice: count for choice, count in zip(Choice, said, strict=True) if count},
            last=last,
        )
        for hour, action, commitment, envie, number, last, *said in rows
    ]


def _count(column: Any, value: bool) -> Any:
    return db.func.count(db.case((column.is_(value), 1)))


def _by_id(table: Any, ids: set[int | None], *options: Any) -> dict[int, Any]:
    found = db.select(table).where(table.id.in_(ids - {None})).options(*options)
    return {row.id: row for row in db.session.scalars(found)}
