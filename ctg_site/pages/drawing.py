"""The street of the home page: its houses, and which of their windows are lit; figures alone, no words."""

from dataclasses import dataclass

from ctg_site.domain.bilan import worth

#: The code and the height of each house; the pit-head stands between the fourth and the fifth.
HOUSES = (("PE", 96), ("PA", 116), ("JE", 102), ("AVS", 124), ("NUM", 106), ("CV", 118), ("TR", 98))
#: The middle of the drawing, which is all that a telephone shows; the room of a house, that of the pit-head.
MIDDLE, ROOM, PIT = 1300, 89, 156
#: Where the windows of a house are: in columns from its left wall, in rows from the top of its walls.
COLUMNS, ROWS = (12, 36, 60), (6, 30)
#: Which houses light their windows first: those around the pit-head.
NEAREST = (3, 4, 2, 5, 1, 6, 0)
MOST_LIT = len(HOUSES) * len(COLUMNS) * len(ROWS)


@dataclass(frozen=True, slots=True)
class StreetWindow:
    x: int
    y: int
    is_lit: bool


@dataclass(frozen=True, slots=True)
class StreetHouse:
    code: str
    height: int
    x: int
    windows: tuple[StreetWindow, ...]


@dataclass(frozen=True, slots=True)
class Street:
    """`each`: how many realised envies a lit window stands for; `pit`: where the pit-head begins."""

    realised: int
    each: int
    houses: tuple[StreetHouse, ...]
    pit: int = MIDDLE - PIT // 2


def street(realised: int) -> Street:
    """A window lit for each realised envie, the nearest houses first, one window of each before another."""
    each = worth(realised, MOST_LIT)
    lit = -(-realised // each)
    places = [(house, place) for place in range(MOST_LIT // len(HOUSES)) for house in NEAREST][:lit]
    return Street(realised, each, tuple(_house(index, set(places)) for index in range(len(HOUSES))))


def _house(index: int, lit: set[tuple[int, int]]) -> StreetHouse:
    code, height = HOUSES[index]
    after = index > len(HOUSES) // 2
    x = MIDDLE + (PIT // 2 if after else -PIT // 2) + ROOM * (index - len(HOUSES) // 2 - 1)
    spots = [(column, row - height) for row in ROWS for column in COLUMNS]
    windows = (StreetWindow(*spot, (index, place) in lit) for place, spot in enumerate(spots))
    return StreetHouse(code, height, x, tuple(windows))
