"""What the process keeps is bounded, and what somebody makes up takes no room from what all read."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from ctg_site.web.kept_pages import ASKED_PART, BESIDE, KeptPage, KeptPages, Key

MOST = 40 * BESIDE


def page(weight=BESIDE):
    return KeptPage(b"x" * (weight - BESIDE), (), (), '"tag"', (), (), 0, 0, datetime.now(UTC), 0)


def key(number, query=""):
    return Key("http", f"/envies/{number}", query, "br")


def test_the_least_recently_read_goes_first():
    kept, room = KeptPages(MOST), (MOST - MOST // ASKED_PART) // BESIDE
    for number in range(room):
        kept.put(key(number), page())
    assert kept.find(key(0)) is not None
    kept.put(key(room), page())
    assert kept.find(key(0)) is not None and kept.find(key(1)) is None
    assert kept.weight <= MOST


def test_addresses_that_somebody_makes_up_take_no_room_from_the_others():
    kept = KeptPages(MOST)
    kept.put(key(1), page())
    for number in range(1000):
        kept.put(key(1, f"apres={number}"), page())
    assert kept.find(key(1)) is not None and kept.find(key(1, "apres=999")) is not None
    assert kept.weight <= BESIDE + MOST // ASKED_PART


def test_what_is_too_large_is_not_kept_and_takes_nothing_away():
    kept = KeptPages(MOST)
    kept.put(key(1), page())
    kept.put(key(2), page(MOST))
    assert kept.find(key(2)) is None and kept.find(key(1)) is not None
    kept.put(key(1), page(MOST))
    assert kept.find(key(1)) is None and not kept.weight


def test_threads_may_keep_and_drop_at_once():
    kept = KeptPages(MOST)

    def work(first):
        for number in range(2000):
            kept.put(key(first + number % 50), page())
            kept.find(key(number % 60))
            kept.drop([key(number % 50)])

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, range(4)))
    finally:
        sys.setswitchinterval(usual)
    kept.drop(key(number) for number in range(60))
    assert not kept.weight
