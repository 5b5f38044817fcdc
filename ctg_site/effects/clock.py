"""The promise clock of a file: by when somebody of the centre must act, and since when somebody did."""

from datetime import date, datetime, timedelta

from ctg_site.db import now
from ctg_site.domain.deadlines import PARIS
from ctg_site.domain.workflow import Outcome
from ctg_site.models.proposals import Proposal

from .site import delays


def today() -> date:
    """The date in France."""
    return datetime.now(PARIS).date()


def acted(proposal: Proposal) -> None:
    """Inside an operation, when a person of the centre did something for the author: the clock starts again.

    The first time is the first human contact. A file that ended, or that rests, has no clock.
    """
    proposal.contacted_at = proposal.contacted_at or now()
    proposal.moved_at = now()
    proposal.due_on = next_date(proposal)


def next_date(proposal: Proposal) -> date | None:
    """By when the next step of an open file is due; None when nothing is promised any more."""
    if not proposal.is_open or proposal.outcome is not Outcome.OPEN:
        return None
    return today() + timedelta(days=delays().step)
