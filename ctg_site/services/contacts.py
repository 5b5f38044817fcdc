"""How the author of an envie is reached: corrected, silent when they ask it, and the name that is public."""

from datetime import datetime
from typing import Any

from ctg_site import throttle
from ctg_site.db import db, now
from ctg_site.domain.answers import ASKED, Answers
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Person
from ctg_site.domain.vocabulary import ContactWay, Visibility
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import outbox
from ctg_site.models.places import District
from ctg_site.models.proposals import Contact, Proposal

#: A new address gets a letter; whoever tries many of them writes to few.
PER_FILE = 3, 24 * 60, "new addresses of a file"
OWN = [name for name, asked in ASKED.items() if asked.in_contact]


def locked(proposal: Proposal) -> Contact | None:
    """Inside an operation: how to reach its author, read again."""
    found = db.select(Contact).where(Contact.proposal_id == proposal.id).with_for_update()
    return db.session.scalar(found.execution_options(populate_existing=True))


def mend(proposal: Proposal, given: dict[str, Any], mark: str, by: Any) -> list[str]:
    """Inside an operation: keep what was corrected; the names of what changed, of which a line is left.

    `mark` is that of the details that the page showed. What waits to be told goes by the new way.
    """
    contact = locked(proposal)
    if not proposal.is_open:
        raise InvalidTransition("nobody follows it any more")
    if mark != (contact.mark if contact else ""):
        raise OutOfDate
    answers = Answers().changed(age_band=proposal.age_band or "", **given)
    changed = _place(proposal, answers.district)
    if answers.way is not None:
        contact = contact or Contact(proposal_id=proposal.id, way=ContactWay.VISIT)
        db.session.add(contact)
        changed += _details(proposal, contact, answers, by)
    if changed:
        own = isinstance(by, Person)
        proposal.note_down(FileEvent.MENDED if own else FileEvent.MENDED_FOR, by, before=",".join(changed))
    return changed


def _place(proposal: Proposal, slug: str) -> list[str]:
    before = proposal.district_id
    proposal.district_id = db.session.scalar(db.select(District.id).where(District.slug == slug))
    return ["district"] if proposal.district_id != before else []


def _details(proposal: Proposal, contact: Contact, answers: Answers, by: Any) -> list[str]:
    changed = [name for name in OWN if getattr(contact, name) != getattr(answers, name)]
    for name in changed:
        setattr(contact, name, getattr(answers, name))
    if "first_name" in changed or not isinstance(by, Person):
        contact.name_to_read = isinstance(by, Person) and bool(contact.first_name)
        show_name(proposal, contact)
    if changed:
        contact.mended_at = now()
    if {*changed} - {"first_name"}:
        outbox.tell_anew(proposal, contact)
    if "email" in changed and contact.email and throttle.within(*PER_FILE, str(proposal.id)):
        outbox.tell_author(proposal, contact, "new_address")
    return changed


def show_name(proposal: Proposal, contact: Contact | None) -> None:
    """The public reads the name that its author agreed to, and that somebody of the centre read."""
    agreed = proposal.visibility is Visibility.FIRST_NAME and proposal.published_at is not None
    shown = agreed and contact is not None and not contact.name_to_read
    proposal.public_name = contact.first_name or None if contact is not None and shown else None


def silence(proposal: Proposal, since: datetime | None, by: Person) -> None:
    """Inside an operation: neither letter nor call from then on, or again both (None). Twice is once."""
    contact = locked(proposal)
    if contact is None or not proposal.is_open:
        raise InvalidTransition("nothing reaches this person")
    if bool(contact.silenced_at) is not bool(since):
        contact.silenced_at = since
        outbox.tell_anew(proposal, contact)
        proposal.note_down(FileEvent.SILENCED if since else FileEvent.SPOKEN_TO, by)
