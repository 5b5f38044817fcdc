"""Words heard in the street or at a school gate, without a name: what follows what."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from .policy import Permission
from .workflow import Transition, Workflow


class HeardState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    KEPT = "kept"


class HeardEvent(StrEnum):
    PUBLISH = "publish"
    KEEP = "keep"
    HIDE = "hide"


class HeardTab(StrEnum):
    """The ways to look at the words heard, by the word in the address."""

    TO_READ = "a-relire"
    PUBLISHED = "publiees"
    KEPT = "gardees"


#: What one line of the book holds, at most.
LONGEST, LONGEST_PLACE, MOST_PEOPLE = 1500, 120, 1000


def people_agree(heard: Any) -> bool:
    """Whoever spoke was asked, and said yes; erased words say nothing any more."""
    return bool(heard.agreed and heard.text)


def _row(
    event: HeardEvent,
    sources: set[Any],
    target: HeardState,
    ready: Callable[[Any], bool] | None = None,
) -> Transition:
    return Transition(event, frozenset(sources), target, Permission.HEARD_DECIDE, guard=ready)


E, S = HeardEvent, HeardState
# fmt: off
HEARD = Workflow("state", (
    _row(E.PUBLISH, {S.WAITING, S.KEPT}, S.PUBLISHED, people_agree),
    _row(E.KEEP,    {S.WAITING},         S.KEPT),
    _row(E.HIDE,    {S.PUBLISHED},       S.KEPT),
))
# fmt: on
