"""What code says to people: delays as they say them, the trail without a name of the code."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_decimal

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


def test_what_is_written_without_the_library_is_what_it_writes():
    for value in (0, 1, -1, 7, 999, -999, 1000, -1000, 12345, 0.5, 1234.5):
        assert french.number(value) == format_decimal(value, locale="fr")
    for hour, minute in ((0, 0), (9, 5), (12, 30), (23, 59)):
        instant = datetime(2026, 3, 1, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))
        assert french.hour(instant) == f"{hour}\u00a0h\u00a0{minute:02}"
    assert french.day(date(2026, 3, 1)) == "1er mars 2026"
    assert french.weekday(date(2026, 12, 1)) == "mardi 1er décembre"
