"""Reads of the children's pathway: its steps, what exists at each, the bridges between two of them."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.models.actions import Action, action_step
from ctg_site.models.convention import PathwayStep
from ctg_site.models.places import Bridge, District, Structure, structure_step
from ctg_site.services import conventions

from .filters import Ages
from .queries import for_ages

#: At each step, what a page that is printed may hold; beyond, the directory shows the rest.
SHOWN = 8
#: Farther than any place of a town, for those that nobody located: square degrees.
FAR = 1_000_000


@dataclass(slots=True)
class PathwayStage:
    """A step, the places and the actions that exist there, and the bridges to the next one."""

    step: PathwayStep
    structures: list[Structure] = field(default_factory=list)
    total: int = 0
    actions: list[Action] = field(default_factory=list)
    bridges: list[Bridge] = field(default_factory=list)


def steps() -> list[PathwayStep]:
    """The steps of the town, in the order of the act; they go on when the convention changes."""
    known = db.select(PathwayStep).where(conventions.is_step_known())
    return list(db.session.scalars(known.order_by(PathwayStep.position, PathwayStep.id)))


def pathway(ages: Ages | None = None, district: str = "") -> list[PathwayStage]:
    """The whole pathway, or what is open at these ages, this district first: six statements."""
    stages = {step.id: PathwayStage(step) for step in steps()}
    if not stages:
        return []
    conditions: list[Any] = [Structure.is_active]
    conditions += [for_ages(ages)] if ages else []
    for number, structure, total in _places(list(stages), conditions, _nearest(district)):
        stages[number].structures.append(structure)
        stages[number].total = total
    for number, action in _actions(list(stages)):
        stages[number].actions.append(action)
    for number, bridges in bridges_by_step(list(stages)).items():
        stages[number].bridges = bridges
    return [stage for stage in stages.values() if stage.total or not ages]


def _nearest(slug: str) -> list[Any]:
    """What sorts the places for somebody of this district: those there, then as the crow flies."""
    select = (
        db.select(District.id, db.func.avg(Structure.latitude), db.func.avg(Structure.longitude))
        .outerjoin(Structure, Structure.district_id == District.id)
        .where(District.slug == slug)
        .group_by(District.id)
    )
    here = db.session.execute(select).one_or_none() if slug else None
    if here is None:
        return []
    number, latitude, longitude = here
    there = case((Structure.district_id == number, 0), else_=1)
    if latitude is None:
        return [there]
    north = Structure.latitude - latitude
    east = (Structure.longitude - longitude) * math.cos(math.radians(latitude))
    return [there, db.func.coalesce(north * north + east * east, FAR)]


def _places(steps: list[int], conditions: list[Any], nearest: list[Any]) -> list[Any]:
    """(step, structure, how many there are), the first SHOWN of each step, the nearest then by name."""
    step = structure_step.c.pathway_step_id
    order = db.func.row_number().over(
        partition_by=step, order_by=(*nearest, Structure.name_key, Structure.id)
    )
    ranked = (
        db.select(
            step.label("step_id"),
            Structure.id.label("structure_id"),
            order.label("rank"),
            db.func.count().over(partition_by=step).label("total"),
        )
        .join(Structure, Structure.id == structure_step.c.structure_id)
        .where(step.in_(steps), *conditions)
        .subquery()
    )
    found = (
        db.select(ranked.c.step_id, Structure, ranked.c.total)
        .join(Structure, Structure.id == ranked.c.structure_id)
        .where(ranked.c.rank <= SHOWN)
        .order_by(ranked.c.step_id, ranked.c.rank)
        .options(joinedload(Structure.kind_row), joinedload(Structure.district))
    )
    return list(db.session.execute(found).all())


def _actions(steps: list[int]) -> list[Any]:
    """(step, published action), by number."""
    step = action_step.c.pathway_step_id
    found = (
        db.select(step, Action)
        .join(Action, Action.id == action_step.c.action_id)
        .where(step.in_(steps), Action.is_published)
        .order_by(Action.number)
    )
    return list(db.session.execute(found).all())


def bridges_by_step(steps: list[int]) -> dict[int, list[Bridge]]:
    """The bridges that leave each of these steps, with the places that hold them."""
    leaving: dict[int, list[Bridge]] = defaultdict(list)
    select = db.select(Bridge).where(Bridge.from_step_id.in_(steps)).order_by(Bridge.id)
    for bridge in db.session.scalars(select.options(selectinload(Bridge.structures))):
        leaving[bridge.from_step_id].append(bridge)
    return leaving


def bridge(number: int) -> Bridge | None:
    select = db.select(Bridge).where(Bridge.id == number)
    options = joinedload(Bridge.from_step), joinedload(Bridge.to_step), selectinload(Bridge.structures)
    return db.session.execute(select.options(*options)).scalar_one_or_none()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two steps that follow each other."""

    before: PathwayStep
    after: PathwayStep


def pairs() -> list[Pair]:
    line = steps()
    return [Pair(before, after) for before, after in zip(line, line[1:], strict=False)]


def pair(key: str) -> Pair | None:
    """The pair that begins with the step of this key."""
    return next((one for one in pairs() if one.before.key == key), None)


def places_of(pair: Pair) -> list[Structure]:
    """What may hold a bridge: the open places of either step, and those that receive envies."""
    at_steps = db.select(structure_step.c.structure_id).where(
        structure_step.c.pathway_step_id.in_((pair.before.id, pair.after.id))
    )
    either = Structure.receives_proposals | Structure.id.in_(at_steps)
    select = db.select(Structure).where(Structure.is_active, either)
    return list(db.session.scalars(select.order_by(Structure.name_key, Structure.id).limit(200)))
