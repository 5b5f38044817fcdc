"""Reads of the directory: the places that the filters leave, the counts beside each choice, one place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_, true, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.hours import ClosedDays, Status, Week, wall, week_of
from ctg_site.domain.town_calendar import holidays
from ctg_site.domain.vocabulary import Access
from ctg_site.models.convention import PathwayStep
from ctg_site.models.people import User
from ctg_site.models.places import (
    Closure,
    District,
    OpeningHours,
    PlaceKind,
    Structure,
    StructureAccess,
    StructureAudience,
    structure_step,
)
from ctg_site.models.proposals import Proposal
from ctg_site.proposals.queries import published
from ctg_site.services import conventions, items
from ctg_site.services.kept_parts import kept

from .filters import AUDIENCES, NAMES, Ages, StructureFilters, audiences_at, audiences_of
from .item_queries import links, touching

PAGE = 24
ENVIES = 6


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A structure and what its door says now: None when its hours are not known."""

    structure: Structure
    week: Week
    status: Status | None


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A value of a filter by its word in the address, its name, how many places it leaves with the others."""

    word: str
    name: Any
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of each filter that leave something; how many are open now, and without a step."""

    kinds: list[PlaceChoice]
    districts: list[PlaceChoice]
    audiences: list[PlaceChoice]
    items: list[items.ItemChoice]
    open_now: int
    step_free: int


def page(filters: StructureFilters, now: datetime, after: int | None = None) -> Page[PlaceNow]:
    """The places that the filters leave, by name: four statements, the same at any page."""
    conditions = _left(filters, now)
    total = db.session.execute(db.select(db.func.count(Structure.id)).where(*conditions)).scalar_one()
    select = db.select(Structure).where(*conditions)
    if after is not None:
        key = db.select(Structure.name_key).where(Structure.id == after).scalar_subquery()
        select = select.where(tuple_(Structure.name_key, Structure.id) > tuple_(key, after))
    options = (
        joinedload(Structure.kind_row),
        joinedload(Structure.district),
        selectinload(Structure.hours),
        selectinload(Structure.closures.and_(Closure.last_day >= wall(now).day)),
        selectinload(Structure.access_rows),
    )
    ordered = select.order_by(Structure.name_key, Structure.id).limit(PAGE + 1).options(*options)
    found = list(db.session.scalars(ordered))
    page = page_of(found, PAGE)
    return Page([place(structure, now) for structure in page.rows], page.following, total=total)


def place(structure: Structure, now: datetime) -> PlaceNow:
    week = week_of(
        ((row.weekday, row.opens, row.closes) for row in structure.hours),
        closures=tuple(ClosedDays(row.first_day, row.last_day) for row in structure.closures),
        on_holidays=structure.opens_on_holidays,
    )
    return PlaceNow(structure, week, week.status(now))


def doors(now: datetime, structure_id: int | None = None, district_id: int | None = None) -> list[PlaceNow]:
    """The centre that answers; else those that receive envies, first those of this district."""
    receiving = Structure.receives_proposals & Structure.is_active
    near = case((Structure.district_id == district_id, 0), else_=1)
    select = (
        db.select(Structure)
        .where(Structure.id == structure_id if structure_id else receiving)
        .order_by(near, Structure.name_key, Structure.id)
        .options(
            selectinload(Structure.hours),
            selectinload(Structure.closures.and_(Closure.last_day >= wall(now).day)),
        )
    )
    return [place(structure, now) for structure in db.session.scalars(select)]


def choices(filters: StructureFilters, now: datetime) -> Choices:
    """What each choice would leave, the others as they are: five statements."""
    counted = _by_the_hour if filters.open_now else _whatever_the_hour
    open_now, step_free = counts([filters.but(open_now=True), filters.but(step_free=True)], now)
    return Choices(*counted(filters, now if filters.open_now else None), open_now, step_free)


Counted = tuple[list[PlaceChoice], list[PlaceChoice], list[PlaceChoice], list[items.ItemChoice]]


def _by_the_hour(filters: StructureFilters, now: datetime | None) -> Counted:
    """By kind, by district, by audience, by item; `now` is asked by who wants what is open alone."""
    kinds = _counted(
        PlaceKind.slug,
        PlaceKind.name,
        [Structure.kind == PlaceKind.slug, *_left(filters.without("kind"), now)],
    )
    districts = _counted(
        District.slug,
        District.name,
        [Structure.district_id == District.id, *_left(filters.without("district"), now)],
    )
    audience = StructureAudience.audience
    audiences = _counted(
        audience,
        audience,
        [StructureAudience.structure_id == Structure.id, *_left(filters.without("audience"), now)],
    )
    others = db.select(Structure.id).where(*_left(filters.without("item"), now))
    return (
        [PlaceChoice(slug, name, count) for slug, (name, count) in kinds.items()],
        [PlaceChoice(slug, name, count) for slug, (name, count) in districts.items()],
        [PlaceChoice(word, one, audiences[one][1]) for word, one in AUDIENCES.items() if one in audiences],
        items.counted(links(), others),
    )


_whatever_the_hour = kept(_by_the_hour)


def _counted(key: Any, name: Any, conditions: list[ColumnElement[bool]]) -> dict[Any, tuple[Any, int]]:
    select = db.select(key, name, db.func.count(Structure.id)).select_from(Structure)
    counted = select.where(*conditions).group_by(key, name).order_by(name)
    return {key: (name, count) for key, name, count in db.session.execute(counted)}


