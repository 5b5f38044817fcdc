"""From one convention to the next: what becomes of each commitment, the steps, the shared diagnosis."""

from enum import StrEnum

from .policy import Permission
from .workflow import Transition, Workflow


class Continuity(StrEnum):
    """What becomes of a theme or of a commitment in the next convention."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


#: What may be said of what the convention of today holds; the rest is new.
OF_THE_OLD = (Continuity.KEPT, Continuity.CHANGED, Continuity.DROPPED)


def needs_why(fate: Continuity) -> bool:
    """Whatever changes is explained."""
    return fate is not Continuity.KEPT


class DraftFault(StrEnum):
    """Why a convention is not begun from another one, or its draft does not take these days."""

    ALREADY = "already"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"
    KNOWN = "known"
    OVERLAPS = "overlaps"
    PUBLISHED = "published"


class DiagnosisState(StrEnum):
    WRITTEN = "written"
    PUBLISHED = "published"


class DiagnosisEvent(StrEnum):
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


D, E = DiagnosisState, DiagnosisEvent
KEEP = Permission.CONVENTION_KEEP
# fmt: off
DIAGNOSIS = Workflow("state", (
    Transition(E.PUBLISH,  frozenset({D.WRITTEN}),   D.PUBLISHED, KEEP),
    Transition(E.WITHDRAW, frozenset({D.PUBLISHED}), D.WRITTEN,   KEEP),
))
# fmt: on
