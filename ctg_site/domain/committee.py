"""The committee file of a body: how it is made, what partners judge of each theme, what is to be decided."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from .evaluation import ActionState
from .policy import Permission
from .workflow import Transition, Workflow


class CommitteeState(StrEnum):
    ASKED = "asked"
    UNDER_WAY = "under_way"
    DONE = "done"
    FAILED = "failed"
    VALIDATED = "validated"


class CommitteeEvent(StrEnum):
    """What happens to a file; each word is its own among those of a meeting."""

    ASK = "file_asked"
    BEGIN = "file_begun"
    RESUME = "file_resumed"
    FINISH = "file_done"
    FAIL = "file_failed"
    AGAIN = "file_again"
    VALIDATE = "file_validated"


class Criterion(StrEnum):
    """What the family branch asks of each theme when a convention is evaluated."""

    RELEVANCE = "relevance"
    AIMS = "aims"
    MEANS = "means"
    EFFECTS = "effects"
    PARTICIPATION = "participation"


class Judgement(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class ToDecide(StrEnum):
    """What sort of decision is asked of the body."""

    VALIDATE = "validate"
    ADJUST = "adjust"
    FUND = "fund"
    ARBITRATE = "arbitrate"


#: An action without news for longer is silent: three months.
SILENT_AFTER = timedelta(days=92)
#: An action that is over, or not begun again, owes no news.
OVER = frozenset({ActionState.DONE, ActionState.DROPPED})
#: Whoever makes a file says so at each step; silent for longer, somebody else goes on with it.
LEASE = timedelta(minutes=2)
#: What the file shows of a commitment, at most; the counts are always of all.
MOST_ENVIES, MOST_DECISIONS = 5, 30
#: Two sentences.
LONGEST_WORDS = 500
MOST_TO_DECIDE, LONGEST_TO_DECIDE = 10, 200


def is_silent(state: ActionState, told_on: date, on: date) -> bool:
    """No news for three months on that day."""
    return state not in OVER and told_on < on - SILENT_AFTER


def differ(judgements: list[str]) -> bool:
    """Those who judged did not judge the same."""
    return len({one for one in judgements if one != Judgement.UNKNOWN}) > 1


def is_whole(file: Any) -> bool:
    """All was gathered: nothing less is validated."""
    return file.gathered is not None


def _row(
    event: CommitteeEvent, sources: set[Any], target: CommitteeState, needs: Permission, ready: Any = None
) -> Transition:
    return Transition(event, frozenset(sources), target, needs, guard=ready)


E, S, P = CommitteeEvent, CommitteeState, Permission
# fmt: off
COMMITTEE = Workflow("state", (
    _row(E.BEGIN,    {S.ASKED},           S.UNDER_WAY, P.COMMITTEE_WORK),
    _row(E.RESUME,   {S.UNDER_WAY},       S.UNDER_WAY, P.COMMITTEE_WORK),
    _row(E.FINISH,   {S.UNDER_WAY},       S.DONE,      P.COMMITTEE_WORK),
    _row(E.FAIL,     {S.UNDER_WAY},       S.FAILED,    P.COMMITTEE_WORK),
    _row(E.AGAIN,    {S.FAILED, S.DONE},  S.ASKED,     P.COMMITTEE_MAKE),
    _row(E.VALIDATE, {S.DONE},            S.VALIDATED, P.COMMITTEE_MAKE, is_whole),
))
# fmt: on
