"""Reads of the administration: the places to edit, what counts on them, the pages of the audit trail."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.agenda.kinds.queries import all_meeting_kinds, meeting_kind
from ctg_site.db import db
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import Outcome
from ctg_site.models.actions import Scheme
from ctg_site.models.agenda import Meeting
from ctg_site.models.audit import AuditEntry
from ctg_site.models.people import User
from ctg_site.models.places import District, PlaceKind, Structure
from ctg_site.models.proposals import PROMISED, Proposal
from ctg_site.runtime import Delays, delays
from ctg_site.structures.queries import districts, kinds
from ctg_site.wording.queries import all_reasons, all_templates, reason, template

__all__ = [
    "all_meeting_kinds",
    "all_reasons",
    "all_templates",
    "districts",
    "kinds",
    "meeting_kind",
    "reason",
    "template",
]

PAGE = 50
#: What a place is called with: its kind, its district.
_NAMED = joinedload(Structure.kind_row), joinedload(Structure.district)


def structures() -> list[Structure]:
    """Every place, those still open first, by name, with its district."""
    select = db.select(Structure).options(*_NAMED)
    return list(db.session.scalars(select.order_by(Structure.is_active.desc(), Structure.name)))


def whole_structures() -> list[Structure]:
    """The same with all that the spreadsheet says of them."""
    rows = (selectinload(one) for one in (Structure.audience_rows, Structure.access_rows, Structure.hours))
    asked = db.select(Structure).options(*_NAMED, *rows)
    return list(db.session.scalars(asked.order_by(Structure.is_active.desc(), Structure.name)))


@dataclass(frozen=True, slots=True)
class FirstDay:
    """How many things there are of each kind that a first day needs."""

    districts: int
    places: int
    centres: int
    people: int
    meetings: int


def first_day() -> FirstDay:
    """One statement."""
    counted = (
        db.select(db.func.count(District.id)),
        db.select(db.func.count(Structure.id)),
        db.select(db.func.count(Structure.id)).where(Structure.receives_proposals, Structure.is_active),
        db.select(db.func.count(User.id)).where(User.is_active),
        db.select(db.func.count(Meeting.id)),
    )
    found = db.session.execute(db.select(*(one.scalar_subquery() for one in counted))).one()
    return FirstDay(*found)


def structure(number: int) -> Structure | None:
    return db.session.get(Structure, number)


def all_kinds() -> list[PlaceKind]:
    """Every kind of place, in the order in which they are offered."""
    return list(db.session.scalars(db.select(PlaceKind).order_by(PlaceKind.position, PlaceKind.name)))


def kind(number: int) -> PlaceKind | None:
    return db.session.get(PlaceKind, number)


def all_schemes() -> list[Scheme]:
    """Every dispositif, by name."""
    return list(db.session.scalars(db.select(Scheme).order_by(Scheme.name)))


def scheme(number: int) -> Scheme | None:
    return db.session.get(Scheme, number)


def district(number: int) -> District | None:
    return db.session.get(District, number)


def promised() -> Delays:
    return delays()


def files_of(structure: Structure) -> int:
    """How many envies still count on this place: promised a next step, or resting."""
    waiting = db.select(db.func.count(Proposal.id)).where(
        Proposal.structure_id == structure.id,
        Proposal.counting(),
        Proposal.moderation.in_(PROMISED),
        Proposal.outcome.in_((Outcome.OPEN, Outcome.PAUSED)),
    )
    return db.session.execute(waiting).scalar_one()


def uses(thing: Any) -> int:
    """How many rows of any table point at this one."""
    pointing = [
        db.select(db.func.count())
        .select_from(table)
        .where(key.parent == getattr(thing, key.column.key))
        .scalar_subquery()
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is thing.__table__
    ]
    return sum(db.session.execute(db.select(*pointing)).one()) if pointing else 0


@dataclass(frozen=True, slots=True)
class TrailAsked:
    """What is looked for in the trail: an event, a person, days; None is anything."""

    event: str | None = None
    person: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """A page of the audit trail, the latest line first, and the number before which the next one begins."""

    entries: list[AuditEntry]
    following: int | None


def trail(asked: TrailAsked, before: int | None = None) -> Trail:
    select = db.select(AuditEntry)
    if asked.event is not None:
        select = select.where(AuditEntry.event == asked.event)
    if asked.person is not None:
        select = select.where(AuditEntry.actor_id == asked.person)
    if asked.since is not None:
        select = select.where(AuditEntry.at >= at(asked.since))
    if asked.until is not None:
        select = select.where(AuditEntry.at < at(asked.until + timedelta(days=1)))
    if before is not None:
        select = select.where(AuditEntry.number < before)
    found = list(db.session.scalars(select.order_by(AuditEntry.number.desc()).limit(PAGE + 1)))
    return Trail(found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None)


def people() -> list[tuple[int, str]]:
    """Everybody who has or had an account, by name: whom the trail may be asked about."""
    return [
        (number, name)
        for number, name in db.session.execute(db.select(User.id, User.name).order_by(User.name))
    ]
