"""What the values of an indicator say of a year: written for the year, made of its halves, or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .collecting import CollectedPart

FIRST, SECOND = CollectedPart.FIRST_HALF, CollectedPart.SECOND_HALF
JULY = 7


class OverYear(StrEnum):
    """How the halves of a year make it: what is counted again adds up; of a state, the last one stands."""

    LAST = "last"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator in one year; None where it was not recorded.

    `missing`: the halves that nobody gave, when the year is not written by itself and the other one is known.
    """

    year: int
    target: float | None = None
    value: float | None = None
    first: float | None = None
    second: float | None = None
    missing: tuple[CollectedPart, ...] = ()

    @property
    def has_halves(self) -> bool:
        return self.first is not None or self.second is not None


def points(measures: Iterable[Any], over: OverYear) -> dict[int, Point]:
    """What is known of each year; halves are added only when the indicator says so, and both are there."""
    by_year: dict[int, dict[CollectedPart, Any]] = {}
    for one in measures:
        by_year.setdefault(one.year, {})[one.part] = one
    return {year: _point(year, by_year[year], over) for year in sorted(by_year)}


def _point(year: int, held: Mapping[CollectedPart, Any], over: OverYear) -> Point:
    whole = held.get(CollectedPart.YEAR)
    first, second = (held[one].value if one in held else None for one in (FIRST, SECOND))
    target = whole.target if whole is not None else None
    if whole is not None and whole.value is not None:
        return Point(year, target, whole.value, first, second)
    missing = tuple(one for one, value in ((FIRST, first), (SECOND, second)) if value is None)
    if len(missing) == 2:
        return Point(year, target)
    return Point(year, target, _made_of(first, second, over), first, second, missing)


def _made_of(first: float | None, second: float | None, over: OverYear) -> float | None:
    if over is OverYear.LAST:
        return first if second is None else second
    return None if first is None or second is None else round(first + second, 4)


def series(known: Mapping[int, Point], last: int) -> list[Point]:
    """Every year from the first one known to `last` or later: what is missing shows as missing."""
    if not known:
        return []
    return [known.get(year) or Point(year) for year in range(min(known), max(max(known), last) + 1)]


def has_begun(year: int, part: CollectedPart, on: date) -> bool:
    """Nothing may be found of a year, or of a half, before its first day."""
    return date(year, JULY if part is SECOND else 1, 1) <= on
