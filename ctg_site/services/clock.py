"""The promise clock of a file: by when somebody of the centre must act, and since when somebody did."""

from datetime import date, timedelta

from ctg_site.db import db, now
from ctg_site.domain.deadlines import after_working_days, working_days_between
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.models.accompaniment import AccompanimentStep
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.runtime import delays

#: Ways in which nothing reaches the author before a person of the centre picks up the phone or a pen.
BY_HAND = {ContactWay.PHONE, ContactWay.SMS, ContactWay.LETTER}


def today() -> date:
    """The date in the town."""
    return local(now()).date()


def acted(proposal: Proposal) -> None:
    """Inside an operation, when a person of the centre did something for the author: the clock starts again.

    The first time is the first human contact. A file that ended, or that rests, has no clock.
    """
    if proposal.contacted_at is None:
        arrived = local(proposal.created_at).date()
        proposal.answered_in = max(working_days_between(arrived, today()), 0)
    proposal.contacted_at = proposal.contacted_at or now()
    proposal.moved_at = now()
    proposal.due_on = next_date(proposal)


def announced(proposal: Proposal, contact: Contact | None) -> None:
    """Inside an operation, when the author must be told what a person of the centre did or wrote.

    A first contact by hand is made when it was told, not before: until then, its promise still runs.
    """
    if (
        proposal.contacted_at is None
        and contact is not None
        and contact.reached_by in BY_HAND
        and proposal.is_open
    ):
        proposal.due_on = proposal.contact_due_on
    else:
        acted(proposal)


def awaited(proposal: Proposal) -> None:
    """Inside an operation, when its author asks the centre something anew: a human answer is promised."""
    asked = after_working_days(today(), delays().contact)
    proposal.due_on = min(proposal.due_on or asked, asked)


def next_date(proposal: Proposal) -> date | None:
    """By when the next step of an open file is due: on the day that was noted, never later than promised.

    None when nothing is promised any more.
    """
    if not proposal.is_promised:
        return None
    planned = db.select(db.func.min(AccompanimentStep.next_on)).where(
        AccompanimentStep.proposal_id == proposal.id, AccompanimentStep.next_done_at.is_(None)
    )
    promised = today() + timedelta(days=delays().step)
    return min(db.session.scalar(planned) or promised, promised)
