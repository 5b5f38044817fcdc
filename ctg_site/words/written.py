"""Days, months and figures as French writes them, without the tables of every other language."""

from datetime import date
from decimal import Decimal

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
#: Between thousands, as the Imprimerie nationale sets it: a thin space that does not break.
THIN = "\u202f"
SEPARATORS = str.maketrans({",": THIN, ".": ","})


def day_of_month(value: date) -> str:
    """« 1er mars »."""
    return f"{'1er' if value.day == 1 else value.day} {MONTHS[value.month - 1]}"


def day_of_week(value: date) -> str:
    """« mardi »."""
    return WEEKDAYS[value.weekday()]


def figures(value: int | float, decimals: int) -> str:
    """« 1 200 », « 12,50 »: so many decimals, whatever they are."""
    return f"{Decimal(str(value)):,.{decimals}f}".translate(SEPARATORS)


def shortest(value: int | float) -> str:
    """« 1 200 », « 12,5 »: three decimals at most, and none that says nothing."""
    written = figures(value, 3)
    return written.rstrip("0").rstrip(",")
