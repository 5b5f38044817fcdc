"""How much two envies look alike, and the words that say so."""

import pytest

from ctg_site.domain.text import likeness


def test_the_words_are_those_of_the_other_text_as_written_in_its_order():
    found = likeness("Un jardin pour cultiver des légumes", "Cultiver des Légumes dans les JARDINS, légume !")
    assert found.words == ("cultiver", "légumes", "jardins")
    assert found.score == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("Un jardin", ""),
        ("de la", "de la"),
        ("Un jardin", "Une fête"),
        ("Plan 1 a", "Le 1 a raison"),
    ],
)
def test_nothing_in_common(one, other):
    assert likeness(one, other).score == 0 and likeness(one, other).words == ()


def test_the_closest_comes_first():
    near = likeness("Un jardin partagé près de l’école", "Un jardin partagé")
    far = likeness("Un jardin partagé près de l’école", "Un jardin, une fête, un banc et des jeux")
    assert near.score > far.score > 0
