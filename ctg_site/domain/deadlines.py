"""Working days of the town: what « sous dix jours ouvrés » means on a calendar."""

from datetime import date, timedelta

from .town_calendar import holidays


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def last_working_day(day: date) -> date:
    """This day if people work then, or the last one before it when they did."""
    while not is_working_day(day):
        day -= timedelta(1)
    return day


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
    rested = (day for year in range(first.year, last.year + 1) for day in holidays(year))
    off = sum(first < day <= last and day.weekday() < 5 for day in rested)
    return sign * (_weekdays(last) - _weekdays(first) - off)


def _weekdays(day: date) -> int:
    """How many days from Monday to Friday there are from the first of the calendar, a Monday, to this one."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
