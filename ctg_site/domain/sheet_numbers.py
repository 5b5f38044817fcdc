"""The number of a printed sheet: that of its row and a check figure, so that a slip of the finger is told."""

import unicodedata
from enum import StrEnum
from typing import Any

LONGEST = 40
#: As many sheets as one file prints.
MOST_IN_A_BATCH = 100


class SheetFault(StrEnum):
    """Why a sheet is not taken."""

    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    ENTERED = "entered"
    ELSEWHERE = "elsewhere"
    OTHER_FORM = "other_form"


class SheetRefused(Exception):
    """What was typed is no sheet that this person may key in now; `sheet` when there is such a one."""

    def __init__(self, fault: SheetFault, sheet: Any = None) -> None:
        super().__init__(fault)
        self.fault, self.sheet = fault, sheet


class MalformedNumber(ValueError):
    """Not the number of a sheet: a figure is missing or mistyped, whatever sheets there are."""


def written(row: int) -> str:
    """« 1042-7 »."""
    return f"{row}-{check_figure(str(row))}"


def read(typed: str) -> int:
    """The row of the number that somebody typed, whatever its dashes and spaces; or MalformedNumber."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST])
    figures = "".join(sign for sign in plain if sign.isalnum())
    if not (figures.isascii() and figures.isdecimal() and 2 <= len(figures) <= 10):
        raise MalformedNumber("a number has figures alone")
    row, check = figures[:-1], figures[-1]
    if row.startswith("0") or check_figure(row) != check:
        raise MalformedNumber("a figure is mistyped")
    return int(row)


def check_figure(row: str) -> str:
    """Luhn’s algorithm: catches every single mistyped figure and nearly every swap of two neighbours."""
    total, double = 0, True
    for figure in reversed(row):
        value = int(figure) * (2 if double else 1)
        total += value // 10 + value % 10
        double = not double
    return str(-total % 10)
