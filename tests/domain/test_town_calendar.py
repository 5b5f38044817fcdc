"""The holidays of each part of France, and the clocks its towns live by."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays.countries.france import France

from ctg_site.domain import town_calendar
from ctg_site.domain.deadlines import after_working_days, is_working_day
from ctg_site.domain.hours import wall
from ctg_site.domain.recurrence import exists, slot
from ctg_site.domain.town_calendar import REGIONS, TownCalendar, at, holidays, local

BY_NAME = {region.name: region for region in REGIONS}
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: What the Code du travail (L3134-13, L3422-2) and the local texts give besides the eleven of everybody, in
#: 2027, when Easter is on the 28th of March: looked up apart from the library.
BESIDES = {
    "métropole": set(),
    "Alsace-Moselle": {(3, 26), (12, 26)},
    "Guadeloupe": {(5, 27)},
    "Martinique": {(5, 22)},
    "Guyane": {(6, 10)},
    "La Réunion": {(12, 20)},
    "Mayotte": {(4, 27)},
    "Saint-Barthélemy": {(10, 9)},
    "Saint-Martin": {(5, 28)},
    "Saint-Pierre-et-Miquelon": set(),
    "Nouvelle-Calédonie": {(9, 24)},
    "Polynésie française": {(3, 5), (3, 26), (11, 20)},
    "Wallis-et-Futuna": {(4, 28), (6, 29), (7, 29)},
}


@pytest.fixture
def living(monkeypatch):
    """Live by the calendar of this region, at its first clock."""

    def settle(name):
        region = BY_NAME[name]
        monkeypatch.setattr(town_calendar._SITE, "calendar", TownCalendar(ZoneInfo(region.zones[0]), region))

    return settle


def easter(year):
    """Easter Sunday by the computus of Meeus (Astronomical Algorithms, ch. 8): not the one of the library."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, leap_rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2020, 2036))
def test_the_eleven_holidays_of_the_mainland(year):
    moving = {easter(year) + timedelta(days) for days in (1, 39, 50)}
    assert holidays(year) == moving | {date(year, month, day) for month, day in FIXED}


@pytest.mark.parametrize("name", BESIDES)
def test_each_region_keeps_its_own_besides(living, name):
    everywhere = holidays(2027)
    living(name)
    own = {(day.month, day.day) for day in holidays(2027) - everywhere}
    assert holidays(2027) >= everywhere and own >= BESIDES[name]
    # Days off by custom, which the library counts with the law.
    customary = {"Guadeloupe": {(3, 4), (3, 26), (7, 21)}, "Martinique": {(7, 21)}, "Saint-Martin": {(7, 21)}}
    assert own - BESIDES[name] == customary.get(name, set())


def test_every_region_of_the_library_has_its_name_here():
    """But Moselle, which keeps the days of Alsace, the Terres australes, without a town, and schools."""
    left = {"57", "TF", "Zone A", "Zone B", "Zone C"}
    assert {region.subdivision for region in REGIONS} - {None} == set(France.subdivisions) - left
    assert holidays_of("57") == holidays_of("6AE")
    assert BESIDES.keys() == BY_NAME.keys()


def holidays_of(subdivision):
    return set(France(years=range(2020, 2036), subdiv=subdivision))


def test_the_promise_jumps_over_the_holidays_of_the_town(living):
    boxing_day, good_friday = date(2028, 12, 26), date(2027, 3, 26)
    abolition = date(2027, 5, 27), date(2027, 12, 20)
    assert all(map(is_working_day, (boxing_day, good_friday, *abolition)))
    assert after_working_days(date(2027, 3, 25), 1) == good_friday
    living("Alsace-Moselle")
    assert not is_working_day(boxing_day) and not is_working_day(good_friday)
    assert after_working_days(date(2027, 3, 25), 1) == date(2027, 3, 30), "Monday is a holiday too"
    living("Guadeloupe")
    assert not is_working_day(abolition[0]) and is_working_day(abolition[1])
    living("La Réunion")
    assert is_working_day(abolition[0]) and not is_working_day(abolition[1])


@pytest.mark.parametrize(
    ("name", "hours"), [("métropole", 1), ("La Réunion", 4), ("Guadeloupe", -4), ("Nouvelle-Calédonie", 11)]
)
def test_the_hours_are_those_of_the_town(living, name, hours):
    living(name)
    day = date(2026, 12, 1)
    six = datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("UTC")) - timedelta(hours=hours)
    assert at(day, time(18)) == slot(day, time(18), time(19)).starts_at == six
    assert local(six).time() == time(18) and wall(six).day == day and wall(six).minute == 18 * 60
    assert at(day) == six - timedelta(hours=18)


def test_where_no_clock_changes_every_hour_exists(living):
    missing = date(2027, 3, 28), time(2, 30)
    assert not exists(*missing)
    living("La Réunion")
    assert exists(*missing)


def test_a_clock_of_another_place_is_told_apart():
    reunion, mainland = BY_NAME["La Réunion"], BY_NAME["métropole"]
    assert all(region.lives_by(ZoneInfo(zone)) for region in REGIONS for zone in region.zones)
    assert not reunion.lives_by(ZoneInfo("Europe/Paris")) and not mainland.lives_by(
        ZoneInfo("Indian/Reunion")
    )
    assert mainland.lives_by(ZoneInfo("Europe/Brussels")), "another name of the same hours"
    assert not mainland.lives_by(ZoneInfo("Etc/GMT-1")), "the same in winter alone"
