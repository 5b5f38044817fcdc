"""What somebody owes today, and what was done this week: asked of each slice, which says its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Select

from ctg_site.db import db
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.town_calendar import local

#: Beyond, a line says « plus de 99 »: counting more would cost more as the files grow.
MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things wait, a hundred at most; of the first one, its day and its number, if it has any."""

    count: int = 0
    day: date | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody may owe: a line of « Aujourd’hui » and of the morning letter, and its button.

    What `waits` for a person on a day is one statement; `says` makes a sentence of how many, and of the day
    of the first. The gravest has the lowest `rank`.
    """

    rank: int
    permission: Permission
    waits: Callable[[Any, date], Waiting]
    says: Callable[[int, date | None, date], str]
    button: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    #: Its button opens the first of them.
    opens_first: bool = False
    #: What was set aside writes no letter by itself.
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """A line of what somebody owes: a sentence, what its button says and where it leads."""

    said: str
    button: str
    endpoint: str
    values: Mapping[str, Any]
    is_aside: bool


def how_many(rows: Select[Any]) -> Waiting:
    """What these rows make wait, the first one first: its number, then its day or moment if it has any."""
    found = db.session.execute(rows.limit(MOST)).all()
    if not found:
        return Waiting()
    number, *rest = found[0]
    day = rest[0] if rest else None
    return Waiting(len(found), local(day).date() if isinstance(day, datetime) else day, number)


def owed_by(person: Any, on: date) -> Iterator[Owed]:
    """The lines of what this person owes, the gravest first: one statement for each source."""
    sources: tuple[Due, ...] = current_app.extensions["ctg_owed"]
    for due in sources:
        found = due.waits(person, on) if allowed(person, due.permission) else Waiting()
        if found.count:
            first = {"number": found.number} if due.opens_first else {}
            said = due.says(found.count, found.day, on)
            yield Owed(said, due.button, due.endpoint, {**first, **due.values}, due.is_aside)


def done_by(person: Any, since: datetime) -> Iterator[str]:
    """What was done since in the centres of this person, a sentence each."""
    for told in current_app.extensions["ctg_done"]:
        yield from told(person, since)
