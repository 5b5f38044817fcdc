"""Meetings that come back: their days on the calendar, their hours on the clock, and those that overlap."""

import calendar
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from .town_calendar import at, local

#: A meeting that crosses midnight and lasts longer is a typing mistake: its end comes before its start.
LONGEST_NIGHT = timedelta(hours=12)
#: A series longer than this is a typing mistake: a weekly meeting for two years.
MOST_OCCURRENCES = 104


class Repeat(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    EVERY_WEEKS = "every_weeks"
    MONTHLY = "monthly"


class TooMany(Exception):
    """More occurrences than anybody means."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a meeting comes back: `every` weeks for EVERY_WEEKS; `until` is the last day it may fall on."""

    repeat: Repeat = Repeat.ONCE
    every: int = 1
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """When one occurrence begins and ends."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Slot") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why people stay at home that day: the name of a holiday, or the reason of a closure."""

    name: str
    is_closure: bool = False


def days(first: date, rule: Rule) -> list[date]:
    """The days of a meeting, the first one included; TooMany beyond MOST_OCCURRENCES."""
    found = []
    for day in _days(first, rule):
        if rule.repeat is not Repeat.ONCE and rule.until is not None and day > rule.until:
            break
        found.append(day)
        if len(found) > MOST_OCCURRENCES:
            raise TooMany
    return found


def _days(first: date, rule: Rule) -> Iterator[date]:
    yield first
    if rule.repeat is Repeat.MONTHLY:
        yield from _months(first)
    elif rule.repeat is not Repeat.ONCE:
        step = timedelta(weeks=rule.every if rule.repeat is Repeat.EVERY_WEEKS else 1)
        while first <= date.max - step:
            first += step
            yield first


def _months(first: date) -> Iterator[date]:
    """The same weekday of each month that follows: « le deuxième mardi »; a fifth one means the last."""
    rank, year, month = (first.day - 1) // 7, first.year, first.month
    while (year, month) < (date.max.year, 12):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        length = calendar.monthrange(year, month)[1]
        day = 1 + (first.weekday() - date(year, month, 1).weekday()) % 7 + 7 * rank
        yield date(year, month, day if day <= length else day - 7)


def slot(day: date, start: time, end: time) -> Slot:
    """The instants of these hours in the town on that day; an end that comes before is of the next day."""
    return Slot(_instant(day, start), _instant(day + timedelta(days=end <= start), end))


def is_night(start: time, end: time) -> bool:
    """Whether somebody may mean hours that cross midnight: from 22 to 1, not from 20 to 18."""
    length = timedelta(hours=24 + end.hour - start.hour, minutes=end.minute - start.minute)
    return end < start and length <= LONGEST_NIGHT


def slots(first: date, start: time, end: time, rule: Rule, off: Container[date] = ()) -> list[Slot]:
    """Each keeps its hour on the clock, whatever the season; those after the first step over `off`."""
    return [slot(day, start, end) for day in days(first, rule) if day == first or day not in off]


def exists(day: date, hour: time) -> bool:
    """False in the hour that the clock jumps over, when summer time begins."""
    instant = _instant(day, hour)
    return local(instant).replace(tzinfo=None) == datetime.combine(day, hour)


def _instant(day: date, hour: time) -> datetime:
    return at(day, hour).astimezone(UTC)
