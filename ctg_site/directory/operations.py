"""Writes about places: sheet, hours, closures, bridges; each leaves a line in the trail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from ctg_site.db import db, now, operation
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.hours import Span
from ctg_site.domain.vocabulary import Access, AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.convention import PathwayStep
from ctg_site.models.people import User
from ctg_site.models.places import (
    Bridge,
    Closure,
    OpeningHours,
    Structure,
    StructureAccess,
    StructureAudience,
    bridge_structure,
    structure_step,
)
from ctg_site.services import audit


class ClosedTwice(Exception):
    """These days cross a closure that is already there: `closure`."""

    def __init__(self, closure: Closure) -> None:
        super().__init__(closure.id)
        self.closure = closure


@dataclass(frozen=True, slots=True)
class PlaceSheet:
    """What the public reads of a place: the columns, and the closed lists."""

    columns: dict[str, Any]
    audiences: Iterable[str] = ()
    accesses: Iterable[str] = ()
    steps: Iterable[str] = field(default=())


@operation
def describe(structure: Structure, sheet: PlaceSheet, by: User, version: int) -> None:
    """Say what a place is; OutOfDate when somebody said it since it was read."""
    _same(structure, version)
    for name, value in sheet.columns.items():
        setattr(structure, name, value)
    _replace(
        StructureAudience,
        structure,
        [StructureAudience(structure_id=structure.id, audience=Audience(one)) for one in sheet.audiences],
    )
    _replace(
        StructureAccess,
        structure,
        [StructureAccess(structure_id=structure.id, access=Access(one)) for one in sheet.accesses],
    )
    _link(structure_step, "structure_id", structure.id, "pathway_step_id", sheet.steps)
    _changed(structure, by, "fiche publique")


@operation
def set_hours(
    structure: Structure, week: dict[int, tuple[Span, ...]], on_holidays: bool, by: User, version: int
) -> None:
    """Give a place its usual week; OutOfDate when somebody gave one since it was read."""
    _same(structure, version)
    structure.opens_on_holidays = on_holidays
    _replace(
        OpeningHours,
        structure,
        [
            OpeningHours(structure_id=structure.id, weekday=weekday, opens=span.opens, closes=span.closes)
            for weekday, spans in week.items()
            for span in spans
        ],
    )
    _changed(structure, by, "horaires")


@operation
def close(structure: Structure, first: date, last: date, reason: str, by: User) -> None:
    """Close a place for some days; ClosedTwice when they cross others, as those of a double sending do."""
    crossing = db.select(Closure).where(
        Closure.structure_id == structure.id, Closure.first_day <= last, Closure.last_day >= first
    )
    found = db.session.scalars(crossing.limit(1)).one_or_none()
    if found is not None:
        raise ClosedTwice(found)
    db.session.add(Closure(structure_id=structure.id, first_day=first, last_day=last, reason=reason))
    _changed(structure, by, "fermeture")


@operation
def reopen(closure: Closure, by: User) -> None:
    """Take a closure back."""
    structure = db.session.get_one(Structure, closure.structure_id)
    db.session.delete(closure)
    _changed(structure, by, "fermeture retirée")


@operation
def build_bridge(before: PathwayStep, after: PathwayStep, values: dict[str, Any], by: User) -> Bridge:
    """A new bridge between two steps that follow each other."""
    bridge = Bridge(
        from_step_id=before.id, to_step_id=after.id, title=values["title"], plain_text=values["plain_text"]
    )
    db.session.add(bridge)
    db.session.flush()
    _link(bridge_structure, "bridge_id", bridge.id, "structure_id", values["structures"])
    _told(bridge, by, "création")
    return bridge


@operation
def change_bridge(bridge: Bridge, values: dict[str, Any], by: User, version: int) -> None:
    _same(bridge, version)
    bridge.title, bridge.plain_text = values["title"], values["plain_text"]
    _link(bridge_structure, "bridge_id", bridge.id, "structure_id", values["structures"])
    flag_modified(bridge, "title")
    _told(bridge, by, "changement")


@operation
def remove_bridge(bridge: Bridge, by: User) -> None:
    _told(bridge, by, "suppression")
    db.session.execute(db.delete(bridge_structure).where(bridge_structure.c.bridge_id == bridge.id))
    db.session.execute(db.delete(Bridge).where(Bridge.id == bridge.id))


def _same(thing: Any, version: int) -> None:
    if thing.version != version:
        raise OutOfDate


def _replace(kind: Any, structure: Structure, rows: list[Any]) -> None:
    db.session.execute(db.delete(kind).where(kind.structure_id == structure.id))
    db.session.add_all(rows)


def _link(table: Any, mine: str, number: int, other: str, numbers: Iterable[str]) -> None:
    """Join one row to these others, and to no other any more."""
    db.session.execute(db.delete(table).where(table.c[mine] == number))
    rows = [{mine: number, other: int(one)} for one in numbers]
    if rows:
        db.session.execute(db.insert(table), rows)


def _changed(structure: Structure, by: User, what: str) -> None:
    """The place counts one change more, even when its own row says the same."""
    structure.described_at = now()
    flag_modified(structure, "described_at")
    subject = f"lieu «\u00a0{structure.name}\u00a0»"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail=what)


def _told(bridge: Bridge, by: User, what: str) -> None:
    subject = f"passerelle «\u00a0{bridge.title}\u00a0»"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail=what)
