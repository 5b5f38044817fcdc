"""Alike or not, measured on labelled pairs: what is shown is nearly always right, little is missed."""

import pytest

from ctg_site.domain.similar import THRESHOLD, Candidate, closest, likeness, neighbours, sought
from tests.domain.similar_pairs import HELD_OUT, TUNED


def measured(pairs):
    """Precision, recall, and the pairs that were judged wrongly."""
    judged = [(same, likeness(one, other) >= THRESHOLD, f"{one} | {other}") for same, one, other in pairs]
    right = sum(same and found for same, found, _ in judged)
    shown, alike = sum(found for _, found, _ in judged), sum(same for same, _, _ in judged)
    return right / shown, right / alike, [words for same, found, words in judged if same != found]


@pytest.mark.parametrize("pairs", [TUNED, HELD_OUT], ids=["chosen with", "held out"])
def test_precision_and_recall(pairs, record_property):
    precision, recall, wrong = measured(pairs)
    record_property("figures", f"alike: {len(pairs)} pairs, precision {precision:.2f}, recall {recall:.2f}")
    assert precision >= 0.9 and recall >= 0.9, wrong


def test_there_are_pairs_enough():
    assert len(TUNED) >= 60 and len(HELD_OUT) >= 40
    assert len({pair[1:] for pair in TUNED + HELD_OUT}) == len(TUNED) + len(HELD_OUT)


@pytest.mark.parametrize("pair", TUNED[:20] + HELD_OUT[:20], ids=lambda pair: pair[1][:30])
def test_likeness_is_the_same_both_ways(pair):
    assert likeness(pair[1], pair[2]) == pytest.approx(likeness(pair[2], pair[1]), abs=0.12)


@pytest.mark.parametrize("text", ["", " ", "de la", "😀", "!!!", "1 2 3", "x" * 10_000, "a " * 5_000, "\x00"])
def test_odd_texts_look_like_nothing(text):
    assert closest(text, [Candidate(1, "Un jardin", "Des légumes")]) == [] and len(sought(text)) <= 12_000


def test_a_long_text_is_told_by_its_title():
    text = "Nous sommes plusieurs voisines. " * 20
    assert closest("un jardain", [Candidate(1, "Un jardin partagé", text), Candidate(2, "Un bal", text)]) == [
        1
    ]


def test_the_words_looked_for_hold_the_same_things_named_otherwise():
    assert sought("Un potager pour tous") == "potager" and "jardin" in neighbours("Un potager pour tous")
    assert len(neighbours("jardin chien vélo école livre musique sport repas")) <= 80


@pytest.mark.parametrize("town", ["Lens", "Bréval-sur-Ombre", "Le Havre"])
def test_the_name_of_any_town_makes_nothing_alike(town):
    told = [Candidate(1, f"Des bancs à {town}", f"Je voudrais des bancs à {town}.")]
    wanted = f"Une ludothèque à {town}"
    assert closest(wanted, told, town=town) == [] and "bancs" not in sought(wanted, town)
    assert not set(sought(wanted, town).split()) & set(sought(town).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rénover le mobilier", "Favoriser les mobilités"),
        ("Une ludothèque mobile", "Favoriser les mobilités"),
        ("Un local en rez-de-chaussée", "La chaussée de la rue Pasteur"),
        ("Un bus pour aller au marché", "Une heure de marche"),
        ("Un concert", "Une concertation"),
        ("Une permanence de la CAF", "Un café"),
        ("Équiper les crèches du 20e", "Équiper les cimetières du 20e"),
        ("Des bancs dans l’espace public", "Des caméras dans l’espace public"),
        ("Un parc dans les quartiers populaires", "Des caméras dans les quartiers populaires"),
        ("Améliorer les conditions d’accueil des bains", "Améliorer les conditions d’accueil des bébés"),
    ],
)
def test_words_that_look_alike_or_say_nothing_make_nothing_alike(one, other):
    assert likeness(one, other) < THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Les écoles Jean Macé", "Un potager rue Jean Macé"),
        ("Une médiathèque", "Une médiation"),
        ("Un chantier", "Un chant"),
        ("Une ferme", "Un guichet fermé"),
        ("Le numéro de la mairie", "Le numérique"),
        ("Mon mari décédé", "Un budget décidé"),
        ("Un marché de producteurs", "Des toilettes au marché"),
        ("Après le travail, des paniers", "Trouver du travail"),
    ],
)
def test_neither_whose_name_a_street_bears_nor_where_it_is_makes_anything_alike(one, other):
    assert likeness(one, other) < THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ceux qui recrutent", "Trouver un emploi"),
        ("Réparer mon grille-pain", "Repair café tous les mois"),
        ("Faire taire le vacarme", "Moins de bruit"),
        ("Un endroit pour les SDF", "Une maison pour les sans-abri"),
    ],
)
def test_verbs_as_they_are_said_and_other_words_for_the_same_make_alike(one, other):
    assert likeness(one, other) >= THRESHOLD


GARDEN = "باغچه برای کودکان"


def test_another_alphabet_is_compared_by_its_own_words():
    told = [Candidate(1, f"{GARDEN} jardin", "")]
    assert closest("Un jardin", told) == [] and closest(GARDEN, told) == [1]
    assert closest(
        "सामुदायिक बगीचा", [Candidate(1, "सामुदायिक बगीचा", ""), Candidate(2, "बच्चों का पुस्तकालय", "")]
    ) == [1]
    assert closest(f"{GARDEN} jardin", [Candidate(1, "Un jardin", "")]) == []
