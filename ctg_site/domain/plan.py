"""A plan without a map: places by their coordinates, on a sheet, north at the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians

#: A degree of latitude, in metres.
DEGREE = 111_320
SIDE, MARGIN, APART = 640.0, 34.0, 34.0
ROUND_LENGTHS = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet of `width` by `height`, a mark for each place in the order given, and a scale in metres."""

    width: int
    height: int
    marks: tuple[tuple[float, float], ...]
    metres: int
    length: float


def plan(places: Sequence[tuple[float, float]]) -> Plan | None:
    """The plan of (latitude, longitude); None for less than two: one mark alone says nothing."""
    if len(places) < 2:
        return None
    middle = sum(latitude for latitude, _ in places) / len(places)
    east = [longitude * cos(radians(middle)) * DEGREE for _, longitude in places]
    north = [latitude * DEGREE for latitude, _ in places]
    wide = max(max(east) - min(east), max(north) - min(north), 200.0)
    scale = (SIDE - 2 * MARGIN) / wide
    height = (max(north) - min(north)) * scale + 2 * MARGIN
    marks = [
        (MARGIN + (x - min(east)) * scale, MARGIN + (max(north) - y) * scale)
        for x, y in zip(east, north, strict=True)
    ]
    height = max(height, 4 * MARGIN)
    metres = max(length for length in ROUND_LENGTHS if length == ROUND_LENGTHS[0] or length <= wide / 3)
    spread = tuple((round(x, 1), round(y, 1)) for x, y in _apart(marks, height))
    return Plan(int(SIDE), int(height), spread, metres, round(metres * scale, 1))


def _apart(marks: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """The marks moved a little, so that none hides another."""
    for _ in range(60):
        moved = False
        for j, i in combinations(range(len(marks)), 2):
            dx, dy = marks[i][0] - marks[j][0], marks[i][1] - marks[j][1]
            far = hypot(dx, dy)
            if far >= APART:
                continue
            moved = True
            if far < 0.01:
                dx, dy, far = 1.0, 0.1 * i, hypot(1.0, 0.1 * i)
            push = (APART - far) / 2 / far
            marks[i] = _within(marks[i][0] + dx * push, marks[i][1] + dy * push, height)
            marks[j] = _within(marks[j][0] - dx * push, marks[j][1] - dy * push, height)
        if not moved:
            break
    return marks


def _within(x: float, y: float, height: float) -> tuple[float, float]:
    return min(max(x, MARGIN), SIDE - MARGIN), min(max(y, MARGIN), height - MARGIN)
