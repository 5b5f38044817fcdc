"""Writes of the staff on a file: decide, group, answer, note, correct, open the contact."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import intake
from ctg_site.domain.hints import public_from, title_from
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.domain.workflow import MODERATION, Decision, Forbidden, InvalidTransition
from ctg_site.effects import outbox
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.reminders import Mention
from ctg_site.services import audit, clock, contacts, progress, search_index, undoing

from . import mention_queries, queries

SHOWING = {Decision.PUBLISH, Decision.RESTORE}


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the public will read: a title and a text."""

    title: str
    text: str


@operation
def decide(
    proposal: Proposal,
    event: StrEnum,
    by: User,
    version: int,
    reason: str = "",
    words: Words | None = None,
) -> None:
    """Make a decision, with its reason and the words that the public will read.

    `version` is the one the person was looking at: OutOfDate when the file changed since.
    """
    progress.current(proposal, version)
    decided(proposal, event, by, reason, words)


def decided(proposal: Proposal, event: StrEnum, by: User, reason: str, words: Words | None) -> JournalEntry:
    """Inside an operation: the decision, and the words that it gives to the public."""
    if event is Decision.GROUP:
        raise InvalidTransition("grouping names the other file")
    head_id = proposal.grouped_with_id
    entry = progress.change(proposal, MODERATION, event, by, reason=reason)
    if event in SHOWING:
        entry.revision = _show(proposal, by, words)
    if head_id is not None and event is Decision.UNGROUP:
        head = db.session.get_one(Proposal, head_id)
        head.note_down(FileEvent.LEFT, by, reason=proposal.called.capitalize())
    return entry


@operation
def group(*files: Proposal, joining: int, by: User, version: int, reason: str) -> None:
    """The file `joining` joins the other one; both journals say so, both authors are told.

    `files` are these two in the order of their numbers, so that two people who group each with the other
    never wait for one another. No chain: what was joined cannot join, what joined cannot be joined.
    """
    proposal, head = files if files[0].id == joining else files[::-1]
    progress.current(proposal, version)
    if not allowed(by, Permission.FILE_READ, head):
        raise Forbidden("another centre has the file to join")
    if head is proposal or not queries.may_be_joined(head) or queries.is_joined(proposal):
        raise InvalidTransition("one of the two is grouped already, or the other one ended")
    progress.change(proposal, MODERATION, Decision.GROUP, by, reason=reason)
    proposal.grouped_with_id = head.id
    head.note_down(FileEvent.JOINED, by, reason=proposal.called.capitalize())
    if not _told_already(head):
        outbox.tell_author(head, progress.contact_of(head), "joined")


@operation
def correct(proposal: Proposal, words: Words, by: User, version: int) -> None:
    """Change the words that the public reads; the author's own stay, and the author is told."""
    progress.current(proposal, version)
    if proposal.published_at is None:
        raise InvalidTransition("the public never read it")
    published = proposal.public_title or "", proposal.public_text or ""
    if (intake.read(words.title), intake.read(words.text)) == tuple(map(intake.read, published)):
        return
    revision = _publish_words(proposal, words, by)
    proposal.note_down(FileEvent.CORRECT, by).revision = revision
    outbox.tell_author(proposal, progress.contact_of(proposal), "corrected")


@operation
def answer(proposal: Proposal, text: str, by: User) -> None:
    """Write to the author; the word is kept in the file and announced by their own way."""
    db.session.add(Message(proposal_id=proposal.id, actor=Actor.STAFF, actor_id=by.id, text=text))
    contact = progress.contact_of(proposal)
    clock.announced(proposal, contact)
    outbox.tell_author(proposal, contact, "message")


