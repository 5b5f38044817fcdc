"""Figures, days and answers as people write them, « 6 000,50 € », « 31/05/23 », « VRAI »; or ValueError."""

import re
from datetime import date, time

SPACES = re.compile(r"[\s\u200b\u2060]")
FIGURE = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,4})?")
DAY = re.compile(
    r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4}|[0-9]{2})|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
)
DEGREES = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,20})?")
HOUR = re.compile(r"(\d{1,2})\s*(?::|h|H)?\s*(\d{2})?(?::\d{2})?", re.ASCII)
WEBSITE = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?")
#: No budget of a town is larger, and every figure beneath can be drawn, added and written again.
LARGEST = 10.0**12
CALENDAR, YEARS = range(1900, 2101), range(2000, 2101)
TRUE, FALSE = frozenset({"oui", "o", "vrai", "true", "x", "1"}), frozenset({"non", "n", "faux", "false", "0"})


def figure(written: str) -> float:
    """A number with any space, a decimal comma or point, its unit after it: euros or percents."""
    plain = SPACES.sub("", written)
    plain = plain[:-1] if plain.endswith(("€", "%")) else plain
    if not FIGURE.fullmatch(plain):
        raise ValueError("no figure")
    return within(float(plain.replace(",", ".")))


def within(number: float) -> float:
    """A number that the site can keep, show and write again."""
    if not abs(number) <= LARGEST:  # so that what is no number at all is refused too
        raise ValueError("no figure that can be kept")
    return float(number)


def degrees(written: str, most: int) -> float:
    """A latitude or a longitude, of six decimals, which is a step wide."""
    plain = SPACES.sub("", written).removesuffix("°")
    if not DEGREES.fullmatch(plain) or abs(found := float(plain.replace(",", "."))) > most:
        raise ValueError("no place on a map")
    return round(found, 6)


def day(written: str) -> date:
    """A day of a calendar, its day first or as machines write it; two figures are a year of this century."""
    found = DAY.fullmatch(written.strip())
    if found is None:
        raise ValueError("no day")
    parts = [int(part) for part in found.groups() if part]
    year, month, number = parts if found[4] else reversed(parts)
    return in_calendar(date(2000 + year if len(found[3] or "") == 2 else year, month, number))


def in_calendar(found: date) -> date:
    if found.year not in CALENDAR:
        raise ValueError("no day of the calendar")
    return found


def hour(written: str) -> time:
    """An hour of the clock: « 18:30 », « 18 h 30 », « 18h »."""
    found = HOUR.fullmatch(written.strip())
    if found is None:
        raise ValueError("no hour")
    return time(int(found[1]), int(found[2] or 0))


def year(written: str) -> int:
    plain = written.strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) == 4) or int(plain) not in YEARS:
        raise ValueError("no year")
    return int(plain)


def answer(written: str) -> bool:
    """Yes or no; nothing written is no."""
    plain = written.strip().lower()
    if plain and plain not in TRUE | FALSE:
        raise ValueError("neither yes nor no")
    return plain in TRUE
