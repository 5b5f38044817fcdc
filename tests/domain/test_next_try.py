"""When to call again: another hour, another day, when the person is free, and when somebody works."""

from datetime import date, datetime

import pytest

from ctg_site.domain.answers import WeekTime
from ctg_site.domain.next_try import AFTERNOON, EVENING, HOURS, MORNING, NOON, next_try, slot_of

TUESDAY = date(2026, 12, 1)


def at(day, hour, minute=0):
    return datetime(2026, 12, day, hour, minute)


def test_nothing_before_a_first_try():
    assert next_try([], [], TUESDAY) is None


@pytest.mark.parametrize(
    ("hour", "minute", "slot"),
    [(8, 45, MORNING), (11, 0, MORNING), (12, 10, NOON), (14, 0, AFTERNOON), (18, 30, EVENING)],
)
def test_a_moment_belongs_to_an_hour_of_calls(hour, minute, slot):
    assert slot_of(hour * 60 + minute) == slot


def test_another_hour_on_another_day_of_the_week():
    tries = []
    for _ in HOURS:
        planned = next_try([*tries, at(1, 10)], [], TUESDAY)
        assert planned.on > TUESDAY and planned.minute != MORNING
        tries.append(datetime(planned.on.year, planned.on.month, planned.on.day, planned.minute // 60))
    assert len({one.hour for one in tries[:3]}) == 3, "each hour is tried before one is tried again"


def test_when_the_person_is_free():
    assert next_try([at(1, 10)], [WeekTime.EVENING], TUESDAY).minute == EVENING
    assert next_try([at(1, 18)], [WeekTime.DAYTIME], TUESDAY).minute != EVENING
    wednesday = next_try([at(1, 10)], [WeekTime.WEDNESDAY], TUESDAY)
    assert wednesday.on.weekday() == 2


def test_whoever_is_free_when_nobody_works_is_called_in_the_evening():
    planned = next_try([at(1, 10)], [WeekTime.SUNDAY], TUESDAY)
    assert planned.minute == EVENING and planned.on.weekday() < 5
