"""Writes that link the codes of one person, by whoever holds both, and unlink them by whoever holds one."""

from datetime import datetime

from sqlalchemy import or_

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.workflow import Moderation
from ctg_site.models.linked import CodeGroup, LinkedCode
from ctg_site.models.meetings import Registration
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal

from .linked_queries import HeldCode

#: More codes than one person keeps: a centre’s, or a mistake.
MOST = 20


class CannotLink(Exception):
    """These two are not linked; `why` is a name of `linked_words.WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@operation
def link(mine: HeldCode, other: HeldCode) -> None:
    """Put two files that one person holds the codes of in one group, with those linked to each already."""
    if mine.of_a_child or other.of_a_child:
        raise CannotLink("child")
    if mine == other:
        raise CannotLink("same")
    if mine.is_over or other.is_over:
        raise CannotLink("over")
    rows = [_row(one) for one in (mine, other)]
    groups = sorted({row.group_id for row in rows if row is not None})
    kept = groups[0] if groups else _new_group()
    for opened, row in zip((mine, other), rows, strict=True):
        if row is None:
            db.session.add(LinkedCode(group_id=kept, **{opened.column: opened.number}))
    for emptied in groups[1:]:
        in_bulk(db.update(LinkedCode).where(LinkedCode.group_id == emptied).values(group_id=kept))
        db.session.execute(db.delete(CodeGroup).where(CodeGroup.id == emptied))
    db.session.flush()
    if _members(kept) > MOST:
        raise CannotLink("many")


def _row(opened: HeldCode) -> LinkedCode | None:
    found = db.select(LinkedCode).where(getattr(LinkedCode, opened.column) == opened.number)
    return db.session.scalar(found.with_for_update())


def _new_group() -> int:
    made = CodeGroup(seen_at=now())
    db.session.add(made)
    db.session.flush()
    return made.id


def _members(group_id: int) -> int:
    counted = db.select(db.func.count(LinkedCode.id)).where(LinkedCode.group_id == group_id)
    return db.session.scalar(counted) or 0


@operation
def unlink(row: LinkedCode) -> None:
    """This code opens its own file alone from now on; one that stays by itself is linked to nothing."""
    group_id = row.group_id
    db.session.delete(row)
    db.session.flush()
    if _members(group_id) < 2:
        _dissolve([group_id])


def _dissolve(groups: list[int]) -> None:
    in_bulk(
        db.delete(LinkedCode).where(LinkedCode.group_id.in_(groups)),
        db.delete(CodeGroup).where(CodeGroup.id.in_(groups)),
    )


@operation
def look(group_id: int) -> datetime | None:
    """Somebody opens the page of a group: when it was opened before."""
    before: datetime | None = db.session.scalar(db.select(CodeGroup.seen_at).where(CodeGroup.id == group_id))
    in_bulk(db.update(CodeGroup).where(CodeGroup.id == group_id).values(seen_at=now()))
    return before


@operation
def forget(instant: datetime) -> int:
    """Unlink what is erased: that two files were one person’s is not kept beyond them; how many."""
    envies = db.select(Proposal.id).where(
        Proposal.moderation == Moderation.WITHDRAWN, Proposal.erased_at <= instant
    )
    places = db.select(Registration.id).where(Registration.erased_at <= instant)
    people = db.select(Participation.id).where(Participation.erased_at <= instant)
    gone = db.delete(LinkedCode).where(
        or_(
            LinkedCode.proposal_id.in_(envies),
            LinkedCode.registration_id.in_(places),
            LinkedCode.participation_id.in_(people),
        )
    )
    erased = in_bulk(gone)
    alone = db.select(CodeGroup.id).outerjoin(LinkedCode, LinkedCode.group_id == CodeGroup.id)
    few = alone.group_by(CodeGroup.id).having(db.func.count(LinkedCode.id) < 2)
    _dissolve(list(db.session.scalars(few)))
    return erased
