"""The plan without a map: directions, proportions, a scale, and no mark over another."""

from itertools import combinations
from math import hypot

from ctg_site.domain.plan import APART, SIDE, plan


def test_north_is_at_the_top_and_east_on_the_right():
    (west, south, north) = plan([(50.430, 2.80), (50.425, 2.83), (50.440, 2.83)]).marks
    assert north[1] < west[1] < south[1] and west[0] < south[0]


def test_distances_keep_their_proportions():
    drawn = plan([(50.43, 2.80), (50.43, 2.82), (50.44, 2.80)])
    corner, east, north = drawn.marks
    metre = drawn.length / drawn.metres
    assert abs((east[0] - corner[0]) / metre - 1418) < 15
    assert abs((corner[1] - north[1]) / metre - 1113) < 15


def test_no_mark_hides_another_nor_leaves_the_sheet():
    drawn = plan([(50.43, 2.83)] * 24 + [(50.45, 2.86)])
    assert all(0 < x < SIDE and 0 < y < drawn.height for x, y in drawn.marks)
    near = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(drawn.marks, 2)]
    assert min(near) > APART / 3


def test_one_place_alone_makes_no_plan():
    assert plan([]) is None and plan([(50.43, 2.83)]) is None
    assert plan([(50.43, 2.83), (50.43, 2.83)]).metres == 50
