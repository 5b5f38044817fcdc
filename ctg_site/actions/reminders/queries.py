"""Reads of the values that are due: of everybody, to remind them; of one person, for « Aujourd’hui »."""

from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.evaluation import ActionState, Frequency
from ctg_site.domain.measuring import OverYear
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User
from ctg_site.services.owed import Waiting, how_many

ALIVE = (ActionState.UNDER_WAY, ActionState.LASTING, ActionState.DONE)


def due(select: Any, on: date) -> Any:
    """The indicators of which nobody gave the value: a yearly one once its year is over, else its action.

    The value of a year is there once it is written, or the half that ends it, or both when they add up.
    """
    ended = and_(Action.ends_on.is_not(None), Action.ends_on < on)
    over = or_(Indicator.frequency == Frequency.YEARLY, ended)
    whole, first, second = (_given(on.year - 1, part) for part in CollectedPart)
    added = Indicator.over_year == OverYear.SUM
    missing = ~or_(whole, and_(second, or_(~added, first)))
    alive = or_(Action.state.in_(ALIVE), Indicator.action_id.is_(None))
    joined = select.outerjoin(Action, Action.id == Indicator.action_id)
    return joined.where(alive, over, missing).order_by(Action.number, Indicator.id)


def _given(year: int, part: CollectedPart) -> Any:
    given = Measure.year == year, Measure.part == part, Measure.value.is_not(None)
    return db.select(Measure.id).where(Measure.indicator_id == Indicator.id, *given).exists()


def values_due(person: User, on: date) -> Waiting:
    """Those that this person answers for, in the actions that they may still follow."""
    mine = db.select(Action.number).select_from(Indicator).where(Indicator.owner_id == person.id)
    mine = mine.where(Indicator.action_id.is_not(None))
    if Role.COORDINATOR not in person.roles:
        mine = mine.where(Action.lead_id.in_(person.structure_ids))
    return how_many(due(mine, on))
