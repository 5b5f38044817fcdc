"""What a bilan may say of counted envies: no small group, a promise in words, how far a commitment is."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import TypeVar

from .evaluation import BEGUN, ActionState
from .results import SMALLEST
from .workflow import Outcome, Stage

#: A street is read at a glance: beyond, a house stands for several envies.
MOST_HOUSES = 60
#: How many envies a house may stand for: figures that people count with.
STEPS = (1, 2, 5)

K = TypeVar("K")


class House(StrEnum):
    """How the house of an envie is drawn: the stage it is at, or how it ended."""

    WELCOME = "welcome"
    MEETING = "meeting"
    SUPPORT = "support"
    PROJECT = "project"
    REALISATION = "realisation"
    REALISED = "realised"
    ELSEWHERE = "elsewhere"
    CLOSED = "closed"

    @property
    def lit(self) -> int:
        """How many of its six windows are lit."""
        return LIT[self]


LIT = dict(zip(House, (1, 2, 3, 4, 5, 6, 6, 0), strict=True))
_BY_STAGE = {
    Stage.WELCOME: House.WELCOME,
    Stage.MEETING: House.MEETING,
    Stage.SUPPORT: House.SUPPORT,
    Stage.PROJECT: House.PROJECT,
    Stage.REALISATION: House.REALISATION,
    Stage.STORY: House.REALISATION,
}
_BY_OUTCOME = {
    Outcome.REALISED: House.REALISED,
    Outcome.BECAME_ACTION: House.ELSEWHERE,
    Outcome.CARRIED_BY_ASSOCIATION: House.ELSEWHERE,
    Outcome.ENTRUSTED_TO_TOWN: House.ELSEWHERE,
    Outcome.STOPPED_BY_AUTHOR: House.CLOSED,
    Outcome.NOT_FOLLOWED_UP: House.CLOSED,
}


def house(stage: Stage, outcome: Outcome, goes_on: bool) -> House:
    """Of an envie: how it ended, else the stage it is at while its centre goes on with it."""
    return _BY_OUTCOME.get(outcome) or (_BY_STAGE[stage] if goes_on else House.CLOSED)


def worth(total: int, most: int = MOST_HOUSES) -> int:
    """How many envies one sign of a drawing stands for, so that it holds `most` of them, or nearly."""
    power = 1
    while True:
        for step in STEPS:
            if total <= most * step * power:
                return step * power
        power *= 10


def street(counts: Mapping[House, int]) -> tuple[int, list[tuple[House, int]]]:
    """What a house stands for, then how many houses of each look; whatever exists has one."""
    each = worth(sum(counts.values()))
    return each, [(look, max(round(counts[look] / each), 1)) for look in House if counts.get(look)]


@dataclass(frozen=True, slots=True)
class Counted:
    """Envies: received; of these, met, helped, realised; answered (where the delay is measured), in time."""

    received: int = 0
    met: int = 0
    helped: int = 0
    realised: int = 0
    answered: int = 0
    on_time: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def told_within(whole: int, parts: Mapping[K, int]) -> dict[K, int]:
    """The parts of a whole that may be told beside it, the largest first.

    None is small, none is all but a few of the whole, and what is left when all of them are taken away is
    nobody, or a group large enough. Parts may overlap.
    """
    large = {key: count for key, count in parts.items() if count >= SMALLEST}
    told = dict(
        sorted(
            (pair for pair in large.items() if not 0 < whole - pair[1] < SMALLEST), key=lambda one: -one[1]
        )
    )
    while told and 0 < whole - sum(told.values()) < SMALLEST:
        told.popitem()
    return told


def at_least(count: int) -> int | None:
    """What is told of a part of a told group: its fives, so that no subtraction shows anybody; None: few."""
    return count // SMALLEST * SMALLEST or None


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """« `times` fois sur 10, en `days` jours »: over so many envies, so many of them in time."""

    measured: int
    on_time: int
    times: int
    days: int

    @property
    def is_nine(self) -> bool:
        return self.times >= 9


def promise_kept(delays: Mapping[int, int], late: int, promised: int) -> PromiseKept | None:
    """From how many envies were answered in each number of working days, and how many wait past theirs.

    In how many days nine of ten were answered; else how many of ten were in the promised days. None under
    five envies.
    """
    measured = sum(delays.values()) + late
    if measured < SMALLEST:
        return None
    on_time = sum(count for days, count in delays.items() if days <= promised)
    reached = 0
    for days in sorted(delays):
        reached += delays[days]
        if reached * 10 >= measured * 9:
            return PromiseKept(measured, on_time, 9, days)
    return PromiseKept(measured, on_time, on_time * 10 // measured, promised)


class Progress(StrEnum):
    """How far a commitment is, by its published actions."""

    DONE = "done"
    BEGUN = "begun"
    NOT_YET = "not_yet"


#: An action that still counts for what is left to do.
_ENDED_WELL, _LEFT = {ActionState.DONE, ActionState.LASTING}, {ActionState.DROPPED}


def progress(states: Iterable[ActionState]) -> Progress:
    """Done: all its actions are, those dropped apart; begun: one has begun; else not yet."""
    kept = set(states) - _LEFT
    if kept and kept <= _ENDED_WELL:
        return Progress.DONE
    return Progress.BEGUN if kept & BEGUN else Progress.NOT_YET
