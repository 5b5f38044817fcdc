"""What a person owes: the files late or due soon of which their digest tells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db
from ctg_site.domain.deadlines import after_working_days, working_days_between
from ctg_site.domain.policy import Role
from ctg_site.models.inbox import COUNTS
from ctg_site.models.people import User, membership
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal

from .queries import places

#: The digest of late files tells of what is due within so many working days, and names so many files.
SOON = 2
MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Owed:
    """What a person owes: how many files are late, and due soon; the first ones with their working days."""

    late: int
    soon: int
    first: list[tuple[int, int]]


def owed_by(person: User, on: date) -> Owed:
    """The late files of this person and those due within two working days: two statements."""
    due = COUNTS, Proposal.due_on <= after_working_days(on, SOON), _owned_by(person)
    counted = db.select(db.func.count(), db.func.count().filter(Proposal.due_on < on)).where(*due)
    total, late = db.session.execute(counted).one()
    listed = db.select(Proposal.id, Proposal.due_on).where(*due).order_by(Proposal.due_on, Proposal.id)
    rows = db.session.execute(listed.limit(MOST_LISTED)).all()
    return Owed(late, total - late, [(number, working_days_between(on, day)) for number, day in rows])


def _owned_by(person: User) -> Any:
    """Files that the person follows; those that nobody follows, of their centre or of none.

    Without an agent to answer for them, they are the coordination's.
    """
    gone = db.select(User.id).where(User.is_active.is_(False))
    free = or_(Proposal.referent_id.is_(None), Proposal.referent_id.in_(gone))
    staffed = (
        db.select(membership.c.structure_id)
        .join(User, User.id == membership.c.user_id)
        .where(User.is_active, User.role == Role.AGENT)
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
    return or_(Proposal.referent_id == person.id, and_(free, theirs))
