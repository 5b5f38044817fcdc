"""The words of actions and indicators: for whom, how far, what is measured, what is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who something is for, by age of life."""

    TODDLERS = "toddlers"
    CHILDREN = "children"
    TEENAGERS = "teenagers"
    YOUNG_ADULTS = "young_adults"
    PARENTS = "parents"
    ADULTS = "adults"
    SENIORS = "seniors"
    EVERYONE = "everyone"


class ActionState(StrEnum):
    TO_LAUNCH = "to_launch"
    UNDER_WAY = "under_way"
    DONE = "done"
    LASTING = "lasting"
    POSTPONED = "postponed"
    DROPPED = "dropped"


#: Nothing is done any more.
OVER = frozenset({ActionState.DONE, ActionState.DROPPED})


class ResidentsPlace(StrEnum):
    """How far residents take part; judged by people, never computed."""

    INFORMED = "informed"
    CONSULTED = "consulted"
    INVOLVED = "involved"
    DECIDING = "deciding"


class ActionNext(StrEnum):
    """What is decided for afterwards."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"
    NEXT_CONVENTION = "next_convention"


class ActionNews(StrEnum):
    """What the authors of the envies linked to an action are told of it."""

    LINKED = "linked"
    PUBLISHED = "published"
    PROGRESS = "progress"
    STATE = "state"
    MILESTONE = "milestone"
    DECISION = "decision"


class IndicatorKind(StrEnum):
    MEANS = "means"
    OUTPUT = "output"
    RESULT = "result"
    EFFECT = "effect"


class Frequency(StrEnum):
    YEARLY = "yearly"
    END = "end"


#: States whose reason is said.
EXPLAINED = frozenset({ActionState.POSTPONED, ActionState.DROPPED})
#: States that residents may have seen something of.
BEGUN = frozenset({ActionState.UNDER_WAY, ActionState.DONE, ActionState.LASTING})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions are in one state."""

    state: ActionState
    count: int


def tally(states: Iterable[ActionState]) -> list[Tally]:
    """The actions by state, in the order of their life; a state without action is left out."""
    known = list(states)
    return [Tally(state, known.count(state)) for state in ActionState if state in known]
