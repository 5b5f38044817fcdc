"""Reads of the list of values: the actions that one follows, a page, with the values of one year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.actions.editing import queries as editing
from ctg_site.actions.queries import MEASURED, PAGE
from ctg_site.db import Page, db, page_of
from ctg_site.domain.asked import AddressFilters
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action, ProgressUpdate, action_commitment
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.places import Structure

#: This year and those before it that may still be filled.
YEARS = 3
any_action, indicator = editing.any_action, editing.indicator


@dataclass(frozen=True, slots=True)
class ValuesFilters(AddressFilters):
    """What the reader chose, by the words of the address; empty: everything, this year."""

    porteur: str = ""
    theme: str = ""
    annee: str = ""


def years(this: int) -> list[int]:
    return [this - back for back in range(YEARS)]


def year_of(filters: ValuesFilters, this: int) -> int:
    """The year chosen among those that are offered; else this one."""
    return next((year for year in years(this) if str(year) == filters.annee), this)


def _mine(person: Any) -> list[Any]:
    return [] if Role.COORDINATOR in person.roles else [Action.lead_id.in_(person.structure_ids)]


def _of_theme(code: str) -> Any:
    links = db.select(action_commitment.c.action_id).join(
        Commitment, Commitment.id == action_commitment.c.commitment_id
    )
    return Action.id.in_(links.join(Theme, Theme.id == Commitment.theme_id).where(Theme.code == code))


def page(person: Any, filters: ValuesFilters, after: int | None = None) -> Page[Action]:
    """The actions with their lead, what is measured of them and all its years: six statements."""
    select = db.select(Action).where(*_mine(person))
    if filters.porteur:
        select = select.join(Structure, Structure.id == Action.lead_id).where(
            Structure.slug == filters.porteur
        )
    if filters.theme:
        select = select.where(_of_theme(filters.theme))
    if after is not None:
        select = select.where(Action.number > after)
    options = joinedload(Action.lead), *MEASURED
    found = db.session.scalars(select.order_by(Action.number).limit(PAGE + 1).options(*options))
    return page_of(list(found), PAGE, "number")


def last_news(actions: Sequence[Action]) -> dict[int, ProgressUpdate]:
    """The last line of the story of each of these actions, by its id: one statement."""
    last = (
        db.select(db.func.max(ProgressUpdate.id))
        .where(ProgressUpdate.action_id.in_([action.id for action in actions]))
        .group_by(ProgressUpdate.action_id)
    )
    found = db.session.scalars(db.select(ProgressUpdate).where(ProgressUpdate.id.in_(last)))
    return {line.action_id: line for line in found}


def bearers(person: Any) -> list[tuple[str, str]]:
    """The structures that carry the actions one follows: slug and name."""
    led = (
        db.select(Structure.slug, Structure.name, Structure.name_key)
        .join(Action, Action.lead_id == Structure.id)
        .where(*_mine(person))
        .distinct()
        .order_by(Structure.name_key)
    )
    return [(slug, name) for slug, name, _ in db.session.execute(led)]


def themes(person: Any) -> list[tuple[str, str]]:
    """The themes that these actions serve: code and name, each code once."""
    served = (
        db.select(Theme.code, db.func.min(Theme.name), db.func.min(Theme.position))
        .join(Commitment, Commitment.theme_id == Theme.id)
        .join(action_commitment, action_commitment.c.commitment_id == Commitment.id)
        .join(Action, Action.id == action_commitment.c.action_id)
        .where(*_mine(person))
        .group_by(Theme.code)
        .order_by(db.func.min(Theme.position), Theme.code)
    )
    return [(code, name) for code, name, _ in db.session.execute(served)]


def of_year(indicator: Indicator, year: int) -> Measure | None:
    """What was written for the whole year, whatever is known of its halves."""
    whole = (one for one in indicator.measures if one.part is CollectedPart.YEAR)
    return next((one for one in whole if one.year == year), None)


def value_of(indicator: Indicator, year: int) -> float | None:
    found = of_year(indicator, year)
    return found.value if found else None
