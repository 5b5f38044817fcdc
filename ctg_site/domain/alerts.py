"""Words that call for a person at once: they alert the centre, and never decide anything."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from . import spoken, weighed


class Alert(StrEnum):
    DANGER = "danger"
    CHILD = "child"
    HOUSING = "housing"


#: Fewer words say nothing together: the rules alone judge them.
FEWEST_WORDS, MOST_WORDS = 5, 40
#: A text of more sentences was written by no one: the rules alone judge it.
MOST_SAYINGS = 60


@cache
def _rules() -> Mapping[Alert, tuple[spoken.SpokenRule, ...]]:
    """The files of words, the most pressing first, with wide rules: a person reads what they find."""
    return {
        Alert.CHILD: spoken.rules("child.txt"),
        Alert.DANGER: spoken.rules("danger.txt"),
        Alert.HOUSING: spoken.rules("housing.txt"),
    }


@cache
def _innocent() -> tuple[spoken.SpokenRule, ...]:
    return spoken.rules("innocent.txt")


def alerts(text: str) -> list[Alert]:
    """The alerts that a text raises, the most pressing first; an empty list nearly always.

    What is said at once is weighed together, what the rules find in it among the rest: « les huissiers »
    may be an opinion. The rules alone judge the shortest, the longest, and what they find across sentences.
    """
    told = spoken.heard(text)
    said = spoken.sayings(told, FEWEST_WORDS, MOST_WORDS)
    found = ruled(told)
    if told.count >= FEWEST_WORDS and len(said) <= MOST_SAYINGS:
        ruled_each = [(one, ruled(one)) for one in said]
        across = [] if any(some for _, some in ruled_each) else found
        found = [*across, *(alert for one, some in ruled_each for alert in _told(one, some))]
    return [alert for alert in _rules() if alert in found]


def ruled(told: spoken.Heard) -> list[Alert]:
    """What the rules alone find."""
    left = told.without(_innocent())
    return [alert for alert, rules in _rules().items() if left.holds(rules)]


def _told(said: spoken.Heard, found: list[Alert]) -> list[Alert]:
    kind = weighed.kind_of(weighed.features(said.said, found), is_ruled=bool(found))
    return (found or [Alert(kind)]) if kind else []
