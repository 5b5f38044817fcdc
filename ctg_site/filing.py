"""Makes a file of what somebody answered, whatever the way it came, and gives back the answers of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import selectinload

from ctg_site.db import db, now
from ctg_site.domain import alerts, codes
from ctg_site.domain.answers import ASKED, LINKS, Answers
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import AT_A_CENTRE, Permission, Person, Role, allowed
from ctg_site.domain.vocabulary import ContactWay, Visibility
from ctg_site.domain.workflow import InvalidTransition, Moderation
from ctg_site.effects import outbox, receipts
from ctg_site.models.agenda import Meeting
from ctg_site.models.people import User
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.runtime import delays
from ctg_site.services import search_index
from ctg_site.services.sieve import PASSED, KeptBack


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file comes from: `entered_by` is the member of the staff who typed it for somebody."""

    submission_key: str
    entered_by: User | None = None
    found: KeptBack = PASSED


def open_file(answers: Answers, source: Source, on: date) -> Proposal:
    """Inside an operation: the proposal that `answers` describe, its contact, its receipt and its alerts.

    `on` is today in the town. What is set aside has no clock, and is told to nobody; its author is promised
    the same day as anybody.
    """
    seed = codes.new_seed()
    centre = _centre(answers.structure)
    is_shown = answers.visibility not in {None, Visibility.PRIVATE}
    due_on = after_working_days(on, delays().contact)
    proposal = Proposal(
        **answers.columns(),
        consented_at=now() if is_shown else None,
        alerts=[str(alert) for alert in alerts.alerts(answers.text)],
        to_check=source.found.aside,
        machine_like=source.found.machine_like,
        structure_id=centre.id if centre else None,
        district_id=_district_id(answers.district),
        meeting_id=_meeting_id(answers.meeting, source.entered_by),
        contact_due_on=due_on,
        due_on=None if source.found.aside else due_on,
        submission_key=source.submission_key,
        **receipts.hashes(seed),
        seed=seed,
    )
    db.session.add(proposal)
    db.session.flush()
    contact = _contact(proposal, answers)
    _note_arrival(proposal, source)
    search_index.put(SearchKind.FILE, proposal.id, proposal.text, proposal.organisation)
    if not proposal.to_check:
        announce(proposal, contact, source.entered_by)
    return proposal


def answers_of(proposal: Proposal, contact: Contact | None = None) -> Answers:
    """What a file holds of its answers, with its places loaded; the details of `contact` when it is given."""
    rows = {False: proposal, True: contact}
    held = {
        name: getattr(row, asked.column or name)
        for name, asked in ASKED.items()
        if asked.shape not in LINKS and (row := rows[asked.in_contact]) is not None
    }
    places = {"district": proposal.district, "structure": proposal.structure}
    slugs = {name: place.slug for name, place in places.items() if place}
    return Answers.read(held | slugs | {"meeting": proposal.meeting_id})


def takes_answers(proposal: Proposal) -> bool:
    """Nobody of the centre decided of it: its author may still say where, with whom, and who may see it."""
    return proposal.moderation in {Moderation.RECEIVED, Moderation.NEEDS_DETAIL}


def add_answers(proposal: Proposal, contact: Contact | None, given: Mapping[str, Any]) -> None:
    """Inside an operation: what its author says of a file once it is sent; what stays unsaid stays private.

    Whoever took it in charge belongs to its centre: it is not moved any more.
    """
    if not takes_answers(proposal):
        raise InvalidTransition("somebody of the centre decided of it meanwhile")
    said = answers_of(proposal, contact).changed(**given)
    held = said.columns() | said.columns(in_contact=True)
    for name, asked in ((name, ASKED[name]) for name in given):
        row = contact if asked.in_contact else proposal
        if asked.shape not in LINKS and name != "visibility" and row is not None:
            setattr(row, asked.column or name, held.get(asked.column or name))
    if "district" in given:
        proposal.district_id = _district_id(said.district)
    if "structure" in given and proposal.taken_at is None:
        centre = _centre(said.structure)
        proposal.structure_id = centre.id if centre else None
    author, chosen = Person(proposal_id=proposal.id), given.get("visibility") and said.visibility
    if chosen:
        proposal.visibility = chosen
        proposal.consented_at = None if chosen is Visibility.PRIVATE else now()
        proposal.note_down(FileEvent.VISIBILITY, author, before=chosen)
    search_index.put_file(proposal)
    proposal.note_down(FileEvent.COMPLETE, author)


def announce(proposal: Proposal, contact: Contact | None, by: User | None = None) -> None:
    """Inside an operation: it is here, its author is told by e-mail, and a danger reaches the centre.

    So does the rest, at once for those who prefer so; whoever typed it knows.
    """
    if contact is not None and contact.reached_by is ContactWay.EMAIL:
        outbox.tell_author(proposal, contact, "received")
    if proposal.alerts:
        alert(proposal)
        return
    for person in people_in_charge(proposal.structure_id):
        if person.told_at_once and (by is None or person.id != by.id):
            outbox.tell_staff(person, "arrived", proposal)


def code_and_link(seed: str | None) -> tuple[list[str], str]:
    """The follow-up code in groups and the secret link that a seed gives; nothing once it is erased."""
    return receipts.code(seed), receipts.link(receipts.FOLLOW_UP, seed)


def people_in_charge(structure_id: int | None) -> list[User]:
    """The agents to tell of a file: those of its centre, or of all without one; else the coordination."""
    people = db.select(User).where(User.is_active).options(selectinload(User.structures)).order_by(User.id)
    in_charge = User.structures.any(
        Structure.id == structure_id if structure_id else Structure.receives_proposals.is_(True)
    )
    found = list(db.session.scalars(people.where(User.role.in_(AT_A_CENTRE), in_charge)))
    return found or list(db.session.scalars(people.where(User.role == Role.COORDINATOR)))


def _note_arrival(proposal: Proposal, source: Source) -> None:
    """The first line of the journal: sent by its author, or entered for them and through which channel."""
    if source.entered_by is None:
        proposal.note_down(FileEvent.SUBMIT, by=Person(proposal_id=proposal.id))
    else:
        proposal.note_down(FileEvent.ENTER, by=source.entered_by, before=proposal.channel)


def _centre(slug: str) -> Structure | None:
    receiving = db.select(Structure).where(Structure.slug == slug, Structure.receives_proposals)
    return db.session.execute(receiving).scalar_one_or_none()


def _district_id(slug: str) -> int | None:
    return db.session.execute(db.select(District.id).where(District.slug == slug)).scalar_one_or_none()


def _meeting_id(number: int | None, by: User | None) -> int | None:
    """The meeting where it was said, if whoever types it knows of such a meeting."""
    found = db.session.get(Meeting, number) if number and by is not None else None
    known = found is not None and (found.is_public or allowed(by, Permission.MEETING_MANAGE, found))
    return found.id if found is not None and known else None


def _contact(proposal: Proposal, answers: Answers) -> Contact | None:
    """The author's details, apart; under fifteen there are none, and nothing is stored at all."""
    if answers.way is None:
        return None
    contact = Contact(proposal_id=proposal.id, **answers.columns(in_contact=True))
    db.session.add(contact)
    return contact


def alert(proposal: Proposal) -> None:
    """Words that suggest a danger reach the people of the centre at once, outside the ten days.

    Those of an envie set aside stand first among what is set aside, and reach them once it is accepted.
    """
    for person in () if proposal.to_check else people_in_charge(proposal.structure_id):
        outbox.tell_staff(person, "alert", proposal)
