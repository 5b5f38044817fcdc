"""The links of the audit trail: each line is sealed with the seal of the line before it."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

#: What stands before the first line.
START = "0" * 64
SAID = ("event", "actor", "actor_id", "actor_name", "subject", "detail")


class Line(Protocol):
    """A line of the trail, as it was stored."""

    number: Any
    at: Any
    previous: Any
    seal: Any


class Fault(StrEnum):
    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    TRUNCATED = "truncated"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing wrong in the trail, and the number of the line where it is seen."""

    fault: Fault
    number: int


def key_of(code_key: str) -> bytes:
    """The key of the seals, from the key of the codes: it stays when cookies get a new one."""
    return hmac.new(code_key.encode(), b"audit trail", hashlib.sha256).digest()


def seal(key: bytes, line: Any, number: int | None = None) -> str:
    """The seal of a line: of all that it says, of its place and of the seal before it."""
    at: datetime = line.at.astimezone(UTC)
    said = [None if (value := getattr(line, name)) is None else str(value) for name in SAID]
    whole = [number or line.number, at.isoformat(timespec="microseconds"), *said, line.previous]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_genuine(key: bytes, line: Any, number: int | None = None) -> bool:
    """Whether the site wrote this line, at this place when one is given, else at its own."""
    return hmac.compare_digest(seal(key, line, number), line.seal)


def examine(
    key: bytes, lines: Iterable[Any], at: Callable[[int], Any], last: int, start: tuple[int, str] = (0, START)
) -> Break | None:
    """Follow the trail from `start` (a number and its seal) through `lines`; its first fault, or None.

    `at` finds a line by its number, `last` is the greatest number: they serve to name a fault.
    """
    number, before = start
    for line in lines:
        number += 1
        if line.number == number and line.previous == before and is_genuine(key, line):
            before = line.seal
            continue
        return _named(key, line, number, before, at, last)
    return None


def _named(key: bytes, line: Any, number: int, before: str, at: Callable[[int], Any], last: int) -> Break:
    if line.number != number:
        return Break(Fault.DELETED, number)
    following = at(number + 1)
    if following is not None and following.previous == before and is_genuine(key, following, number):
        return Break(Fault.INSERTED, number)
    place = next((one for one in range(1, last + 2) if one != number and is_genuine(key, line, one)), None)
    if place is None:
        return Break(Fault.EDITED, number)
    other = at(place)
    swapped = other is not None and is_genuine(key, other, number)
    return Break(Fault.SWAPPED if swapped else Fault.DELETED, number)
