"""Writes that sort what was set aside: it counts, or it is put away, and may be put back."""

from collections.abc import Sequence
from typing import Any

from ctg_site.db import db, operation
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import MODERATION, Decision, InvalidTransition, Moderation
from ctg_site.filing import announce
from ctg_site.models.inbox import TELLS_OF_DANGER
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.runtime import delays
from ctg_site.services import audit, clock, progress, search_index

from .queries import ASIDE_YET, places

#: Files sorted by one act: what a person waits for, and a lock that others wait for.
MOST_AT_ONCE = 500


@operation
def accept(proposal: Proposal, by: User) -> None:
    """A person looked at it: it counts, its promise runs, and what waited for that leaves."""
    _accept(proposal, by)


@operation
def accept_all(by: User) -> int:
    """All that came too many at once counts; what looks like a machine's stays aside. How many."""
    people = _waiting(by, ~Proposal.machine_like)
    for proposal in people:
        _accept(proposal, by)
    return len(people)


def _accept(proposal: Proposal, by: User) -> None:
    """The promise is the one that its author read on the receipt; a new one when that day is past."""
    if proposal.moderation is not Moderation.RECEIVED:
        raise InvalidTransition("it is put away")
    proposal.accept()
    if proposal.contact_due_on < clock.today():
        proposal.contact_due_on = after_working_days(clock.today(), delays().contact)
    proposal.due_on = proposal.contact_due_on
    proposal.note_down(FileEvent.ACCEPT, by)
    audit.record(AuditEvent.DECISION, by, proposal.called, "acceptée")
    contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
    announce(proposal, db.session.execute(contact).scalar_one_or_none())


@operation
def put_away(proposal: Proposal, by: User) -> None:
    """A machine sent it: no answer is owed, and no letter leaves; its code still opens it."""
    _put_away([proposal], by, "rangée")


@operation
def sweep(by: User, in_danger: bool) -> int:
    """Put away what looks like a machine's, five hundred at most; how many.

    What tells of a danger stays in sight until somebody who read it sweeps it too (`in_danger`).
    """
    told = TELLS_OF_DANGER if in_danger else ~TELLS_OF_DANGER
    machines = _waiting(by, Proposal.machine_like, told)
    _put_away(machines, by, trail="")
    if machines:
        audit.record(AuditEvent.DECISION, by, "envies mises de côté", f"{len(machines)} rangées")
    return len(machines)


@operation
def put_back(proposal: Proposal, by: User) -> None:
    """It waits aside again, to be looked at."""
    progress.change(proposal, MODERATION, Decision.PUT_BACK, by, told=False, trail="remise")
    search_index.put_file(proposal)


def _waiting(by: User, *conditions: Any) -> Sequence[Proposal]:
    """The first ones of this person's places, held to the end of the operation."""
    mine = db.select(Proposal).where(*ASIDE_YET, db.or_(*places(by)), *conditions)
    held = mine.order_by(Proposal.id).limit(MOST_AT_ONCE).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).all()


def _put_away(files: Sequence[Proposal], by: User, trail: str) -> None:
    for proposal in files:
        progress.change(proposal, MODERATION, Decision.PUT_AWAY, by, told=False, trail=trail)
    search_index.remove(SearchKind.FILE, *(proposal.id for proposal in files))
