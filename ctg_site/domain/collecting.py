"""The collection of the values of a year: what it is of, its life, and that of what each bearer is asked."""

from enum import StrEnum
from typing import Any

from .policy import Permission
from .workflow import Transition, Workflow


class CollectedPart(StrEnum):
    """What part of its year a collection asks about."""

    YEAR = "year"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"


class CollectionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class CollectionEvent(StrEnum):
    CLOSE = "close"
    REOPEN = "reopen"


class AskedState(StrEnum):
    """Where the values and the news of one action are."""

    WAITING = "waiting"
    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    VALIDATED = "validated"


class AskedEvent(StrEnum):
    GIVE = "give"
    CLEAR = "clear"
    VALIDATE = "validate"
    SEND_BACK = "send_back"


class CollectionAct(StrEnum):
    """A line of the journal of a collection: an event of these lives, or what is done about a link."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    GIVE = "give"
    CLEAR = "clear"
    VALIDATE = "validate"
    SEND_BACK = "send_back"
    ENTRUST = "entrust"
    MAKE_LINK = "make_link"
    REVOKE_LINK = "revoke_link"
    REMIND = "remind"


def collection_is_open(asked: Any) -> bool:
    """Nothing moves once the collection is closed; it must be loaded."""
    return bool(asked.collection.state is CollectionState.OPEN)


def _row(
    event: StrEnum, sources: set[StrEnum], target: StrEnum, needs: Permission, reason: bool = False
) -> Transition:
    guard = collection_is_open if isinstance(event, AskedEvent) else None
    return Transition(event, frozenset(sources), target, needs, reason_required=reason, guard=guard)


C, A, E = CollectionState, AskedState, AskedEvent
KEEP, SEND = Permission.COLLECTION_KEEP, Permission.VALUES_SEND
# fmt: off
COLLECTING = Workflow("state", (
    _row(CollectionEvent.CLOSE,  {C.OPEN},   C.CLOSED, KEEP),
    _row(CollectionEvent.REOPEN, {C.CLOSED}, C.OPEN,   KEEP),
))
ASKED = Workflow("state", (
    _row(E.GIVE,      {A.WAITING, A.PROPOSED, A.SENT_BACK}, A.PROPOSED,  SEND),
    _row(E.CLEAR,     {A.PROPOSED, A.SENT_BACK},            A.WAITING,   SEND),
    _row(E.VALIDATE,  {A.PROPOSED},                         A.VALIDATED, KEEP),
    _row(E.SEND_BACK, {A.PROPOSED},                         A.SENT_BACK, KEEP, True),
))
# fmt: on
