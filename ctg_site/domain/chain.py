"""The links of the audit trail: each line is sealed with the seal of the line before it."""

import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

#: What stands before the first line.
START = "0" * 64
#: How far from its place a moved line is looked for.
NEAR = 10_000
SAID = ("event", "actor", "actor_id", "actor_name", "subject", "detail")


class ChainFault(StrEnum):
    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    TRUNCATED = "truncated"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing wrong in the trail, and the number of the line where it is seen."""

    fault: ChainFault
    number: int


def key_of(code_key: str) -> bytes:
    """The key of the seals, from the key of the codes: it stays when cookies get a new one."""
    return hmac.digest(code_key.encode(), b"audit trail", "sha256")


def seal(key: bytes, line: Any, number: int | None = None) -> str:
    """The seal of a line: of all that it says, of its place and of the seal before it."""
    at: datetime = line.at.astimezone(UTC)
    said = [None if (value := getattr(line, name)) is None else str(value) for name in SAID]
    whole = [number or line.number, at.isoformat(timespec="microseconds"), *said, line.previous]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()


def is_genuine(key: bytes, line: Any, number: int | None = None) -> bool:
    """Whether the site wrote this line, at this place when one is given, else at its own."""
    return hmac.compare_digest(seal(key, line, number), line.seal)


def examine(
    key: bytes, lines: Iterator[Any], at: Callable[[int], Any], start: tuple[int, str] = (0, START)
) -> Break | None:
    """Follow the trail from `start` (a number and its seal) through `lines`; its first fault, or None.

    `at` finds a line by its number: it serves to name the fault.
    """
    number, before = start
    for line in lines:
        number += 1
        if line.number == number and line.previous == before and is_genuine(key, line):
            before = line.seal
            continue
        fault = _named(key, line, number, before, at)
        if fault is ChainFault.EDITED and _nothing_holds(key, lines):
            fault = ChainFault.REPLACED
        return Break(fault, number)
    return None


def _named(key: bytes, line: Any, number: int, before: str, at: Callable[[int], Any]) -> ChainFault:
    if line.number != number:
        return ChainFault.DELETED
    following = at(number + 1)
    if following is not None and following.previous == before and is_genuine(key, following, number):
        return ChainFault.SWAPPED if is_genuine(key, line, number + 1) else ChainFault.INSERTED
    near = range(max(1, number - NEAR), number + NEAR)
    place = next((one for one in near if one != number and is_genuine(key, line, one)), None)
    if place is None:
        return ChainFault.EDITED
    other = at(place)
    return ChainFault.SWAPPED if other is not None and is_genuine(key, other, number) else ChainFault.DELETED


def _nothing_holds(key: bytes, lines: Iterator[Any]) -> bool:
    """Several lines follow, and the site wrote none of them: everything was written again without its key."""
    rest = [is_genuine(key, line) for line in islice(lines, NEAR)]
    return bool(rest) and not any(rest)
