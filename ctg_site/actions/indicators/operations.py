"""Writes of what an indicator serves, and of the indicators that are of no action."""

from collections.abc import Collection
from typing import Any

from ctg_site.actions.editing.operations import linked, moved
from ctg_site.db import db, operation
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.actions import Action
from ctg_site.models.indicators import Indicator
from ctg_site.models.people import User
from ctg_site.services import audit, clock
from ctg_site.services.action_history import note, touch

from . import queries


class ServesNothing(Exception):
    """An indicator of no action serves an action, or a commitment, at least."""


@operation
def serve(
    indicator: Indicator,
    actions: Collection[int],
    commitments: Collection[int],
    by: User,
    version: int | None,
) -> None:
    """Say which other actions, by number, and which commitments it serves; its values stay written once."""
    whole = _whole(indicator, version)
    before = _served(whole)
    moved(whole)
    _tie(whole, actions, commitments)
    _note(whole, before, by)


@operation
def add(
    values: dict[str, Any], actions: Collection[int], commitments: Collection[int], by: User
) -> Indicator:
    """Measure something of no action; `values` are its columns."""
    made = Indicator(**values, measures=[])
    _tie(made, actions, commitments)
    db.session.add(made)
    _note(made, {}, by)
    return made


@operation
def change(
    indicator: Indicator,
    values: dict[str, Any],
    actions: Collection[int],
    commitments: Collection[int],
    by: User,
    version: int | None,
) -> None:
    """Say again what is measured of no action, and what it serves."""
    whole = _whole(indicator, version)
    for name, value in values.items():
        setattr(whole, name, value)
    moved(whole)
    _tie(whole, actions, commitments)
    _note(whole, {}, by)


@operation
def erase(indicator: Indicator, by: User) -> None:
    """Its values go with it."""
    audit.record(AuditEvent.SETTING_CHANGED, by, _named(indicator), "supprimé, avec ses valeurs")
    db.session.delete(_whole(indicator, indicator.version))


def _whole(indicator: Indicator, version: int | None) -> Indicator:
    """With what it serves, if it still is the one that was read."""
    if indicator.version != version:
        raise OutOfDate
    found = queries.indicator(indicator.id)
    if found is None:
        raise LookupError(f"indicator {indicator.id} is gone")
    return found


def _tie(indicator: Indicator, actions: Collection[int], commitments: Collection[int]) -> None:
    others = [one for one in queries.actions(actions).values() if one is not indicator.action]
    aims = list(linked("commitments", commitments).values())
    if indicator.action is None and not others and not aims:
        raise ServesNothing
    indicator.also, indicator.commitments = others, aims


def _served(indicator: Indicator) -> dict[str, Any]:
    actions = [f"action n°\u00a0{one.number}" for one in indicator.also]
    return {"served": [*actions, *(one.number for one in indicator.commitments)]}


def _note(indicator: Indicator, before: dict[str, Any], by: User) -> None:
    """In the history of its action; in the trail when it is of none."""
    if indicator.action_id is None:
        indicator.changed_on = clock.today()
        audit.record(AuditEvent.SETTING_CHANGED, by, _named(indicator), "ce qu’il est, ce qu’il sert")
    elif before != (after := _served(indicator)):
        action = db.session.get_one(Action, indicator.action_id)
        touch(action)
        note(action, by, "indicateurs", before, after)


def _named(indicator: Indicator) -> str:
    return f"indicateur «\u00a0{indicator.name}\u00a0»"