@operation
def note(proposal: Proposal, text: str, by: User, told: Collection[int] = ()) -> None:
    """A word to the team; the colleagues `told`, who may read the file, are written to without a word of it.

    Whoever writes has seen what called them in this file.
    """
    written = Note(proposal_id=proposal.id, actor_id=by.id, text=text)
    db.session.add(written)
    db.session.flush()
    if not set(told) <= mention_queries.readers(proposal).keys():
        raise Forbidden("somebody who may not read this file")
    for colleague in db.session.scalars(db.select(User).where(User.id.in_(told)).order_by(User.id)).all():
        db.session.add(Mention(note_id=written.id, user_id=colleague.id))
        outbox.tell_staff(colleague, "mentioned", proposal)
    _seen(proposal, by)


@operation
def see(proposal: Proposal, by: User) -> None:
    """« Vu »: nothing of this file calls this person any more."""
    _seen(proposal, by)


def _seen(proposal: Proposal, by: User) -> None:
    notes = db.select(Note.id).where(Note.proposal_id == proposal.id)
    waiting = Mention.user_id == by.id, Mention.seen_at.is_(None), Mention.note_id.in_(notes)
    in_bulk(db.update(Mention).where(*waiting).values(seen_at=now()))


@operation
def open_contact(proposal: Proposal, by: User) -> None:
    """Reading somebody's details leaves a line in the journal."""
    proposal.note_down(FileEvent.CONTACT, by)
    audit.record(AuditEvent.CONTACT_OPENED, by, subject=proposal.called)


@operation
def mend(proposal: Proposal, details: dict[str, Any], mark: str, by: User) -> list[str]:
    """Correct for somebody how they are reached, their first name, their district; what changed."""
    changed = contacts.mend(proposal, details, mark, by)
    if changed:
        audit.record(AuditEvent.CONTACT_CHANGED, by, subject=proposal.called)
    return changed


@operation
def told(proposal: Proposal, by: User) -> dict[str, Any]:
    """The centre told the author all that no mail could tell; what to give to `untold`, if anything."""
    waiting, at = queries.to_tell(proposal), now()
    for notice in waiting:
        notice.done_at, notice.done_by_id = at, by.id
    if not waiting:
        return {}
    proposal.note_down(FileEvent.TOLD, by)
    return {"at": at.isoformat(), "clock": undoing.acted(proposal)}


@operation
def untold(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """What was said told to the author is still to tell."""
    undoing.untell(done["at"], by, Notice.proposal_id == proposal.id)
    undoing.put_back(proposal, done["clock"])
    proposal.note_down(FileEvent.UNTOLD, by)


def _show(proposal: Proposal, by: User, words: Words | None) -> Revision | None:
    """Give the public its words: those of the agent, or the author's own."""
    proposal.published_at = proposal.published_at or now()
    contact = contacts.locked(proposal)
    if contact is not None:
        contact.name_to_read = False
    contacts.show_name(proposal, contact)
    return _publish_words(proposal, words or _own_words(proposal), by)


def _own_words(proposal: Proposal) -> Words:
    words = Words(
        proposal.public_title or title_from(proposal.text, proposal.age_band),
        proposal.public_text or public_from(proposal.text, proposal.age_band),
    )
    if not words.title or not words.text:
        raise InvalidTransition("the words of a child name somebody: a person writes what is read")
    return words


def _publish_words(proposal: Proposal, words: Words, by: User) -> Revision | None:
    """The version that the public reads from now on: a new one, or the last when nothing differs."""
    if (words.title, words.text) == (proposal.public_title, proposal.public_text):
        return queries.last_version(proposal)
    revision = Revision(proposal_id=proposal.id, actor_id=by.id, title=words.title, text=words.text)
    db.session.add(revision)
    proposal.public_title, proposal.public_text = words.title, words.text
    search_index.put_file(proposal)
    return revision


def _told_already(head: Proposal) -> bool:
    """Its author has yet to be told of somebody else who joined: one word is enough for several."""
    waiting = (
        db.select(Notice.id)
        .where(Notice.proposal_id == head.id, Notice.template == "joined", Notice.done_at.is_(None))
        .where(Notice.gave_up_at.is_(None))
    )
    return db.session.execute(waiting.limit(1)).scalar_one_or_none() is not None
