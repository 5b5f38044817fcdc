"""Reads of the dates offered to those who joined: the last ones, who may come when, who said nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.participation import JoinState
from ctg_site.models.agenda import Meeting
from ctg_site.models.dates import DatesOffer as DatesOffer
from ctg_site.models.dates import DatesReply, date_yes
from ctg_site.models.participation import Participation
from ctg_site.models.proposals import Proposal

PAGE = 50
#: Names told beside a date; the others are counted.
MOST_NAMED = 30


def current(proposal: Proposal) -> DatesOffer | None:
    """The last dates that were offered, with what became of them: two statements."""
    select = db.select(DatesOffer).where(DatesOffer.proposal_id == proposal.id)
    select = select.options(
        selectinload(DatesOffer.dates),
        joinedload(DatesOffer.proposal).joinedload(Proposal.structure),
        joinedload(DatesOffer.meeting).joinedload(Meeting.structure),
    )
    return db.session.scalar(select.order_by(DatesOffer.id.desc()).limit(1))


def chosen_by(held: DatesOffer, participation: Participation) -> set[int] | None:
    """The dates that suit them; None as long as they said nothing. Two statements at most."""
    of_them = DatesReply.offer_id == held.id, DatesReply.participation_id == participation.id
    reply = db.session.scalar(db.select(DatesReply.id).where(*of_them))
    if reply is None:
        return None
    return set(db.session.scalars(db.select(date_yes.c.date_id).where(date_yes.c.reply_id == reply)))


def _there() -> tuple[Any, ...]:
    """Who counts: they did not step back, and nobody set them aside."""
    return Participation.state != JoinState.LEFT, Participation.counting()


def _coming(*columns: Any) -> Any:
    return (
        db.select(date_yes.c.date_id, *columns)
        .join(DatesReply, DatesReply.id == date_yes.c.reply_id)
        .join(Participation, Participation.id == DatesReply.participation_id)
        .where(*_there())
    )


def how_many_come(date_id: int) -> int:
    counted = _coming(db.func.count()).where(date_yes.c.date_id == date_id).group_by(date_yes.c.date_id)
    row = db.session.execute(counted).one_or_none()
    return int(row[1]) if row else 0


@dataclass(frozen=True, slots=True)
class Board:
    """By date, how many may come and the first of them; how many answered; who did not, by pages."""

    counts: Mapping[int, int]
    people: Mapping[int, list[Any]]
    answered: int
    silent: Page[Participation]

    @property
    def nobody(self) -> bool:
        """People answered, and no date suits any of them."""
        return bool(self.answered) and not any(self.counts.values())


def board(held: DatesOffer, after: int | None = None) -> Board:
    """Four statements, however many people."""
    numbers = [one.id for one in held.dates]
    counted = _coming(db.func.count()).where(date_yes.c.date_id.in_(numbers)).group_by(date_yes.c.date_id)
    rank = db.func.row_number().over(partition_by=date_yes.c.date_id, order_by=Participation.id)
    about = Participation.id.label("number"), Participation.first_name, Participation.is_child
    named = _coming(*about, rank.label("rank")).where(date_yes.c.date_id.in_(numbers)).subquery()
    people: dict[int, list[Any]] = defaultdict(list)
    first = db.select(named).where(named.c.rank <= MOST_NAMED).order_by(named.c.date_id, named.c.rank)
    for row in db.session.execute(first):
        people[row.date_id].append(row)
    counts: dict[int, int] = dict(db.session.execute(counted).all())
    return Board(counts, people, _answered(held), _silent(held, after))


def _answered(held: DatesOffer) -> int:
    said = db.select(db.func.count()).select_from(DatesReply).join(DatesReply.participation)
    return db.session.scalar(said.where(DatesReply.offer_id == held.id, *_there())) or 0


def _silent(held: DatesOffer, after: int | None) -> Page[Participation]:
    replied = db.select(DatesReply.participation_id).where(DatesReply.offer_id == held.id)
    silent = db.select(Participation).where(
        Participation.proposal_id == held.proposal_id,
        Participation.id.not_in(replied),
        Participation.id > (after or 0),
        *_there(),
    )
    return page_of(list(db.session.scalars(silent.order_by(Participation.id).limit(PAGE + 1))), PAGE)
