"""What a slice says of itself, in its own `slice.py`: whatever walks the slices keeps no list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint


@dataclass(frozen=True, slots=True)
class Slice:
    """Its views; what it erases at an instant, past its day (how many rows); what it tells each day.

    A reminder is given the day in the town, and says a line for each thing that it told.
    """

    blueprints: tuple[Blueprint, ...] = ()
    forgets: tuple[Callable[[datetime], int], ...] = ()
    reminds: tuple[Callable[[date], Iterator[str]], ...] = ()
