"""What code says to people: delays as they say them, the trail without a name of the code."""

from types import SimpleNamespace

import pytest

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
