"""Makes the meetings of a spreadsheet: all of them, or none and the list of what is to correct."""

from collections.abc import Iterable
from typing import Any

from ctg_site.agenda import queries
from ctg_site.agenda.kinds import queries as kinds
from ctg_site.agenda.meetings import operations
from ctg_site.agenda.meetings import queries as staff_queries
from ctg_site.db import db, operation
from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import Slot, exists, is_night, slot
from ctg_site.domain.sheets import SheetOutcome, SheetProblem
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects.sheets import reading, writing
from ctg_site.effects.sheets.reading import SheetLine, problem
from ctg_site.models.agenda import Meeting
from ctg_site.models.people import User
from ctg_site.services import audit

from .columns import MEETINGS

NAMED = {"kind": "kind_id", "structure": "structure_id", "district": "district_id", "body": "body_id"}
TIMES = {"day", "start", "end"}
NOT_YOURS = "Ce nom n’est pas celui d’un lieu où vous tenez des rendez-vous."
UNKNOWN = "Le site ne connaît pas ce nom."
SAID = {"kind": UNKNOWN, "structure": NOT_YOURS, "district": UNKNOWN, "body": UNKNOWN}
NOWHERE = "Dites où\u00a0: une structure, ou un lieu précis."
ENDS_BEFORE = "La fin vient avant le début. Corrigez l’une des deux heures."
NO_HOUR = "Cette heure n’existe pas ce jour-là\u00a0: on passe à l’heure d’été."


def empty() -> bytes:
    return writing.template(MEETINGS)


@operation
def note_export(contacts: bool, by: User) -> None:
    """The trail says who took the meetings out, and whether with the contacts."""
    audit.record(AuditEvent.EXPORTED, by, "les rendez-vous", "avec les coordonnées" if contacts else "")


def bring_in(content: bytes | None, by: User) -> SheetOutcome:
    """Make each meeting that is not there yet, known by its title, its day and its hour; SheetError: none."""
    return _bring_in(reading.read(content, (MEETINGS,))[""], by)


@operation
def _bring_in(lines: list[SheetLine], by: User) -> SheetOutcome:
    known = {
        "kind": _ids(kinds.offered(None)),
        "structure": _ids(staff_queries.structures_of(by)),
        "district": _ids(queries.districts()),
        "body": _ids(queries.bodies()),
    }
    reading.refuse(_problems(lines, known, by))
    there = _there(lines)
    fresh = [line for line in lines if _key(line) not in there]
    for line in fresh:
        operations.add(_details(line, known), [_slot(line)], None, by)
    return SheetOutcome(made=len(fresh), kept=len(lines) - len(fresh))


def _ids(rows: Iterable[Any]) -> dict[str, int]:
    return {fold(one.name): one.id for one in rows}


def _slot(line: SheetLine) -> Slot:
    return slot(*(line.values[name] for name in ("day", "start", "end")))


def _key(line: SheetLine) -> tuple[str, Any]:
    return fold(line.values["title"]), _slot(line).starts_at


def _there(lines: list[SheetLine]) -> set[tuple[str, Any]]:
    """The meetings that begin when one of the file does."""
    instants = {_slot(line).starts_at for line in lines}
    asked = db.select(Meeting.title, Meeting.starts_at).where(Meeting.starts_at.in_(instants))
    return {(fold(title), starts_at) for title, starts_at in db.session.execute(asked)}


def _details(line: SheetLine, known: dict[str, dict[str, int]]) -> operations.Details:
    plain = {name: value for name, value in line.values.items() if name not in TIMES and name not in NAMED}
    plain |= {column: known[name].get(fold(line.values[name])) for name, column in NAMED.items()}
    return operations.Details(**plain)


def _problems(lines: list[SheetLine], known: dict[str, dict[str, int]], by: User) -> Iterable[SheetProblem]:
    yield from reading.twice(lines, "start", _key)
    elsewhere = Role.COORDINATOR in by.roles
    for line in lines:
        values = line.values
        if values["end"] <= values["start"] and not is_night(values["start"], values["end"]):
            yield problem(line, "end", ENDS_BEFORE)
        if not exists(values["day"], values["start"]):
            yield problem(line, "start", NO_HOUR)
        for name, words in SAID.items():
            if values[name] and fold(values[name]) not in known[name]:
                yield problem(line, name, words)
        if not values["structure"] and not (values["place"] and elsewhere):
            yield problem(line, "structure", NOWHERE if elsewhere else NOT_YOURS)
