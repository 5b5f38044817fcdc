"""What code says to people: delays as they say them, the trail without a name of the code."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from ctg_site.words import french
from ctg_site.words.french import working
from ctg_site.words.trail import audit_detail


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 jour de travail"),
        (5, "une semaine"),
        (7, "7 jours de travail"),
        (10, "deux semaines"),
        (55, "55 jours de travail"),
    ],
)
def test_a_delay_is_said_in_weeks_when_it_is_some(days, said):
    assert working(days).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("event", "detail", "said"),
    [
        ("decision", "True", "publiée"),
        ("decision", "keep_private", "Suivre sans publier"),
        ("entered_for", "desk", "Accueil du centre"),
        ("report_answered", "hidden", "Ce n’est plus visible"),
        ("setting_changed", "phrase, place", "phrase, place"),
    ],
)
def test_the_trail_says_words_for_what_a_list_holds(event, detail, said):
    assert audit_detail(SimpleNamespace(event=event, detail=detail)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *((0, "0"), (-1, "-1"), (999, "999"), (-1000, "-1_000"), (12345, "12_345"), (1234567, "1_234_567")),
        *((0.5, "0,5"), (-0.25, "-0,25"), (3.0, "3"), (100.0, "100"), (1234.5, "1_234,5")),
        *((2.0005, "2"), (2.0015, "2,002"), (999.9996, "1_000")),
    ],
)
def test_a_number_has_its_comma_and_thin_spaces(value, said):
    assert french.number(value) == said.replace("_", "\u202f")


def test_an_amount_has_two_decimals_or_none():
    assert french.euros(1200.0) == "1\u202f200\u00a0€" and french.euros(0.5) == "0,50\u00a0€"
    assert french.cents(120_000) == "1\u202f200\u00a0€" and french.cents(1250) == "12,50\u00a0€"
    assert french.euros(None) == "non renseigné"


def test_an_instant_is_said_as_people_say_it():
    for hour, minute in ((0, 0), (9, 5), (12, 30), (23, 59)):
        instant = datetime(2026, 3, 1, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))
        assert french.hour(instant) == f"{hour}\u00a0h\u00a0{minute:02}"
    assert french.day(date(2026, 3, 1)) == "1er mars 2026"
    assert french.weekday(date(2026, 12, 1)) == "mardi 1er décembre"
    assert french.day(date(2026, 8, 31)) == "31 août 2026"
    assert [french.weekday(date(2026, 2, day)) for day in (1, 28)] == [
        "dimanche 1er février",
        "samedi 28 février",
    ]
