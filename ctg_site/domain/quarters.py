"""A schematic plan of the town: its districts as tiles, where the small file of each town puts them."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .text import fold

FOLDER = Path(__file__).with_name("plans")
#: So many tiles a row where no file says more; a tile, what parts two, the signs that a line of it holds.
COLUMNS, WIDTH, HEIGHT, GAP, SIGNS = 3, 104, 112, 6, 12


@dataclass(frozen=True, slots=True)
class Tile:
    """A district: the word of its address, its name in lines, where it stands."""

    word: str
    name: str
    x: int
    y: int
    width: int
    height: int

    @property
    def lines(self) -> list[str]:
        return textwrap.wrap(self.name, SIGNS * self.width // WIDTH, max_lines=3, placeholder="…")

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class TownPlan:
    """All its tiles; `is_placed` when a file says where they are: else they follow the alphabet."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    is_placed: bool


def layout(town: str) -> list[list[str]]:
    """The rows of the file of this town; none when it has none."""
    file = FOLDER / f"{''.join(sign for sign in fold(town) if sign.isalnum())}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def town_plan(town: str, districts: Mapping[str, str]) -> TownPlan:
    """The plan of these districts, by word; those that the file does not place come beneath it."""
    rows = layout(town)
    placed = {word for row in rows for word in row} & districts.keys()
    left = [word for word in districts if word not in placed]
    rows = rows if placed else []
    rows += [left[start : start + COLUMNS] for start in range(0, len(left), COLUMNS)]
    tiles = tuple(_tile(word, districts[word], list(_cells(word, rows))) for word in districts)
    columns = max((len(row) for row in rows), default=1)
    size = columns * (WIDTH + GAP) - GAP, max(len(rows), 1) * (HEIGHT + GAP) - GAP
    return TownPlan(tiles, *size, is_placed=bool(placed) and not left)


def _cells(word: str, rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    return ((x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one == word)


def _tile(word: str, name: str, cells: list[tuple[int, int]]) -> Tile:
    """The rectangle that holds all its cells."""
    first, top = min(x for x, _ in cells), min(y for _, y in cells)
    wide, tall = max(x for x, _ in cells) - first + 1, max(y for _, y in cells) - top + 1
    corner = first * (WIDTH + GAP), top * (HEIGHT + GAP)
    return Tile(word, name, *corner, wide * (WIDTH + GAP) - GAP, tall * (HEIGHT + GAP) - GAP)
