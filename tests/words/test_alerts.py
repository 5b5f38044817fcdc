"""Danger in people’s own words: how much of it is recognised, and what is taken for it."""

import sys
import time

import pytest

from ctg_site.domain.alerts import Alert, alerts
from tests.words import table, weigh

#: The least share of sentences recognised with their kind; the most of titles and opinions alarmed about.
RECALL, TITLES, OPINIONS = 0.95, 0.01, 0.05
#: What is reached of the sentences by other hands, the aim being 95 %; what is alarmed about of those that
#: say hard words on purpose: a person reads the envie first.
OTHERS = {"told_kept.txt": 0.85, "told_kept_fresh.txt": 0.95}
HARD = 0.05


@pytest.mark.parametrize("half", table.HALVES)
def test_danger_is_recognised_as_people_say_it(half, capsys):
    told, missed = table.labelled(f"alarms_{half}.txt"), table.missed(half)
    recall = 1 - len(missed) / len(told)
    with capsys.disabled():
        sys.stdout.write(f"\nhalf {half}: danger recognised in {recall:.1%} of {len(told)} sentences")
    assert recall >= RECALL, f"make rules for the family of what is missed, not for one sentence: {missed}"


@pytest.mark.parametrize("half", table.HALVES)
@pytest.mark.parametrize(("kind", "most"), [("titles", TITLES), ("opinions", OPINIONS)])
def test_what_is_innocent_alarms_nobody(half, kind, most, capsys):
    name = f"innocent_{kind}_{half}.txt"
    found, among = table.false_alarms(name), len(table.sentences(name))
    with capsys.disabled():
        sys.stdout.write(f"\nhalf {half}: {len(found)} false alarms in {among} {kind}")
    several = len(found)  # a kept sentence is never printed
    assert several <= most * among, f"say in innocent.txt what these are: {found if half == 'a' else several}"


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_recognised_in_sentences_of_other_hands(name, capsys):
    """Written by hands that saw no rule; nothing is mended for them."""
    told = table.labelled(name)
    found = sum(bool(alerts(words)) for _, words in told)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: danger recognised in {found / len(told):.1%} of {len(told)} sentences")
    # a kept sentence is never printed
    assert found >= OTHERS[name] * len(told), "more sentences in told_learned_more.txt, then `make weigh`"


@pytest.mark.parametrize(("name", "most"), [("opinions_kept.txt", OPINIONS), ("calm_kept.txt", HARD)])
def test_what_other_hands_say_without_danger_alarms_little(name, most, capsys):
    calm = table.sentences(name)
    alarmed = sum(bool(alerts(words)) for words in calm)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {alarmed} false alarms in {len(calm)}")
    assert alarmed <= most * len(calm)


def test_the_weights_are_those_of_the_sentences():
    """They take a minute to weigh: what they come from has signed them."""
    written = (weigh.weighed.FILES / weigh.weighed.NAMES["families"]).read_text(encoding="utf-8")
    assert weigh.SIGNED + weigh.signature() in written, (
        "`make weigh` after a change of the sentences, of the families or of the rules"
    )


def test_the_sample_is_large_and_says_nothing_twice():
    told = [words for half in table.HALVES for _, words in table.labelled(f"alarms_{half}.txt")]
    kinds = {kind for half in table.HALVES for kind, _ in table.labelled(f"alarms_{half}.txt")}
    calm = [
        words
        for half in table.HALVES
        for kind in ("titles", "opinions")
        for words in table.sentences(f"innocent_{kind}_{half}.txt")
    ]
    assert len(told) >= 300 and len(calm) >= 550 and kinds == set(Alert)
    assert len({words.lower() for words in told + calm}) == len(told) + len(calm)


@pytest.mark.parametrize(
    "words",
    [
        "mon frère parle de suiciide",
        "elle parle de sucide",
        "sui\u00adcide",
        "s\u200bui\u2060cide",
        "ＳＵＩＣＩＤＥ",
        "il m´a frappé",
    ],
)
def test_a_wrong_letter_and_signs_that_cannot_be_seen_hide_nothing(words):
    assert alerts(words) == [Alert.DANGER]


def test_a_danger_is_recognised_at_the_end_of_a_long_envie():
    envie = "Je voudrais un jardin partagé près de la gare, avec des bancs, des fleurs et un composteur. " * 4
    assert alerts(f"{envie}Mon mari me frappe tous les soirs.") == [Alert.DANGER]
    assert alerts(envie) == []


def test_a_sentence_is_judged_in_an_instant():
    said = [words for _, words in table.labelled("told_learned.txt")[:200]]
    began = time.process_time()
    for words in said:
        alerts(words)
    assert time.process_time() - began < 0.002 * len(said)


@pytest.mark.parametrize(
    "words",
    [
        "il me la le " * 9000,
        "ma fille a mon fils est " * 5000,
        "a" * 100_000,
        "je veux plus " * 8000,
        ". " * 50_000,
    ],
)
def test_a_hostile_text_costs_what_its_length_costs(words):
    began = time.process_time()
    alerts(words)
    assert time.process_time() - began < 3
