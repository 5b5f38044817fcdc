"""What the bilan draws: the houses of its street; figures alone, no words."""

from dataclasses import dataclass


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