def counts(several: list[StructureFilters], now: datetime) -> list[int]:
    """How many places each of these would leave: one statement."""
    counted = [
        db.select(db.func.count(Structure.id)).where(*_left(one, now)).scalar_subquery() for one in several
    ]
    return list(db.session.execute(db.select(*counted)).one()) if counted else []


def next_best(filters: StructureFilters, now: datetime) -> list[PlaceChoice]:
    """When nothing is left: the filters whose removal would leave something, the most first."""
    names = filters.chosen
    left = counts([filters.without(name) for name in names], now)
    found = [PlaceChoice(NAMES[name], name, count) for name, count in zip(names, left, strict=True) if count]
    return sorted(found, key=lambda choice: -choice.count)


def _left(filters: StructureFilters, now: datetime | None) -> list[Any]:
    """The conditions on a structure that the filters ask for."""
    return [Structure.is_active, *(CONDITIONS[name](getattr(filters, name), now) for name in filters.chosen)]


def in_district(slug: str, now: datetime | None = None) -> ColumnElement[bool]:
    return Structure.district_id.in_(db.select(District.id).where(District.slug == slug))


def for_age(age: int, now: datetime | None = None) -> ColumnElement[bool]:
    """By the ages that the place says; when it says none, by whom it is for."""
    said = or_(Structure.age_from.is_not(None), Structure.age_to.is_not(None))
    first, last = db.func.coalesce(Structure.age_from, 0), db.func.coalesce(Structure.age_to, 999)
    known = StructureAudience.audience.in_(audiences_at(age))
    of_audience = Structure.id.in_(db.select(StructureAudience.structure_id).where(known))
    return or_(and_(said, first <= age, last >= age), and_(~said, of_audience))


def for_ages(ages: Ages) -> ColumnElement[bool]:
    """The same for a tile: what begins at its last year, or ends at its first one, is of its neighbours."""
    said = or_(Structure.age_from.is_not(None), Structure.age_to.is_not(None))
    first, last = db.func.coalesce(Structure.age_from, 0), db.func.coalesce(Structure.age_to, 999)
    one_year = and_(first == last, first >= ages.first, last <= ages.last)
    known = StructureAudience.audience.in_(audiences_of(ages))
    of_audience = Structure.id.in_(db.select(StructureAudience.structure_id).where(known))
    return or_(
        and_(said, or_(one_year, and_(first < ages.last, last > ages.first))), and_(~said, of_audience)
    )


def _at_step(key: str, now: datetime) -> ColumnElement[bool]:
    step = (
        db.select(structure_step.c.structure_id)
        .join(PathwayStep, PathwayStep.id == structure_step.c.pathway_step_id)
        .where(PathwayStep.key == key, conventions.is_step_known())
    )
    return Structure.id.in_(step)


def _open_at(_: bool, now: datetime) -> ColumnElement[bool]:
    """As `domain.hours` decides it: by the clock on the wall, its closures and the public holidays."""
    here = wall(now)
    usual = exists().where(
        OpeningHours.structure_id == Structure.id,
        OpeningHours.weekday == here.day.weekday(),
        OpeningHours.opens <= here.minute,
        OpeningHours.closes > here.minute,
    )
    closed = exists().where(
        Closure.structure_id == Structure.id, Closure.first_day <= here.day, Closure.last_day >= here.day
    )
    is_holiday = here.day in holidays(here.day.year)
    return and_(usual, ~closed, Structure.opens_on_holidays if is_holiday else true())


def _with_access(access: Access) -> ColumnElement[bool]:
    return Structure.id.in_(db.select(StructureAccess.structure_id).where(StructureAccess.access == access))


CONDITIONS: dict[str, Any] = {
    "kind": lambda kind, now: Structure.kind == kind,
    "district": in_district,
    "audience": lambda audience, now: Structure.id.in_(
        db.select(StructureAudience.structure_id).where(StructureAudience.audience == audience)
    ),
    "age": for_age,
    "step": _at_step,
    "item": lambda word, now: touching(word),
    "open_now": _open_at,
    "step_free": lambda _, now: _with_access(Access.STEP_FREE),
}


def structure(slug: str) -> Structure | None:
    """One open place with all that its page shows: six statements."""
    return _whole(Structure.slug == slug, Structure.is_active)


def sheet(number: int) -> Structure | None:
    """The same for whoever edits it, open or not."""
    return _whole(Structure.id == number)


def own(person: Any) -> list[Structure]:
    """The places where this member of the staff works, by name."""
    mine = db.select(Structure).where(Structure.id.in_(person.structure_ids))
    return list(db.session.scalars(mine.order_by(Structure.name_key, Structure.id)))


def people_of(structure: Structure) -> list[User]:
    """Those of the staff who work there."""
    there = User.structures.any(Structure.id == structure.id)
    return list(db.session.scalars(db.select(User).where(User.is_active, there).order_by(User.name)))


def _whole(*conditions: Any) -> Structure | None:
    return db.session.execute(
        db.select(Structure)
        .where(*conditions)
        .options(
            joinedload(Structure.kind_row),
            joinedload(Structure.district),
            selectinload(Structure.steps),
            selectinload(Structure.audience_rows),
            selectinload(Structure.access_rows),
            selectinload(Structure.hours),
            selectinload(Structure.closures),
        )
    ).scalar_one_or_none()


def envies_of(structure: Structure) -> list[Proposal]:
    """The latest published envies that this place follows."""
    return list(db.session.scalars(published().where(Proposal.structure_id == structure.id).limit(ENVIES)))
