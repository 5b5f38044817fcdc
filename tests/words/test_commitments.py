"""Commitments read in people’s own words: what is proposed is right, and nothing rather than a guess."""

import pytest

from ctg_site.domain.likely_commitments import Aim, likely
from tests.words import commitments

#: The least share of what is proposed that a reader of the act would tick; of titles, that which is answered.
PRECISION, ANSWERED = 0.8, 0.4


@pytest.mark.parametrize("name", commitments.LISTS)
def test_what_is_proposed_is_right(name):
    found = commitments.measured(name)
    assert found.precision >= PRECISION, f"nothing is better than these: {found.wrong}"
    assert found.answered >= ANSWERED * found.titles


def test_the_sample_is_large_and_names_the_convention_alone():
    known = {one.code for one in commitments.aims()}
    told = [line for half in ("a", "b") for line in commitments.labelled(f"commitments_{half}.txt")]
    assert len(told) >= 100 and len({title for _, title in told}) == len(told)
    assert {code for codes, _ in told for code in codes.split(", ")} - {"-"} <= known
    assert set(commitments.named()) == {one.key for one in commitments.aims()} - {
        "cv-specificites",
        "tr-cooperations",
    }


OTHERS = [
    Aim(
        "A1",
        "",
        "Développer l’accueil des tout-petits",
        "Des crèches et des relais d’assistantes maternelles.",
    ),
    Aim("A2", "", "Réduire la fracture numérique", "Former à l’ordinateur et aux démarches en ligne."),
    Aim("B1", "", "Un habitat sain", "Repérer les logements indignes, lutter contre les moisissures."),
]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Des crèches et des assistantes maternelles", "A1", ("crèches", "assistantes maternelles")),
        ("Réduire la fracture numérique des anciens", "A2", ("fracture numérique",)),
        ("Il y a des moisissures, l’habitat est indigne", "B1", ("moisissures", "habitat", "indigne")),
    ],
)
def test_another_convention_is_read_by_its_own_texts(text, code, words):
    (found,) = likely(text, OTHERS)
    assert (found.code, found.words) == (code, words)


@pytest.mark.parametrize("text", ["", "Bonjour", "Un parc à chiens", "ли", "x" * 10_000, "de la " * 3_000])
def test_nothing_is_proposed_rather_than_a_guess(text):
    assert likely(text, OTHERS) == [] and likely(text, commitments.aims()) == [] and likely(text, []) == []


def test_three_at_most():
    text = "crèche, soutien scolaire, ordinateur, logement insalubre, fête des voisins, bafa, aidants"
    assert len(likely(text, commitments.aims())) == 3
