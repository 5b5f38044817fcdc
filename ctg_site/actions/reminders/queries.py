"""Reads of the values that are due: of everybody, to remind them; of one person, for « Aujourd’hui »."""

from datetime import date
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db
from ctg_site.domain.evaluation import ActionState, Frequency
from ctg_site.domain.policy import Role
from ctg_site.models.actions import Action, Indicator, Measure
from ctg_site.models.people import User
from ctg_site.services.owed import Waiting, how_many

ALIVE = (ActionState.UNDER_WAY, ActionState.LASTING, ActionState.DONE)


def due(select: Any, on: date) -> Any:
    """The indicators of which nobody gave the value: a yearly one once its year is over, else its action."""
    measured = db.select(Measure.id).where(
        Measure.indicator_id == Indicator.id, Measure.year == on.year - 1, Measure.value.is_not(None)
    )
    ended = and_(Action.ends_on.is_not(None), Action.ends_on < on)
    over = or_(Indicator.frequency == Frequency.YEARLY, ended)
    joined = select.join(Action, Action.id == Indicator.action_id)
    return joined.where(Action.state.in_(ALIVE), over, ~measured.exists()).order_by(
        Action.number, Indicator.id
    )


def values_due(person: User, on: date) -> Waiting:
    """Those that this person answers for, in the actions that they may still follow."""
    mine = db.select(Action.number).select_from(Indicator).where(Indicator.owner_id == person.id)
    if Role.COORDINATOR not in person.roles:
        mine = mine.where(Action.lead_id.in_(person.structure_ids))
    return how_many(due(mine, on))
