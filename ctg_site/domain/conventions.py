"""The life of a convention: prepared, shown as a draft, in force, ended; what an avenant may say."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, count
from string import ascii_uppercase
from typing import Any, TypeVar

from . import text
from .policy import Permission
from .workflow import Transition, Workflow

#: No convention lasts longer: a year that is mistyped is asked about.
LONGEST_YEARS = 10
#: What follows the period in the addresses of a convention, and cannot name a theme.
RESERVED_SLUGS = frozenset({"engagements", "documents", "diagnostic", "suite"})
T = TypeVar("T")


class ConventionState(StrEnum):
    PREPARED = "prepared"
    DRAFT = "draft"
    IN_FORCE = "in_force"
    ENDED = "ended"


class ConventionEvent(StrEnum):
    """What changes the state of a convention, then what else happens to it; words in `words/years.py`."""

    PUBLISH_DRAFT = "publish_draft"
    WITHDRAW_DRAFT = "withdraw_draft"
    BEGIN = "begin"
    END = "end"
    RESUME = "resume"
    LOADED = "loaded"
    AMENDED = "amended"
    UNAMENDED = "unamended"
    DOCUMENT = "document"
    DOCUMENT_REMOVED = "document_removed"
    DRAFTED = "drafted"
    REWRITTEN = "rewritten"
    CONTINUITY = "continuity"
    CALENDAR = "calendar"
    DIAGNOSIS = "diagnosis"


class DocumentKind(StrEnum):
    """What a document of a convention is, in the order in which they are read."""

    SIGNED = "signed"
    AMENDMENT = "amendment"
    ANNEX = "annex"


class AmendmentFault(StrEnum):
    """Why an avenant is not kept."""

    SHORTENS = "shortens"
    BEFORE_THE_CONVENTION = "before_the_convention"
    AFTER_ITS_END = "after_its_end"
    TOO_LONG = "too_long"
    OVERLAPS = "overlaps"
    NOTHING = "nothing"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """The days of a convention, both included, by the name of its period."""

    name: str
    first_day: date
    last_day: date


def overlapped(mine: PeriodDays, others: Iterable[PeriodDays]) -> PeriodDays | None:
    """The first of the others that has a day of mine."""
    met = (one for one in others if one.first_day <= mine.last_day and mine.first_day <= one.last_day)
    return min((one for one in met if one.name != mine.name), key=lambda one: one.first_day, default=None)


def theme_code(name: str, taken: Collection[str]) -> str:
    """Two to four capitals for a theme: the initials of its name, else its first letters, else any."""
    found = ["".join(sign for sign in word if "a" <= sign <= "z").upper() for word in text.words(name)]
    initials, letters = "".join(word[:1] for word in found)[:4], "".join(found)
    begun = (letters[:most] for most in (2, 3, 4))
    spare = (first + second for first in letters[:1] + ascii_uppercase for second in ascii_uppercase)
    return next(one for one in chain((initials,), begun, spare) if len(one) > 1 and one not in taken)


def theme_slug(name: str, taken: Collection[str]) -> str:
    """The word of a theme in its address."""
    own = text.address(name) or "theme"
    tried = chain((own,), (f"{own}-{number}" for number in count(2)))
    return next(one for one in tried if one not in taken and one not in RESERVED_SLUGS)


def too_long(first_day: date, last_day: date) -> bool:
    return last_day.year - first_day.year >= LONGEST_YEARS


def amendment_fault(
    own: PeriodDays, signed_on: date, new_end: date | None, what: str, others: Iterable[PeriodDays]
) -> AmendmentFault | None:
    """What is wrong with an avenant, if anything. `own.last_day` is the last day as it is before it."""
    if new_end is not None and new_end <= own.last_day:
        return AmendmentFault.SHORTENS
    if signed_on > (new_end or own.last_day):
        return AmendmentFault.AFTER_ITS_END
    if signed_on.year < own.first_day.year - 1:
        return AmendmentFault.BEFORE_THE_CONVENTION
    if new_end is None:
        return None if what else AmendmentFault.NOTHING
    if too_long(own.first_day, new_end):
        return AmendmentFault.TOO_LONG
    return (
        AmendmentFault.OVERLAPS if overlapped(PeriodDays(own.name, own.first_day, new_end), others) else None
    )


def is_not_current(convention: Any) -> bool:
    """What the short addresses open stays readable."""
    return not convention.is_current


S, E = ConventionState, ConventionEvent
KEEP, ITSELF = Permission.CONVENTION_KEEP, Permission.CONVENTION_TURN
COMING = frozenset({S.PREPARED, S.DRAFT})
# fmt: off
CONVENTION = Workflow("state", (
    Transition(E.PUBLISH_DRAFT,  frozenset({S.PREPARED}), S.DRAFT,    KEEP),
    Transition(E.WITHDRAW_DRAFT, frozenset({S.DRAFT}),    S.PREPARED, KEEP, guard=is_not_current),
    Transition(E.BEGIN,          COMING,                  S.IN_FORCE, ITSELF, offered=False),
    Transition(E.END,            frozenset({S.IN_FORCE}), S.ENDED,    ITSELF, offered=False),
    Transition(E.RESUME,         frozenset({S.ENDED}),    S.IN_FORCE, ITSELF, offered=False),
))
# fmt: on


def around(thing: T, line: Sequence[T]) -> tuple[T | None, T | None]:
    """What comes before and after a thing in a line; None at its ends."""
    padded = [None, *line, None]
    here = padded.index(thing)
    return padded[here - 1], padded[here + 1]
