"""What is alike in people’s own words: proposed titles share a theme, paraphrases are met."""

import sys

import pytest

from ctg_site.domain.topics import SUBJECTS, said
from ctg_site.domain.word_files import lines, words_of
from tests.words import alike
from tests.words.table import HALVES

#: The least share of what is proposed that has a theme of the text; of paraphrases, that which is met.
RIGHT, MET = 0.95, 0.6


@pytest.mark.parametrize("half", HALVES)
def test_what_is_proposed_is_of_the_same_theme_and_little_is_missed(half, capsys):
    found = alike.measured(half)
    with capsys.disabled():
        sys.stdout.write(
            f"\nhalf {half}: {found.right:.1%} of {found.proposed} right, {found.recall:.1%} met"
        )
    assert found.right >= RIGHT, f"of other themes: {found.wrong}"
    assert found.recall >= MET, f"name their subject in narrow_subjects.txt: {found.missed}"


def test_the_sample_is_large_and_says_nothing_twice():
    for half in HALVES:
        titles = alike.titles(half)
        texts = [text.lower() for one in titles for text in (one.title, *one.said)]
        assert len(titles) >= 120 and len(texts) - len(titles) >= 60 and len(set(texts)) == len(texts)
        assert all(one.themes for one in titles)


def test_no_two_words_of_the_files_have_one_stem_by_chance():
    """« concert » and « concertation »: say in apart.txt which forms a word has."""
    told: dict[str, dict[str, set[str]]] = {}
    for name in (*SUBJECTS, "around.txt", "filler.txt", "frame.txt", "same.txt"):
        for number, line in enumerate(lines(name)):
            for entry in (entry for entry in line.lower().split() if "_" not in entry):
                for word in said(entry):
                    where = f"{name} {number if name in SUBJECTS else ''}"
                    told.setdefault(word, {}).setdefault(entry.rstrip("sx"), set()).add(where)
    mixed = {word: forms for word, forms in told.items() if not set.intersection(*forms.values())}
    assert not mixed, mixed


def test_each_form_of_apart_belongs_to_one_word():
    forms = " ".join(lines("apart.txt")).split()
    assert len(forms) == len(words_of("apart.txt")), [one for one in forms if forms.count(one) > 1]
