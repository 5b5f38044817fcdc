"""What the bilan draws: the houses of its street, the columns of its years; figures alone, no words."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The room of a column, its width, the height of the tallest, what stands above for its figure.
ROOM, WIDTH, HEIGHT, ABOVE = 72, 44, 96, 20


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column of a chart, in the units of its drawing; `middle` is where its words stand."""

    label: str
    value: int
    x: int
    y: float
    height: float

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart by year: its size, its columns."""

    columns: tuple[DrawnColumn, ...]

    @property
    def width(self) -> int:
        return max(len(self.columns), 1) * ROOM

    @property
    def height(self) -> int:
        return ABOVE + HEIGHT + ABOVE


def columns(values: Sequence[tuple[str, int]]) -> ColumnChart:
    """From labels and values, in their order; the largest value fills the height."""
    most = max((value for _, value in values), default=0) or 1
    heights = [round(HEIGHT * value / most, 1) for _, value in values]
    return ColumnChart(
        tuple(
            DrawnColumn(label, value, place * ROOM + (ROOM - WIDTH) // 2, ABOVE + HEIGHT - tall, tall)
            for place, ((label, value), tall) in enumerate(zip(values, heights, strict=True))
        )
    )


@dataclass(frozen=True, slots=True)
class Pane:
    """A window of a house."""

    x: int
    y: int
    is_lit: bool


def panes(lit: int) -> tuple[Pane, ...]:
    """Six windows, lit from the ground up."""
    places = [(x, y) for y in (31, 24, 17) for x in (5, 14)]
    return tuple(Pane(x, y, place < lit) for place, (x, y) in enumerate(places))
