"""Reads of what is measured of commitments, and of what an indicator serves beside its action."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.actions.reminders.queries import due
from ctg_site.db import Page, db, page_of
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.indicators import Indicator
from ctg_site.models.people import User
from ctg_site.services import conventions
from ctg_site.services.owed import Waiting, how_many

PAGE = 50
WHOLE = (
    joinedload(Indicator.action),
    joinedload(Indicator.owner),
    selectinload(Indicator.also),
    selectinload(Indicator.commitments).joinedload(Commitment.theme).joinedload(Theme.convention),
    selectinload(Indicator.measures),
)


def page(after: int | None = None) -> Page[Indicator]:
    """Those of no action, as they were made, with what they serve and their values."""
    alone = db.select(Indicator).where(Indicator.action_id.is_(None)).order_by(Indicator.id)
    if after is not None:
        alone = alone.where(Indicator.id > after)
    return page_of(list(db.session.scalars(alone.limit(PAGE + 1).options(*WHOLE))), PAGE)


def indicator(number: int) -> Indicator | None:
    return db.session.scalar(db.select(Indicator).where(Indicator.id == number).options(*WHOLE))


def alone(number: int) -> Indicator | None:
    """One of no action: the values of the others are given on the pages of their actions."""
    found = indicator(number)
    return found if found is not None and found.action_id is None else None


def conventions_of(indicator: Indicator | None) -> list[Convention]:
    """Those whose commitments it may serve: those it serves already, then the current one."""
    served = indicator.commitments if indicator is not None else ()
    return conventions.offered({one.convention_id for one in served})


def owners() -> list[tuple[str, str]]:
    """Who may be asked for the values of a commitment: the coordination gives them."""
    people = db.select(User.id, User.name).where(User.is_active, User.role == Role.COORDINATOR)
    return [(str(number), name) for number, name in db.session.execute(people.order_by(User.name))]


def actions(numbers: Iterable[int]) -> dict[int, Action]:
    """The actions of these numbers, by number; what names none is left out."""
    found = db.select(Action).where(Action.number.in_(list(numbers))).order_by(Action.number)
    return {one.number: one for one in db.session.scalars(found)}


def known(numbers: Iterable[int]) -> set[int]:
    return set(actions(numbers))


def values_due(person: Any, on: Any) -> Waiting:
    """The values of commitments that this person answers for."""
    mine = db.select(Indicator.id).where(Indicator.owner_id == person.id, Indicator.action_id.is_(None))
    return how_many(due(mine, on))
