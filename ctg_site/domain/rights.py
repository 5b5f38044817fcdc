"""What somebody may ask about their own data, and the life of what they ask."""

import calendar
from datetime import date
from enum import StrEnum

from .policy import Permission
from .workflow import Transition, Workflow


class RightsKind(StrEnum):
    """What is asked: the rights of the RGPD that a person uses here."""

    COPY = "copy"
    CORRECT = "correct"
    DELETE = "delete"
    OPPOSE = "oppose"
    #: A page of the site stops somebody: no right on data, but the same delay of the law to watch.
    ACCESS = "access"


#: What is asked about one’s own data.
OF_ONES_DATA = tuple(one for one in RightsKind if one is not RightsKind.ACCESS)
#: How long to answer whoever a page stops.
ACCESS_DAYS = 7
#: What is ended by withdrawing the envie: what the law does not oblige to keep is erased.
ENDING = frozenset({RightsKind.DELETE, RightsKind.OPPOSE})


class RightsState(StrEnum):
    """ASKED: nobody knows yet whether it is really the person; PROVEN by the code, or at the centre."""

    ASKED = "asked"
    PROVEN = "proven"
    DONE = "done"
    REFUSED = "refused"


class RightsEvent(StrEnum):
    PROVE = "prove"
    ANSWER = "answer"
    REFUSE = "refuse"


class RightsTab(StrEnum):
    """The ways to look at the requests, by the word in the address."""

    OPEN = "a-repondre"
    ASIDE = "mises-de-cote"
    CLOSED = "repondues"


OPEN = frozenset({RightsState.ASKED, RightsState.PROVEN})
ANSWERED = Permission.RIGHTS_ANSWER
RIGHTS = Workflow(
    "state",
    (
        Transition(RightsEvent.PROVE, frozenset({RightsState.ASKED}), RightsState.PROVEN, ANSWERED),
        Transition(RightsEvent.ANSWER, frozenset({RightsState.PROVEN}), RightsState.DONE, ANSWERED),
        Transition(RightsEvent.REFUSE, OPEN, RightsState.REFUSED, ANSWERED, reason_required=True),
    ),
)


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last: the law leaves one month to answer."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
