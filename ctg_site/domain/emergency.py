"""Whom to call in a danger, and what somebody who looks for it types: one list for every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .alerts import Alert, alerts
from .text import WORD, fold, stem
from .word_files import lines

#: The number of the town for homes, which is a setting.
TOWN = "ville"
#: What an alert calls for first.
CALLED = {Alert.CHILD: ("119",), Alert.DANGER: ("17", "3919", "3114"), Alert.HOUSING: (TOWN,)}
#: A short number is one when nothing else is said: « 15 » or « appeler le 15 », not « 15 ans ».
SHORT = re.compile(r"(?:(?:appel\w*|numero|compos\w*|faire|le|au|telephone) )*(\d\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, how it is reached, in a word, in a sentence; the expressions that call for it."""

    number: str
    way: str
    word: str
    sentence: str
    typed: tuple[str, ...]


def _read(line: str) -> Number:
    shown, typed = line.split("=", 1)
    number, way, word, sentence = (part.strip().replace(" :", "\u00a0:") for part in shown.split("|"))
    return Number(number, way, word, sentence, tuple(typed.split(",")))


def _said(text: str) -> list[str]:
    """Every word, those that carry nothing too: « à la rue » is not « rue »."""
    return [stem(word) for word in WORD.findall(fold(text))]


@cache
def _expression(typed: str) -> tuple[str, ...]:
    return tuple(_said(typed))


NUMBERS = tuple(map(_read, lines("emergency.txt")))


def fitting(query: str) -> list[Number]:
    """All the numbers when somebody seems to look for one, those that fit first; none nearly always."""
    said, raised = _said(query), alerts(query)
    short = SHORT.fullmatch(" ".join(WORD.findall(fold(query))))
    asked = {one for one in said if len(one) > 2} | ({short[1]} if short else set())
    called = dict.fromkeys(number for alert in raised for number in CALLED[alert])

    def holds(typed: str) -> bool:
        return _holds(said, _expression(typed))

    named = [one for one in NUMBERS if one.number in asked or any(map(holds, one.typed))]
    raised_too = [one for number in called for one in NUMBERS if one.number == number]
    first = list(dict.fromkeys([*named, *raised_too]))
    return [*first, *(one for one in NUMBERS if one not in first)] if first else []


def _holds(said: Sequence[str], words: tuple[str, ...]) -> bool:
    size = len(words)
    return any(tuple(said[at : at + size]) == words for at in range(len(said) - size + 1))
