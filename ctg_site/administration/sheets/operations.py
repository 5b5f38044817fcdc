"""Brings districts and places in from a spreadsheet: all of it, or nothing and what is to correct."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from ctg_site.administration import operations as settings
from ctg_site.administration import queries
from ctg_site.db import db, now, operation
from ctg_site.domain.sheets import SheetOutcome, SheetProblem
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects.sheets import reading
from ctg_site.effects.sheets.cells import in_words
from ctg_site.effects.sheets.reading import SheetLine, problem
from ctg_site.models.people import User
from ctg_site.models.places import (
    District,
    OpeningHours,
    PlaceKind,
    Structure,
    StructureAccess,
    StructureAudience,
)
from ctg_site.services import audit

from .columns import DISTRICTS, PLACES, PLAIN

UNKNOWN = "Ce quartier n’est pas sur le site. Faites d’abord entrer le fichier des quartiers."
CLOSED = "Ce lieu est fermé\u00a0: il ne reçoit pas d’envie. Ouvrez-le, ou écrivez non."
HOURS = "horaires"
ROWS: dict[str, tuple[str, Any, str]] = {
    "audiences": ("audience_rows", StructureAudience, "audience"),
    "accesses": ("access_rows", StructureAccess, "access"),
}


def bring_districts_in(content: bytes | None, by: User) -> SheetOutcome:
    """Make the districts of a file that are not there yet; SheetError with every problem changes nothing."""
    lines = reading.read(content, (DISTRICTS,))[""]
    reading.refuse(reading.twice(lines, "name", _name))
    return _kept(_bring_districts, lines, by)


def bring_places_in(content: bytes | None, by: User) -> SheetOutcome:
    """Make or change every place of a file, known by its name; an empty cell changes nothing."""
    return _kept(_bring_places, reading.read(content, (PLACES,))[""], by)


@operation
def note_export(kind: str, by: User) -> None:
    """The trail says who took them all out."""
    audit.record(AuditEvent.EXPORTED, by, f"les {kind}")


def _kept(write: Any, lines: list[SheetLine], by: User) -> Any:
    try:
        return write(lines, by)
    except IntegrityError as error:
        raise reading.wrong(reading.SAME_TIME) from error


def _name(line: SheetLine) -> str:
    return fold(line.values["name"])


@operation
def _bring_districts(lines: list[SheetLine], by: User) -> SheetOutcome:
    """New ones are made; of one that is there, only what the line says of its being a priority changes."""
    there = {fold(one.name): one for one in queries.districts()}
    fresh = [line.values for line in lines if _name(line) not in there]
    settings.add(District, fresh, by)
    changed = 0
    for line in lines:
        district, said = there.get(_name(line)), line.values["is_priority"]
        if (
            district is not None
            and said is not None
            and (told := settings.fill(district, {"is_priority": said}))
        ):
            changed += 1
            settings.note(district, by, ", ".join(told))
    return SheetOutcome(len(fresh), changed, len(lines) - len(fresh) - changed)


@operation
def _bring_places(lines: list[SheetLine], by: User) -> SheetOutcome:
    """As many statements that read for a hundred places as for one."""
    there = _places()
    near = {fold(one.name): one.id for one in queries.districts()}
    kinds = queries.all_kinds()
    reading.refuse(_problems(lines, there, near, kinds))
    wanted = [(line, _columns(line, near, kinds)) for line in lines]
    fresh = [values for line, values in wanted if _name(line) not in there]
    made = settings.add(Structure, fresh, by)
    new = {fold(one.name): one for one in _with_rows(Structure.id.in_([one.id for one in made]))}
    changed = 0
    with db.session.no_autoflush:
        for line, values in wanted:
            place = new.get(_name(line)) or there[_name(line)]
            told = list(dict.fromkeys([*settings.fill(place, values), *_fill_rows(place, line)]))
            if {settings.PUBLIC_SHEET, HOURS} & set(told):
                place.described_at = now()
            if told and _name(line) not in new:
                changed += 1
                settings.note(place, by, ", ".join(told))
    return SheetOutcome(len(made), changed, len(lines) - len(made) - changed)


def _places() -> dict[str, Structure]:
    return {fold(one.name): one for one in _with_rows()}


def _with_rows(*conditions: Any) -> list[Structure]:
    options = selectinload(Structure.audience_rows), selectinload(Structure.access_rows)
    asked = db.select(Structure).where(*conditions).options(*options, selectinload(Structure.hours))
    return list(db.session.scalars(asked))


def _kind(line: SheetLine, kinds: Sequence[PlaceKind]) -> str | None:
    """The kind that the line names, by its words or the first of them; None for none, or several."""
    named = fold(line.values["kind"])
    meant = [one.slug for one in kinds if fold(one.name).startswith(named)]
    exact = [one.slug for one in kinds if named == fold(one.name)]
    return next(iter(exact or meant), None) if exact or len(meant) == 1 else None


def _columns(line: SheetLine, near: dict[str, int], kinds: Sequence[PlaceKind]) -> dict[str, Any]:
    """What the line says of the columns of the table."""
    said = {name: line.values[name] for name in PLAIN if line.values[name] not in (None, "")}
    said["kind"] = _kind(line, kinds)
    if line.values["district"]:
        said["district_id"] = near[fold(line.values["district"])]
    return said if said.get("is_active", True) else said | {"receives_proposals": False}


def _problems(
    lines: list[SheetLine],
    there: dict[str, Structure],
    near: dict[str, int],
    kinds: Sequence[PlaceKind],
) -> Iterable[SheetProblem]:
    yield from reading.twice(lines, "name", _name)
    for line in lines:
        values = line.values
        if _kind(line, kinds) is None:
            offered = in_words(one.name for one in kinds if one.is_active)
            yield problem(line, "kind", f"Écrivez l’un de ces noms\u00a0: {offered}.")
        if values["district"] and fold(values["district"]) not in near:
            yield problem(line, "district", UNKNOWN)
        if None not in (first := values["age_from"], last := values["age_to"]) and last < first:
            yield problem(line, "age_to", f"Cet âge vient avant le premier, {first}\u00a0ans. Échangez-les.")
        if (values["latitude"] is None) != (values["longitude"] is None):
            yield problem(line, "longitude", "Donnez la latitude et la longitude, ou aucune des deux.")
        place = there.get(_name(line))
        if place and not place.is_active and values["receives_proposals"] and not values["is_active"]:
            yield problem(line, "receives_proposals", CLOSED)
        if place and place.is_active and values["is_active"] is False and (count := queries.files_of(place)):
            yield problem(
                line, "is_active", f"Ce lieu suit encore des envies\u00a0: {count}. Laissez-le ouvert."
            )


def _fill_rows(place: Structure, line: SheetLine) -> list[str]:
    """Whom it is for, how one comes in, its hours: what the line says of them; the names of what changed."""
    told = []
    for name, (rows, kind, column) in ROWS.items():
        if (said := line.values[name]) and set(said) != set(getattr(place, name)):
            kept = {getattr(row, column): row for row in getattr(place, rows)}
            setattr(place, rows, [kept.get(one) or kind(**{column: one}) for one in said])
            told.append(settings.PUBLIC_SHEET)
    said_days = {day for day in range(7) if line.values[f"day_{day}"] is not None}
    wanted = {(day, one.opens): one.closes for day in said_days for one in line.values[f"day_{day}"]}
    held = {(row.weekday, row.opens): row for row in place.hours if row.weekday in said_days}
    if wanted != {key: row.closes for key, row in held.items()}:
        for key in wanted.keys() & held.keys():
            held[key].closes = wanted[key]
        begun = [
            OpeningHours(weekday=key[0], opens=key[1], closes=wanted[key]) for key in wanted.keys() - held
        ]
        kept_hours = [row for row in place.hours if row.weekday not in said_days]
        place.hours = [*kept_hours, *(held[key] for key in wanted.keys() & held.keys()), *begun]
        told.append(HOURS)
    return told
