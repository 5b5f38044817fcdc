"""What a database is given and gives back, by kinds: values of one kind are the same to every database.

Within a kind, they differ by the letters of their words, by a figure, by the day: nothing that a way to
compare, to quote, to order, to store or to read looks at.
"""

import math
import re
from datetime import date, datetime
from enum import Enum

#: What a database may read in a text, or stumble over.
SIGNS = {
    "figures alone": r"\A[+-]?\d+\Z",
    "a number": r"\A[+-]?\d*[.,eE]\d+\Z",
    "a moment": r"\A\d{4}-\d\d-\d\d",
    "JSON": r"\A[\[{].*[\]}]\Z",
    "small letters": "[a-z]",
    "capitals": "[A-Z]",
    "quotes": "['\"]",
    "a backslash": r"\\",
    "LIKE": "[%_]",
    "a mark of a value": "[?:$]",
    "spaces around": r"\A\s|\s\Z",
    "words": r"\S\s+\S",
    "lines": "[\n\r]",
    "nothing": "\x00",
    "control": "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]",
    "accents": "[\x80-\u024f]",
    "joined accents": "[\u0300-\u036f]",
    "other letters": "[\u0250-\u02ff\u0370-\ud7ff\ue000-\uffff]",
    "half a letter": "[\ud800-\udfff]",
    "beyond": "[\U00010000-\U0010ffff]",
}
PATTERNS = {name: re.compile(pattern, re.A | re.S) for name, pattern in SIGNS.items()}
#: A key drawn by chance: which signs it holds changes each time.
DRAWN = re.compile(r"[\w+/=-]{20,99}", re.A)
#: An entry of an index of PostgreSQL holds no text that is longer.
MOST_OF_AN_INDEX = 2704


def kind(value):
    """The kind of one value, as Python gives it to SQLAlchemy."""
    name = type(value).__name__
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, Enum):
        return f"{name} {value.name}"
    if isinstance(value, str):
        return f"{name} {of_text(value)}"
    if isinstance(value, int | float):
        return f"{name} {of_number(value)}"
    if isinstance(value, date):
        return f"{name} {of_moment(value)}"
    if isinstance(value, dict):
        return f"{name} {sorted(f'{key}: {kind(one)}' for key, one in value.items())}"
    if isinstance(value, list | tuple | set | frozenset):
        return f"{name} {some(len(value))} {sorted({kind(one) for one in value})}"
    return f"{name} {some(len(value))}" if isinstance(value, bytes) else name


def of_text(text):
    if DRAWN.fullmatch(text):
        return "drawn"
    long = ["too long for an index"] if len(text.encode(errors="replace")) > MOST_OF_AN_INDEX else []
    return ", ".join([some(len(text)), *long, *(name for name, one in PATTERNS.items() if one.search(text))])


def of_number(number):
    if math.isnan(number) or math.isinf(number):
        return repr(number)
    sign = (number > 0) - (number < 0)
    bits = next((bits for bits in (15, 31, 53, 63) if abs(number) < 2**bits), 64)
    return f"{sign}, {bits} bits{'' if number == int(number) else ', a fraction'}"


def of_moment(moment):
    far = "" if 1970 <= moment.year < 2100 else ", far"
    if not isinstance(moment, datetime):
        return f"day{far}"
    return f"{'naive' if moment.utcoffset() is None else 'aware'}{far}"


def some(count):
    """None, one or several: an order, a group or a list of them is another matter."""
    return "none" if not count else "one" if count == 1 else "several"
