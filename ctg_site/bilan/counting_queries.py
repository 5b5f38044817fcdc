"""How envies are counted, whoever asks: what counts, what is measured of it, by what it is grouped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, union

from ctg_site.db import db
from ctg_site.domain.bilan import Counted, House, house
from ctg_site.domain.town_calendar import at, local
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import OUTCOME, Conclusion, Outcome, Stage
from ctg_site.models.accompaniment import Support
from ctg_site.models.actions import Action, action_commitment, action_proposal
from ctg_site.models.convention import Commitment
from ctg_site.models.inbox import COUNTS
from ctg_site.models.proposals import PROMISED, JournalEntry, Proposal, proposal_commitment

#: Those that came by themselves: at the desk or on the telephone, the contact is made at once.
BY_ITSELF = Proposal.channel.in_((Channel.ONLINE, Channel.PAPER))
MEASURED = and_(BY_ITSELF, Proposal.answered_in.is_not(None))


def past_due(on: date) -> ColumnElement[bool]:
    """Nobody contacted its author yet, and the promised day is past."""
    waits = Proposal.contacted_at.is_(None), Proposal.moderation.in_(PROMISED)
    return and_(BY_ITSELF, *waits, Proposal.contact_due_on < on)


def year_of(column: Any, year: int) -> ColumnElement[bool]:
    """The instants of this year in the town."""
    return and_(column >= at(date(year, 1, 1)), column < at(date(year + 1, 1, 1)))


def measures(on: date, promised: int) -> tuple[Any, ...]:
    """The columns of a `Counted`, over the envies that count."""
    count = db.func.count(Proposal.id)
    given = db.select(Support.proposal_id)
    return (
        count,
        count.filter(Proposal.stage != Stage.WELCOME),
        count.filter(Proposal.id.in_(given)),
        count.filter(Proposal.outcome == Outcome.REALISED),
        count.filter(MEASURED | past_due(on)),
        count.filter(MEASURED, Proposal.answered_in <= promised),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """All the envies of the town at a glance; `running`: those promised a step, `waiting` past their day.

    `delays`: how many were answered in each number of working days; `late`: how many wait past it.
    """

    counted: Counted = Counted()
    houses: dict[House, int] = field(default_factory=dict)
    delays: dict[int, int] = field(default_factory=dict)
    late: int = 0
    running: int = 0
    waiting: int = 0
    first_year: int | None = None


def whole(on: date, promised: int) -> Whole:
    """One statement, whose rows are as many as there are ways to be: a few hundred at most."""
    days = db.case((MEASURED, Proposal.answered_in))
    ways = (days, Proposal.stage, Proposal.outcome, Proposal.moderation.in_(PROMISED))
    count = db.func.count(Proposal.id)
    select = db.select(
        *ways,
        count.filter(past_due(on)),
        count.filter(Proposal.due_on.is_not(None)),
        count.filter(Proposal.due_on < on),
        db.func.min(Proposal.created_at),
        *measures(on, promised),
    )
    counted, houses, delays = Counted(), Counter[House](), Counter[int]()
    late = running = waiting = 0
    first: datetime | None = None
    rows = db.session.execute(select.where(COUNTS).group_by(*ways))
    for answered_in, stage, outcome, goes_on, overdue, runs, waits, began, *counts in rows:
        found = Counted(*counts)
        counted += found
        houses[house(stage, outcome, goes_on)] += found.received
        if answered_in is not None:
            delays[answered_in] += found.received
        late, running, waiting = late + overdue, running + runs, waiting + waits
        first = min(first or began, began)
    year = local(first).year if first else None
    return Whole(counted, dict(houses), dict(delays), late, running, waiting, year)


def realised_in(year: int) -> int:
    """How many envies are realised, and became so in this year of the town: one statement."""
    became = (JournalEntry.subject == OUTCOME.attribute, JournalEntry.event == Conclusion.SUCCEED)
    since = db.select(JournalEntry.proposal_id).where(*became, year_of(JournalEntry.created_at, year))
    counted = db.select(db.func.count(Proposal.id))
    counted = counted.where(COUNTS, Proposal.outcome == Outcome.REALISED, Proposal.id.in_(since))
    return db.session.scalar(counted) or 0


def grouped(key: Any, on: date, promised: int, pairs: Any = None) -> dict[Any, Counted]:
    """The envies by a column of theirs, or by that of the `pairs` that an envie has: one statement."""
    select = db.select(key, *measures(on, promised)).select_from(Proposal)
    if pairs is not None:
        select = select.join(pairs, pairs.c.proposal_id == Proposal.id)
    rows = db.session.execute(select.where(COUNTS).group_by(key))
    return {value: Counted(*counts) for value, *counts in rows}


def by_year(first: int, on: date, promised: int) -> dict[int, Counted]:
    """By the year of their arrival, as the town counts its years."""
    years = range(first, on.year + 1)
    year = db.case(*((Proposal.created_at < at(date(one + 1, 1, 1)), one) for one in years), else_=on.year)
    return grouped(year, on, promised)


def serving(commitments: Iterable[int], by: Any = None) -> Any:
    """Pairs of an envie and of a commitment that it serves, by itself or through a published action.

    `by`: another column of the commitment, its theme say; each pair once.
    """
    ids, key = list(commitments), Commitment.id if by is None else by
    direct = (
        db.select(proposal_commitment.c.proposal_id, key.label("key"))
        .join(Commitment, Commitment.id == proposal_commitment.c.commitment_id)
        .where(Commitment.id.in_(ids))
    )
    through = (
        db.select(action_proposal.c.proposal_id, key.label("key"))
        .join(Action, Action.id == action_proposal.c.action_id)
        .join(action_commitment, action_commitment.c.action_id == Action.id)
        .join(Commitment, Commitment.id == action_commitment.c.commitment_id)
        .where(Action.is_published, Commitment.id.in_(ids))
    )
    return union(direct, through).subquery()
