"""What the domain computes is the same for one thread and for many."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from ctg_site.domain import text

BEGINNINGS = (
    "jardin cuisin atel amén réparat vél lectur fabriqu chant promen concert habit solid particip".split()
)
MIDDLES = ("", "i", "is", "at", "iv", "ement", "ell")
ENDINGS = "age ages ation ations eur euse euses ement eux ieux able ables iste ismes ité ités aient".split()
#: Eight long texts of different words.
WORDS = ["".join(parts) for parts in product(BEGINNINGS, MIDDLES, ENDINGS)]
TEXTS = [" ".join(WORDS[start::8]) for start in range(8)]


@pytest.fixture
def in_a_hurry():
    """Threads that take turns as often as the interpreter lets them."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_eight_threads_find_the_stems_of_one(in_a_hurry):
    alone = [text.stems(one) for one in TEXTS]
    text._cut.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(text.stems, TEXTS))
    assert together == alone


def test_an_endless_word_is_its_own_stem_and_is_not_kept():
    before = text._cut.cache_info().currsize
    endless = "aménagements" * 400
    assert text.stems(endless) == [text.fold(endless)]
    assert text._cut.cache_info().currsize == before
