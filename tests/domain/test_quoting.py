"""A quotation repeats somebody's words, whole and in their order, and tells its cuts."""

import pytest

from ctg_site.domain.quoting import quotation

TEXT = "Je ne suis pas d’accord.\nIl manque un parc, des bancs et de l’ombre pour les enfants."


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Il manque un parc", "Il manque un parc"),
        (TEXT, "Je ne suis pas d’accord. Il manque un parc, des bancs et de l’ombre pour les enfants."),
        ("Il manque un parc […] pour les enfants.", "Il manque un parc […] pour les enfants."),
        ("[...] Il manque un parc[...]et de l’ombre", "[…] Il manque un parc […] et de l’ombre"),
        ("d’accord. Il  manque\u00a0un parc", "d’accord. Il manque un parc"),
        ("pas d'accord", "pas d’accord"),
    ],
)
def test_words_of_theirs(words, read):
    assert quotation(words, TEXT) == read


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[…]",
        "…",
        "Il manque deux parcs",
        "il manque un parc",
        "Il manque un parc pour les enfants",
        "pour les enfants […] Il manque un parc",
        "anque un par",
        "Je suis d’accord",
        "Il manque un parc, a dit Léa",
        "un parc […] un parc",
    ],
)
def test_words_that_are_not_theirs(words):
    assert quotation(words, TEXT) is None


def test_an_answer_full_of_signs_is_no_pattern():
    assert quotation("(a+)+ $5 [x]", "C’est (a+)+ $5 [x] !") is None
    assert quotation("abc (a+)+ $5 [x]", "abc (a+)+ $5 [x] !") == "abc (a+)+ $5 [x]"
