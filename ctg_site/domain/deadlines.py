"""Working days in France: what « sous dix jours ouvrés » means on a calendar."""

from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

#: The clock that people live by; the database keeps UTC.
PARIS = ZoneInfo("Europe/Paris")
FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, leap_rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of mainland France."""
    moving = (easter(year) + timedelta(days) for days in (1, 39, 50))
    return frozenset(moving) | {date(year, month, day) for month, day in FIXED_HOLIDAYS}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def after_working_days(start: date, days: int) -> date:
    """The day that comes `days` working days after `start`, which does not count."""
    day = start
    while days > 0:
        day += timedelta(1)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days from the day after `start` to `end`; negative when `end` is past."""
    first, last, sign = (start, end, 1) if start <= end else (end, start, -1)
    span = range(1, (last - first).days + 1)
    return sign * sum(is_working_day(first + timedelta(n)) for n in span)
