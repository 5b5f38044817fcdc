"""Opening hours as people write them, and what the clock on the wall makes of them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ctg_site.domain.hours import (
    DAY,
    ClosedDays,
    HoursFault,
    Moment,
    Span,
    Status,
    Week,
    WrongHours,
    read_day,
    week_of,
)
from ctg_site.domain.town_calendar import local
from ctg_site.words.hours import clock, spans, status

MORNING, AFTERNOON = Span(540, 720), Span(840, 1080)


def at(*moment):
    return datetime(*moment, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9 h – 12 h, 14 h – 18 h", (MORNING, AFTERNOON)),
        ("9 h à 12 h, 14 h à 18 h", (MORNING, AFTERNOON)),
        ("9h-12h,14h-18h", (MORNING, AFTERNOON)),
        ("de 9h à 12h et de 14h à 18h", (MORNING, AFTERNOON)),
        ("14h-18h / 9h-12h", (MORNING, AFTERNOON)),
        ("9 heures à midi", (MORNING,)),
        ("9:00 - 12:00", (MORNING,)),
        ("09.00-12.00 ; 14.00-18.00.", (MORNING, AFTERNOON)),
        ("de 9 h jusqu’à 12 h", (MORNING,)),
        ("9-12\n14-18", (MORNING, AFTERNOON)),
        ("9H30 À 12H15", (Span(570, 735),)),
        ("9h-12h, 12h-18h", (Span(540, 1080),)),
        ("20 h – minuit", (Span(1200, DAY),)),
        ("minuit - 2h", (Span(0, 120),)),
        ("24h/24", (Span(0, DAY),)),
        ("Fermé", ()),
        ("  ", ()),
        ("–", ()),
    ],
)
def test_hours_are_read_as_people_write_them(written, read):
    assert read_day(written) == read
    assert read_day(spans(read)) == read, "what the site writes, it reads"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("le matin", HoursFault.UNREADABLE),
        ("9h", HoursFault.UNREADABLE),
        ("9h-12h-14h", HoursFault.UNREADABLE),
        ("9h-25h", HoursFault.BEYOND),
        ("9h-12h75", HoursFault.BEYOND),
        ("18h-9h", HoursFault.REVERSED),
        ("9h-9h", HoursFault.REVERSED),
        ("22h-2h", HoursFault.REVERSED),
        ("9h-12h, 11h-14h", HoursFault.OVERLAP),
        ("8h-20h, 9h-10h", HoursFault.OVERLAP),
    ],
)
def test_what_is_wrong_is_told(written, fault):
    with pytest.raises(WrongHours) as told:
        read_day(written)
    assert told.value.fault is fault and told.value.words


WEEKDAYS = Week(dict.fromkeys(range(5), (MORNING, AFTERNOON)))


def words(week, instant):
    return status(week.status(instant), local(instant).date()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2026, 11, 24, 8, 59), "Fermé, ouvre à 9 h"),
        ((2026, 11, 24, 9, 0), "Ouvert jusqu’à 12 h"),
        ((2026, 11, 24, 11, 59), "Ouvert jusqu’à 12 h"),
        ((2026, 11, 24, 12, 0), "Fermé, ouvre à 14 h"),
        ((2026, 11, 24, 18, 0), "Fermé, ouvre demain à 9 h"),
        ((2026, 11, 27, 18, 0), "Fermé, ouvre lundi à 9 h"),
        ((2026, 12, 24, 18, 0), "Fermé, ouvre lundi à 9 h"),
        ((2028, 2, 28, 18, 0), "Fermé, ouvre demain à 9 h"),
        ((2028, 2, 29, 10, 0), "Ouvert jusqu’à 12 h"),
        ((2027, 2, 28, 23, 0), "Fermé, ouvre demain à 9 h"),
    ],
)
def test_what_the_door_says(moment, said):
    assert words(WEEKDAYS, at(*moment)) == said


def test_a_place_that_gave_no_hours_says_nothing():
    assert Week({}).status(at(2026, 11, 24, 9, 0)) is None


def test_closed_days_and_holidays():
    shut = Week(WEEKDAYS.days, closures=(ClosedDays(date(2026, 11, 24), date(2027, 1, 3)),))
    assert words(shut, at(2026, 11, 24, 10, 0)) == "Fermé, ouvre le lundi 4 janvier à 9 h"
    for_good = Week(WEEKDAYS.days, closures=(ClosedDays(date(2026, 1, 1), date(2027, 12, 31)),))
    assert words(for_good, at(2026, 11, 24, 10, 0)) == "Fermé pour le moment"
    christmas = at(2026, 12, 25, 10, 0)
    assert words(WEEKDAYS, christmas) == "Fermé, ouvre lundi à 9 h"
    assert words(Week(WEEKDAYS.days, on_holidays=True), christmas) == "Ouvert jusqu’à 12 h"


def test_hours_that_go_past_midnight():
    night = Week({4: (Span(1200, DAY),), 5: (Span(0, 120), Span(1200, DAY))})
    assert words(night, at(2026, 11, 27, 23, 59)) == "Ouvert jusqu’à demain, 2 h"
    assert words(night, at(2026, 11, 28, 0, 0)) == "Ouvert jusqu’à 2 h"
    assert words(night, at(2026, 11, 28, 23, 59)) == "Ouvert jusqu’à minuit"
    assert words(night, at(2026, 11, 29, 0, 0)) == "Fermé, ouvre vendredi à 20 h"
    always = Week({day: (Span(0, DAY),) for day in range(7)}, on_holidays=True)
    assert words(always, at(2026, 12, 25, 3, 0)) == "Ouvert jour et nuit"


def test_the_night_when_an_hour_is_missing():
    """The 28th of March 2027, the clock goes from 2 to 3."""
    week = Week({6: (Span(150, 240),)})
    before = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert week.status(before) == Status(False, opens=Moment(date(2027, 3, 28), 150))
    assert words(week, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == "Ouvert jusqu’à 4 h"
    assert not week.status(datetime(2027, 3, 28, 2, 0, tzinfo=UTC)).is_open
    assert words(WEEKDAYS, datetime(2027, 3, 26, 16, 59, tzinfo=UTC)) == "Ouvert jusqu’à 18 h"
    easter_monday = datetime(2027, 3, 29, 6, 59, tzinfo=UTC)
    assert words(WEEKDAYS, easter_monday) == "Fermé, ouvre demain à 9 h"


def test_the_night_when_an_hour_comes_twice():
    """The 25th of October 2026, the clock goes back from 3 to 2: the door reads it both times."""
    week = Week({6: (Span(150, 180),)})
    opened = [
        week.status(datetime(2026, 10, 25, hour, minute, tzinfo=UTC)).is_open
        for hour, minute in ((0, 29), (0, 30), (0, 59), (1, 0), (1, 30), (1, 59), (2, 0))
    ]
    assert opened == [False, True, True, False, True, True, False]
    assert words(WEEKDAYS, datetime(2026, 10, 23, 6, 59, tzinfo=UTC)) == "Fermé, ouvre à 9 h"
    assert words(WEEKDAYS, datetime(2026, 10, 26, 8, 0, tzinfo=UTC)) == "Ouvert jusqu’à 12 h"


def test_the_week_is_read_from_rows_in_any_order():
    week = week_of([(1, 840, 1080), (0, 540, 720), (1, 540, 720)])
    assert week.days == {0: (MORNING,), 1: (MORNING, AFTERNOON)}


def test_hours_in_words():
    assert spans((MORNING, Span(840, 1110))).replace("\u00a0", " ") == "9 h à 12 h, 14 h à 18 h 30"
    assert spans(()) == "" and clock(0) == clock(DAY) == "minuit"
    assert clock(545).replace("\u00a0", " ") == "9 h 05"
