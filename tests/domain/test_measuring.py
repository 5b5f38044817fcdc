"""Two halves make a year only as the indicator says, and never when one of them is missing."""

from dataclasses import dataclass
from datetime import date

import pytest

from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.measuring import FIRST, SECOND, OverYear, Point, has_begun, points

YEAR = CollectedPart.YEAR


@dataclass
class Held:
    part: CollectedPart
    value: float | None
    target: float | None = None
    year: int = 2026


@pytest.mark.parametrize(
    ("held", "over", "made"),
    [
        ([(FIRST, 12.0), (SECOND, 20.0)], OverYear.SUM, Point(2026, None, 32.0, 12.0, 20.0)),
        ([(FIRST, 12.0), (SECOND, 20.0)], OverYear.LAST, Point(2026, None, 20.0, 12.0, 20.0)),
        ([(FIRST, 12.0)], OverYear.SUM, Point(2026, None, None, 12.0, None, (SECOND,))),
        ([(SECOND, 20.0)], OverYear.SUM, Point(2026, None, None, None, 20.0, (FIRST,))),
        ([(FIRST, 12.0)], OverYear.LAST, Point(2026, None, 12.0, 12.0, None, (SECOND,))),
        ([(FIRST, 0.0), (SECOND, None)], OverYear.LAST, Point(2026, None, 0.0, 0.0, None, (SECOND,))),
        ([(FIRST, None), (SECOND, None)], OverYear.SUM, Point(2026)),
        ([(YEAR, 30.0), (FIRST, 12.0), (SECOND, 20.0)], OverYear.SUM, Point(2026, None, 30.0, 12.0, 20.0)),
        ([(FIRST, 0.1), (SECOND, 0.2)], OverYear.SUM, Point(2026, None, 0.3, 0.1, 0.2)),
    ],
)
def test_a_year_is_made_of_its_halves_as_the_indicator_says(held, over, made):
    assert points([Held(*one) for one in held], over) == {2026: made}


def test_what_was_aimed_at_in_a_year_stays_beside_its_halves():
    held = [Held(YEAR, None, 50.0), Held(FIRST, 12.0)]
    assert points(held, OverYear.LAST)[2026].target == 50.0


@pytest.mark.parametrize(
    ("part", "on", "begun"),
    [
        (SECOND, date(2026, 6, 30), False),
        (SECOND, date(2026, 7, 1), True),
        (FIRST, date(2026, 1, 1), True),
        (YEAR, date(2025, 12, 31), False),
    ],
)
def test_a_half_begins_on_its_first_day(part, on, begun):
    assert has_begun(2026, part, on) is begun
