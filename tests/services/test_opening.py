"""The key of a form tells people from machines, on whatever day and whatever the clock does."""

from datetime import timedelta

import pytest

from ctg_site.services.opening import new_key, seen_by_a_person


@pytest.mark.parametrize(
    ("passed", "person"),
    [
        (timedelta(seconds=1), False),
        (timedelta(seconds=3), True),
        (timedelta(days=2), True),
        (timedelta(hours=-1), True),
    ],
)
def test_only_haste_looks_like_a_machine(app, clock, human_pace, passed, person):
    """A clock set back one hour makes nobody a machine."""
    key = new_key()
    clock.shift(passed)
    assert seen_by_a_person(key) is person


def test_a_forged_key_is_no_persons(app, clock):
    key = new_key()
    clock.shift(timedelta(minutes=5))
    assert not seen_by_a_person(key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert not seen_by_a_person("")
