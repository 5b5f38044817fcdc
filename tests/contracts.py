"""The contracts that speak of slices: SLICES stands for each folder that holds a `slice.py`."""

from collections.abc import Iterator
from pathlib import Path

from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract

NAMES = sorted(path.parent.name for path in Path(__file__).parents[1].glob("ctg_site/*/slice.py"))


def told(values: list[str]) -> Iterator[str]:
    """A layer of all of them, which may know one another, or each by its full name."""
    for value in values:
        if value == "SLICES":
            yield " : ".join(NAMES)
        elif value == "ctg_site.SLICES":
            yield from (f"ctg_site.{name}" for name in NAMES)
        else:
            yield value


class OfSlices:
    """Reads the folders where a contract says SLICES."""

    def __init__(self, name, session_options, contract_options):
        options = contract_options.items()
        read = {key: list(told(value)) if isinstance(value, list) else value for key, value in options}
        super().__init__(name, session_options, read)


class FloorsAndSlices(OfSlices, LayersContract):
    """Layers."""


class IndependentSlices(OfSlices, IndependenceContract):
    """Independence."""


class ForbiddenToSlices(OfSlices, ForbiddenContract):
    """Forbidden imports."""
