"""Meetings that come back: the right days, the same hour on the clock, and no endless series."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain import recurrence
from ctg_site.domain.recurrence import MOST_OCCURRENCES, Repeat, Rule, TooMany, days, exists, slot, slots
from ctg_site.domain.town_calendar import local

TUESDAY = date(2026, 11, 24)


def test_once_is_once():
    assert days(TUESDAY, Rule(until=date(2030, 1, 1))) == [TUESDAY]


def test_every_week_until_a_day_that_counts():
    found = days(TUESDAY, Rule(Repeat.WEEKLY, until=date(2026, 12, 15)))
    assert found == [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]


def test_every_three_weeks():
    found = days(TUESDAY, Rule(Repeat.EVERY_WEEKS, 3, date(2027, 1, 31)))
    assert found == [date(2026, 11, 24), date(2026, 12, 15), date(2027, 1, 5), date(2027, 1, 26)]


def test_the_same_weekday_of_each_month():
    found = days(TUESDAY, Rule(Repeat.MONTHLY, until=date(2027, 3, 31)))
    assert found == [TUESDAY, date(2026, 12, 22), date(2027, 1, 26), date(2027, 2, 23), date(2027, 3, 23)]


def test_a_fifth_weekday_means_the_last():
    found = days(date(2026, 12, 31), Rule(Repeat.MONTHLY, until=date(2027, 4, 30)))
    assert found == [
        date(2026, 12, 31),
        *(date(2027, month, day) for month, day in ((1, 28), (2, 25), (3, 25), (4, 29))),
    ]


def test_a_series_that_nobody_means_is_refused():
    with pytest.raises(TooMany):
        days(TUESDAY, Rule(Repeat.WEEKLY, until=date(2099, 1, 1)))


@given(
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    st.sampled_from([Repeat.WEEKLY, Repeat.EVERY_WEEKS, Repeat.MONTHLY]),
    st.integers(2, 26),
    st.integers(0, 600),
)
def test_every_date_is_a_week_away_at_least_and_the_same_weekday(first, repeat, every, length):
    found = days(first, Rule(repeat, every, date.fromordinal(first.toordinal() + length)))
    assert found[0] == first and len(found) <= MOST_OCCURRENCES
    assert {day.weekday() for day in found} == {first.weekday()}
    assert all((after - before).days >= 7 for before, after in zip(found, found[1:], strict=False))
    if repeat is Repeat.MONTHLY:
        months = [(day.year, day.month) for day in found]
        assert len(set(months)) == len(months)


def test_the_hour_on_the_clock_stays_when_the_season_changes():
    found = slots(date(2026, 10, 20), time(18), time(20), Rule(Repeat.WEEKLY, until=date(2026, 11, 3)))
    assert [local(one.starts_at).time() for one in found] == [time(18)] * 3
    assert [one.starts_at.hour for one in found] == [16, 17, 17]


def test_an_hour_that_the_clock_jumps_over_does_not_exist():
    assert not exists(date(2027, 3, 28), time(2, 30))
    assert exists(date(2027, 3, 28), time(3, 30)) and exists(date(2026, 10, 25), time(2, 30))


def test_overlaps():
    morning, noon = slot(TUESDAY, time(9), time(12)), slot(TUESDAY, time(12), time(13))
    assert not morning.overlaps(noon)
    assert morning.overlaps(slot(TUESDAY, time(11, 59), time(14)))
    assert morning.overlaps(slot(TUESDAY, time(10), time(11)))


def test_the_calendar_ends_without_harm():
    assert days(date.max, Rule(Repeat.WEEKLY, until=date.max)) == [date.max]
    assert days(date.max, Rule(Repeat.MONTHLY, until=date.max)) == [date.max]
    assert recurrence.MOST_OCCURRENCES == 104
