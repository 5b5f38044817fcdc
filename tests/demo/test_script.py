"""The demonstration's file: invented from end to end, believable, and always in the past."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ctg_site.demo import script
from ctg_site.domain.alerts import alerts
from ctg_site.domain.answers import ASKED
from ctg_site.domain.deadlines import is_working_day
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AgeBand, Channel, ContactWay, ProposerKind, Visibility

A_MORNING = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
SOURCE = script.LENS.read_text()
FICTION = re.compile(r"03 53 01 \d\d \d\d|06 39 98 \d\d \d\d")
MOMENTS = [
    A_MORNING,
    datetime(2027, 1, 1, 0, 4, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
    datetime(2026, 8, 16, 12, 0, tzinfo=UTC),
]


@pytest.fixture(scope="module")
def scenario():
    return script.read(A_MORNING)


def answered(scenario, name):
    return [wish.answers.get(name) for wish in scenario.wishes]


def test_it_is_varied(scenario):
    assert len(scenario.wishes) == 33
    assert {wish.channel for wish in scenario.wishes} == set(Channel)
    for name, choices in {
        "proposer_kind": ProposerKind,
        "age_band": AgeBand,
        "way": ContactWay,
        "visibility": Visibility,
        "district": scenario.districts,
        "structure": {place.slug for place in scenario.places if place.receives},
    }.items():
        assert set(answered(scenario, name)) - {None} == {str(choice) for choice in choices}, name
        assert name == "age_band" or None in answered(scenario, name), f"{name}: somebody says nothing"
    names = [name for name in answered(scenario, "first_name") if name]
    assert len(names) == len(set(names)) > 20


def test_texts_are_short_long_and_absent(scenario):
    lengths = sorted(len(text or "") for text in answered(scenario, "text"))
    assert lengths[:2] == [0, 0] and lengths[2] < 25
    assert 1400 < lengths[-1] <= ASKED["text"].most
    assert all(bool(wish.answers.get("talk")) != bool(wish.answers.get("text")) for wish in scenario.wishes)


def test_under_fifteen_nothing_personal_is_even_written(scenario):
    children = [wish for wish in scenario.wishes if wish.answers.get("age_band") == AgeBand.UNDER_15]
    personal = {"way", "phone", "email", "address", "first_name"}
    assert children and not any(personal & set(wish.answers) for wish in children)
    assert Visibility.FIRST_NAME not in {wish.answers["visibility"] for wish in children}


def test_every_number_and_address_is_for_fiction():
    for number in re.findall(r"(?:\+33|0)[ .]?[1-9](?:[ .]?\d\d){4}", SOURCE):
        assert FICTION.fullmatch(number), number
    assert set(re.findall(r"\w@([\w.-]+)", SOURCE)) == {"example.org"}


def test_every_place_says_that_it_is_invented(scenario):
    assert all("de démonstration" in place.name for place in scenario.places)
    assert "Lens" not in SOURCE.partition("\n")[2], "nothing is told about the real town"


def test_only_the_housing_envies_alert(scenario):
    alarming = {wish.key: alerts(wish.answers.get("text", "")) for wish in scenario.wishes}
    assert {key: found for key, found in alarming.items() if found} == {
        "humidite": ["housing"],
        "chauffage": ["housing"],
    }


def test_staff_words_are_typeset_and_residents_words_are_theirs(scenario):
    by_staff = [text for w in scenario.wishes for s in w.steps if s.by for text in (s.text, s.title)]
    assert not [text for text in by_staff if re.search(r" [:;?!»]|« |\w'\w|\.\.\.", text)]
    assert any("'" in (text or "") for text in answered(scenario, "text"))


def test_staff_words_fit_the_forms(scenario):
    for wish in scenario.wishes:
        for step in wish.steps:
            assert len(step.title) <= 120 and len(step.text) <= 1500, f"{wish.key}: {step.did}"


def test_there_is_an_account_for_each_role_and_four_eyes(scenario):
    assert {colleague.role for colleague in scenario.staff} == set(Role)
    agents = [colleague for colleague in scenario.staff if colleague.role is Role.AGENT]
    assert sum("la-lune" in agent.structures for agent in agents) == 2
    passwords = [colleague.password for colleague in scenario.staff]
    assert len(set(passwords)) == len(passwords) and min(map(len, passwords)) >= 20


@pytest.mark.parametrize("until", MOMENTS, ids=str)
def test_all_is_past_and_in_order_whenever_it_is_loaded(until):
    scenario = script.read(until)
    sent = [wish.sent for wish in scenario.wishes]
    assert sent == sorted(sent) and until - timedelta(days=440) < sent[0]
    for wish in scenario.wishes:
        moments = [moment.timestamp() for moment in (wish.sent, *(step.when for step in wish.steps), until)]
        assert moments == sorted(set(moments)), wish.key


def test_the_staff_act_on_working_days(scenario):
    acts = [(w.key, s.when) for w in scenario.wishes for s in w.steps if s.by not in {None, script.SITE}]
    assert not [(key, when) for key, when in acts if not is_working_day(when.date())]
    at_the_centre = [w for w in scenario.wishes if w.channel in script.AT_THE_CENTRE]
    assert not [w.key for w in at_the_centre if not is_working_day(w.sent.date())]
