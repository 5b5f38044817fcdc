"""What counts may be told of people: no group that shows somebody, alone or by a difference."""

import random

import pytest

from ctg_site.domain.results import SMALLEST, grouped, may_tell_again, points


@pytest.mark.parametrize(
    ("counts", "told", "others"),
    [
        ({}, {}, 0),
        ({"a": 12}, {"a": 12}, 0),
        ({"a": 12, "b": 5}, {"a": 12, "b": 5}, 0),
        ({"a": 12, "b": 3, "c": 2}, {"a": 12}, 5),
        ({"a": 12, "b": 8, "c": 3}, {"a": 12}, 11),
        ({"a": 12, "b": 1}, {}, 13),
        ({"a": 3}, {}, 3),
    ],
)
def test_small_groups_are_merged(counts, told, others):
    assert grouped(counts) == (told, others)


def test_no_group_of_a_few_is_ever_told_nor_left_to_a_subtraction():
    chance = random.Random(3)
    for _ in range(2000):
        counts = {way: chance.choice((0, 1, 2, 3, 4, 5, 6, 30)) for way in range(6)}
        told, others = grouped(counts)
        total = sum(counts.values())
        assert all(count >= SMALLEST for count in told.values())
        assert sum(told.values()) + others == total
        assert others == 0 or others >= SMALLEST or not told


@pytest.mark.parametrize(
    ("before", "people", "may"),
    [(None, 3, True), (41, 41, True), (41, 42, False), (41, 45, False), (41, 46, True), (41, 38, False)],
)
def test_a_few_more_people_are_not_shown_by_telling_again(before, people, may):
    assert may_tell_again(before, people) is may


def test_points_fall_by_one_at_each_rank():
    assert points([(1, 10), (2, 4), (3, 1)], most=3) == 39
    assert points([(5, 2)], most=3) == 0
