"""French words: what a search compares, what an excerpt keeps, what changed, what alerts; and French days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_site.domain import deadlines, text, town_calendar
from ctg_site.domain.alerts import Alert, alerts
from ctg_site.domain.town_calendar import REGIONS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jardins partagés", "un JARDIN partagé"),
        ("L’école", "ecoles"),
        ("œuvre", "OEUVRES"),
        ("aînés", "les aine"),
        ("Qu’habitante", "habitantes"),
        ("vélos", "un vélo"),
    ],
)
def test_the_same_stems_for_the_same_words(one, other):
    assert text.stems(one) == text.stems(other)


def test_stop_words_and_signs_are_left_out():
    assert text.words("Le jardin de l’école, et toi ?!") == ["jardin", "ecole"]
    assert text.words("") == text.words("?!… 🙂") == []


@given(st.text(max_size=400), st.integers(20, 200))
def test_an_excerpt_fits(words, length):
    cut = text.excerpt(words, length)
    assert len(cut) <= length and "\n" not in cut


def test_a_title_is_the_first_sentence():
    assert text.first_sentence("\nUn jardin. Pour tous.") == "Un jardin"
    assert len(text.first_sentence("mot " * 100)) <= 80


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_difference_holds_both_texts(before, after):
    changes = text.differences(before, after)
    assert "".join(c.text for c in changes if c.kind != "added") == before
    assert "".join(c.text for c in changes if c.kind != "removed") == after


def test_another_apostrophe_is_no_change():
    assert [one.kind for one in text.differences("L'école d'à côté", "L’école d’à côté")] == ["same"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mon logement est insalubre", [Alert.HOUSING]),
        ("Plus de chauffage depuis un mois", [Alert.HOUSING]),
        ("Mon voisin me menace", [Alert.DANGER]),
        ("Un enfant battu à côté", [Alert.CHILD]),
        ("J’ai des idées de SUICIDE", [Alert.DANGER]),
        ("Un jardin partagé pour les enfants", []),
        ("Une soirée jeux contre la solitude", []),
        ("Repeindre le hall avec les voisins", []),
    ],
)
def test_words_that_call_for_a_person(words, found):
    assert alerts(words) == found


def test_ten_working_days_jump_over_christmas():
    assert deadlines.after_working_days(date(2026, 12, 18), 10) == date(2027, 1, 5)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 30), st.sampled_from(REGIONS))
def test_working_days_count_back_and_forth(start, days, region):
    before = town_calendar.settled()
    town_calendar.settle(replace(before, region=region))
    try:
        end = deadlines.after_working_days(start, days)
        assert deadlines.is_working_day(end) and deadlines.working_days_between(start, end) == days
        assert deadlines.working_days_between(end, start) == -days
        assert end > start + timedelta(days - 1)
    finally:
        town_calendar.settle(before)


def test_working_days_are_counted_without_walking_through_them():
    first = date(2025, 12, 20)
    for length in (0, 1, 2, 5, 6, 7, 30, 400, 1500):
        for shift in range(14):
            start = first + timedelta(shift)
            end = start + timedelta(length)
            walked = sum(deadlines.is_working_day(start + timedelta(n)) for n in range(1, length + 1))
            assert deadlines.working_days_between(start, end) == walked, (start, end)
            assert deadlines.working_days_between(end, start) == -walked
