"""Money by theme and by year: the one count that the staff, the committee file and the bilan show."""

from dataclasses import dataclass
from typing import Any

from ctg_site.actions.editing.queries import current_convention_id
from ctg_site.db import db
from ctg_site.models.actions import Action, Funding, action_commitment
from ctg_site.models.convention import Commitment, Theme

AMOUNTS = ("planned", "granted", "paid")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What is planned, granted and paid in one year for one theme; None: nobody recorded any, never zero.

    Without a theme: for all of them, each funding once.
    """

    theme: str
    name: str
    year: int
    planned: float | None
    granted: float | None
    paid: float | None


@dataclass(frozen=True, slots=True)
class Money:
    """The lines of each theme, in the order of the act, then those of all the themes together."""

    lines: list[MoneyLine]
    totals: list[MoneyLine]


def money(convention_id: int, public: bool = False) -> Money:
    """Of the published actions that serve a convention; `public`: what everybody reads of them.

    An action that serves two themes counts in each of them, and once in the total. Two statements.
    """
    served = (
        db.select(Commitment.theme_id, Funding.id.label("funding_id"))
        .select_from(Funding)
        .join(Action, Action.id == Funding.action_id)
        .join(action_commitment, action_commitment.c.action_id == Action.id)
        .join(Commitment, Commitment.id == action_commitment.c.commitment_id)
        .join(Theme, Theme.id == Commitment.theme_id)
        .where(Action.is_published, Theme.convention_id == convention_id)
        .distinct()
    )
    if public:
        served = served.where(Funding.is_public)
    pairs = served.subquery()
    sums = [db.func.sum(getattr(Funding, name)) for name in AMOUNTS]
    by_theme = (
        db.select(Theme.code, Theme.name, Funding.year, *sums)
        .join(pairs, pairs.c.funding_id == Funding.id)
        .join(Theme, Theme.id == pairs.c.theme_id)
        .group_by(Theme.id, Theme.code, Theme.name, Theme.position, Funding.year)
        .order_by(Theme.position, Funding.year)
    )
    once = db.select(Funding.year, *sums).where(Funding.id.in_(db.select(pairs.c.funding_id)))
    by_year = once.group_by(Funding.year).order_by(Funding.year)
    lines = [_line(code, name, *rest) for code, name, *rest in db.session.execute(by_theme)]
    return Money(lines, [_line("", "", *row) for row in db.session.execute(by_year)])


def _line(theme: str, name: str, year: int, *amounts: Any) -> MoneyLine:
    return MoneyLine(theme, name, year, *(None if one is None else round(one, 2) for one in amounts))


def current() -> Money:
    """That of the convention of today; nothing without any."""
    convention_id = current_convention_id()
    return money(convention_id) if convention_id is not None else Money([], [])
