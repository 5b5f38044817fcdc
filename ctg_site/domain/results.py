"""What a consultation may tell of the people who answered it: no group so small that it shows somebody."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

#: A smaller group is never counted apart.
SMALLEST = 5

K = TypeVar("K")


def is_shown(people: int) -> bool:
    """Whether what these people answered may be told."""
    return people >= SMALLEST


def grouped(counts: Mapping[K, int]) -> tuple[dict[K, int], int]:
    """The groups large enough to be told, the largest first, and how many people are in none of them.

    Those others are nobody, or a group large enough too: else the smallest group told joins them, since
    the total would tell the difference.
    """
    told = dict(sorted((pair for pair in counts.items() if pair[1] >= SMALLEST), key=lambda one: -one[1]))
    others = sum(counts.values()) - sum(told.values())
    while 0 < others < SMALLEST and told:
        others += told.popitem()[1]
    return told, others


def may_tell_again(before: int | None, people: int) -> bool:
    """Whether new counts beside those already published would not show what one or two people answered."""
    return before is None or before == people or abs(people - before) >= SMALLEST


def points(ranks: Iterable[tuple[int, int]], most: int) -> int:
    """What a choice gathers: `most` points each time it comes first, one less at each rank after."""
    return sum(max(most - rank + 1, 0) * people for rank, people in ranks)
