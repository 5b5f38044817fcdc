"""How a chart by year is drawn: its columns, their targets, the years without a value; figures alone."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The room of a column, its width, the height of the tallest, what stands above it, a line of words beneath.
ROOM, WIDTH, HEIGHT, ABOVE, LINE = 58, 36, 96, 22, 17


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column, in the units of its drawing: `middle` is where its words stand, `aim` its target."""

    label: str
    value: float | None
    target: float | None
    x: int
    y: float
    height: float
    aim: float | None

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
    def ground(self) -> int:
        return ABOVE + HEIGHT

    @property
    def has_targets(self) -> bool:
        return any(one.target is not None for one in self.columns)

    @property
    def height(self) -> int:
        return self.ground + LINE * (3 if self.has_targets else 1) + LINE // 2


def columns(values: Sequence[tuple[str, float | None, float | None]]) -> ColumnChart:
    """From labels, values and targets, in their order; the largest of them fills the height."""
    most = max((one for _, *both in values for one in both if one), default=0) or 1

    def tall(value: float | None) -> float:
        return round(HEIGHT * max(value or 0, 0) / most, 1)

    return ColumnChart(
        tuple(
            DrawnColumn(
                label,
                value,
                target,
                place * ROOM + (ROOM - WIDTH) // 2,
                round(ABOVE + HEIGHT - tall(value), 1),
                tall(value),
                None if target is None else round(ABOVE + HEIGHT - tall(target), 1),
            )
            for place, (label, value, target) in enumerate(values)
        )
    )
