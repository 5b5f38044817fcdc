"""Which passwords are refused, and why."""

import pytest

from ctg_site.domain.passwords import Weakness, weakness

ABOUT = ("Zoé Le Goff", "zoe.legoff@example.org", "Lens")


@pytest.mark.parametrize(
    "password",
    [
        "une phrase de passe pour les tests",
        "le jardin de la rue bleue",
        "le chat dort sous la table verte",
        "kX9$wq!Tz0Lm4p",
        "j ai vu un chat sur le mur",
        "93857204618253",
        "Zoé mange du brocoli violet",
        "pass-partout rouge brique 41",
        "🦊🐙🌵🚲🎈🧀🪁🦉🍄🛶🧦🪵🌂🐌",
    ],
)
def test_what_is_long_and_not_predictable_is_taken(password):
    assert weakness(password, ABOUT) is None


@pytest.mark.parametrize("password", ["", "court", "X$9!qL0z&", "treize signes", "un deux un deux"[:13]])
def test_fourteen_signs_or_seven_words(password):
    assert weakness(password, ABOUT) is Weakness.SHORT


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse2026!",
        "M0tDeP@sse2026!!",
        "Mot de passe 123",
        "azertyuiopqsdfgh",
        "AZERTY123456789",
        "12345678901234",
        "1q2w3e4r5t6y7u8i",
        "correct horse battery staple",
        "Il était une fois",
        "Envies d'agir 2026",
        "Racing Club de Lens 1906",
        "a b c d e f g",
        "jennifer19871987",
        "1987 elizabeth 2001",
        "liverpool chelsea",
    ],
)
def test_what_everybody_tries_first_is_refused(password):
    assert weakness(password, ABOUT) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    ["abricotabricot", "zzzzzz zzzzz zzzzz", "aaaaaaaaaaaaaa", "bleu bleu bleu bleu", "4242424242424242"],
)
def test_what_repeats_itself_is_refused(password):
    assert weakness(password, ABOUT) is Weakness.REPEATED


@pytest.mark.parametrize(
    "password", ["zoe.legoff@example.org", "Zoé Le Goff 1990", "legoff-zoe-lens-62", "Lens, ville de Lens"]
)
def test_ones_own_name_is_refused(password):
    assert weakness(password, ABOUT) is Weakness.PERSONAL
