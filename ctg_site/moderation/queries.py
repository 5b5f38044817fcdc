"""Reads of the staff: one whole file, its journal, its versions, what remains to be told."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.domain.wording import values_of
from ctg_site.models.outbox import BY_PERSON, FOR_AUTHOR, Notice
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.models.proposals import PROMISED, JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.workshop import Reason
from ctg_site.runtime import settings
from ctg_site.wording.queries import all_reasons

#: Lines of the journal on the page of a file, and on a page of the whole journal.
RECENT, PAGE = 12, 50


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a journal, the latest first, and the number after which the next page starts."""

    entries: list[JournalEntry]
    following: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """Words that were published, and those that the public read before them."""

    proposal: Proposal
    revision: Revision
    before: Revision | None

    @property
    def structure_id(self) -> int | None:
        """Whoever may read the file may read its versions."""
        return self.proposal.structure_id


def file(number: int) -> Proposal | None:
    """One whole file: all its page shows but the journal, which has no end."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.referent),
            joinedload(Proposal.contact),
            joinedload(Proposal.head),
            selectinload(Proposal.messages).joinedload(Message.person),
            selectinload(Proposal.notes).joinedload(Note.person),
        )
    ).scalar_one_or_none()


def readable(person: Any) -> Any:
    """The same rule as the policy's `file:read`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return Proposal.id.is_not(None)
    free = Proposal.structure_id.is_(None) if person.receives_proposals else false()
    return or_(Proposal.structure_id.in_(person.structure_ids), free)


def journal(proposal: Proposal, before: int | None = None, size: int = RECENT) -> Lines:
    """The lines before number `before`, the latest first; one statement, however long the journal."""
    lines = db.select(JournalEntry).where(JournalEntry.proposal_id == proposal.id)
    if before is not None:
        lines = lines.where(JournalEntry.id < before)
    latest = lines.order_by(JournalEntry.id.desc()).limit(size + 1).options(joinedload(JournalEntry.person))
    found = list(db.session.scalars(latest))
    return Lines(found[:size], found[size - 1].id if len(found) > size else None)


def version(number: int, version: int) -> Version | None:
    """A version of the public words of the file `number`, with the one before it."""
    proposal = db.session.get(Proposal, number)
    until = db.select(Revision).where(Revision.proposal_id == number, Revision.id <= version)
    last = until.order_by(Revision.id.desc()).limit(2).options(joinedload(Revision.person))
    found = list(db.session.scalars(last))
    if proposal is None or not found or found[0].id != version:
        return None
    return Version(proposal, found[0], found[1] if len(found) > 1 else None)


def last_version(proposal: Proposal) -> Revision | None:
    versions = db.select(Revision).where(Revision.proposal_id == proposal.id)
    return db.session.scalars(versions.order_by(Revision.id.desc()).limit(1)).one_or_none()


def to_tell(proposal: Proposal) -> list[Notice]:
    """What a person of the centre must still tell the author: no mail goes there, or none could leave."""
    waiting = db.select(Notice).where(Notice.proposal_id == proposal.id, BY_PERSON, FOR_AUTHOR)
    return list(db.session.scalars(waiting.order_by(Notice.id)))


def reasons() -> dict[str, list[Reason]]:
    """The sentences prepared for each decision, by its word: one statement for all."""
    found: dict[str, list[Reason]] = {}
    for reason in all_reasons():
        if reason.is_active:
            found.setdefault(str(reason.use), []).append(reason)
    return found


def filling(proposal: Proposal) -> dict[str, str]:
    """What fills in the prepared words for the author of this file."""
    centre = proposal.structure
    phone = (centre.phone if centre else "") or settings().contact_phone
    return values_of(proposal.number, centre.name if centre else None, phone)


def others_who_may(proposal: Proposal, person: Any) -> list[str]:
    """Who else may decide, by name: the other agents of the centre, then the coordination."""
    active = db.select(User.name).where(User.is_active, User.id != person.id)
    colleagues = active.where(
        User.role.in_(AT_A_CENTRE), User.structures.any(Structure.id == proposal.structure_id)
    )
    names = list(db.session.scalars(colleagues.order_by(User.name).limit(10)))
    coordinators = active.where(User.role == Role.COORDINATOR).order_by(User.name).limit(10)
    return [*names, *db.session.scalars(coordinators)]


def may_be_joined(proposal: Proposal) -> bool:
    """Neither set aside, grouped itself, refused, nor ended."""
    return not proposal.to_check and proposal.moderation in PROMISED


def is_joined(proposal: Proposal) -> bool:
    """Other files were grouped with this one."""
    return bool(grouped(proposal, limit=1))


def grouped(proposal: Proposal, limit: int = 30) -> list[Proposal]:
    """The files grouped with this one, the first ones first."""
    members = db.select(Proposal).where(Proposal.grouped_with_id == proposal.id)
    return list(db.session.scalars(members.order_by(Proposal.id).limit(limit)))
