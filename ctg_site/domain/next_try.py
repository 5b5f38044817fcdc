"""When to call again somebody who did not answer: another hour, another day, when they said they are free."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .answers import WeekTime
from .deadlines import is_working_day

#: The hours at which a centre calls, and from which minute of the day another one is meant.
MORNING, NOON, AFTERNOON, EVENING = 10 * 60, 12 * 60 + 30, 15 * 60, 17 * 60 + 30
HOURS = (EVENING, MORNING, NOON, AFTERNOON)
#: Nobody plans further.
DAYS = 10
WEDNESDAY = 2


@dataclass(frozen=True, slots=True)
class NextTry:
    """A day, and a minute of that day."""

    on: date
    minute: int


def slot_of(minute: int) -> int:
    """The hour of calls that this minute belongs to."""
    return min(HOURS, key=lambda hour: abs(hour - minute))


def next_try(tries: Sequence[datetime], free: Collection[WeekTime], today: date) -> NextTry | None:
    """After these tries, in the hours of the town: the hour least tried, on another day of the week.

    Nothing before a first one. Whoever is free only when the centre is closed is called in the evening.
    """
    if not tries:
        return None
    tried = [slot_of(one.hour * 60 + one.minute) for one in tries]
    weekdays = {one.weekday() for one in tries}
    last = max(today, tries[-1].date())
    offered = list(_offered(last, free)) or list(_offered(last, {WeekTime.EVENING}))
    return min(
        offered,
        key=lambda one: (
            tried.count(one.minute),
            one.on.weekday() in weekdays,
            one.on,
            HOURS.index(one.minute),
        ),
    )


def _offered(last: date, free: Collection[WeekTime]) -> Iterator[NextTry]:
    for day in (last + timedelta(number) for number in range(1, DAYS + 1)):
        for hour in HOURS:
            if is_working_day(day) and _suits(day, hour, free):
                yield NextTry(day, hour)


def _suits(day: date, hour: int, free: Collection[WeekTime]) -> bool:
    if not free:
        return True
    if day.weekday() == WEDNESDAY and WeekTime.WEDNESDAY in free:
        return True
    return (WeekTime.EVENING if hour == EVENING else WeekTime.DAYTIME) in free
