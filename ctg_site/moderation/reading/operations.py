"""Writes of who reads the pile: hold the next file, decide on one, take it back for ten seconds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ctg_site.db import advisory_lock, db, in_bulk, insert, now, operation
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.workflow import MODERATION, Decision, InvalidTransition, Moderation
from ctg_site.models.held import HeldFile
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Message, Proposal, Revision
from ctg_site.moderation.operations import Words, decided
from ctg_site.moderation.queries import is_joined, last_version
from ctg_site.services import aims, progress, search_index, taking, undoing

from . import queries

#: The number of its lock on PostgreSQL: one at a time is served.
LOCK = 2_026_113_001
HELD = timedelta(minutes=15)
#: « Annuler » is promised for ten seconds: the letter waits for them, and for the last click to come.
LETTER_WAITS = timedelta(seconds=12)
FORGOTTEN = RULES[KeptData.STAFF_READING].life.span
#: What a decision changes of a file, beside its state and its public words.
CHANGED = (
    *undoing.CLOCK,
    *("structure_id", "referent_id", "taken_at", "contested_id", "published_at"),
)


class LetterLeft(InvalidTransition):
    """The ten seconds are over: the author knows, or is about to."""


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """What somebody decided of a file that they read; the commitments of which they found that it speaks."""

    event: StrEnum
    reason: str = ""
    words: Words | None = None
    commitments: Collection[int] = ()


@operation
def begin(by: User) -> int | None:
    """Start from the top of the pile: what was left for later is forgotten. The first file, if any."""
    in_bulk(db.update(HeldFile).where(HeldFile.user_id == by.id).values(passed_at=None))
    return _serve(by)


@operation
def following(by: User) -> int | None:
    """The next file, for this person and nobody else; None at the end of the pile."""
    return _serve(by)


@operation
def leave_for_later(proposal: Proposal, by: User) -> int | None:
    """The next file, if there is another one; this one comes back after the rest of the pile."""
    number = _serve(by, besides=proposal.id)
    _hold(proposal.id, by, until=now(), passed_at=now())
    return number


@operation
def read(proposal: Proposal, found: ReaderChoice, by: User, version: int) -> dict[str, Any]:
    """Decide, taking the file first if no centre has it; what to give to `take_back` within ten seconds.

    Nothing is given for what others were told of too: the authors of the files grouped with this one.
    """
    progress.current(proposal, version)
    alone = proposal.moderation is Moderation.RECEIVED and not is_joined(proposal)
    before, shown = undoing.kept(proposal, CHANGED), last_version(proposal)
    commitments = sorted(aims.linked(proposal))
    if proposal.structure_id is None:
        taking.take(proposal, by)
    entry = decided(proposal, found.event, by, found.reason, found.words)
    aims.link(proposal, {*commitments, *found.commitments}, by)
    db.session.flush()
    if not alone:
        return {}
    letter, message = _last(Notice, proposal), _last(Message, proposal) if found.reason else None
    letter.try_after = now() + LETTER_WAITS
    db.session.flush()
    new = entry.revision if entry.revision is not shown else None
    rows = {"letter": letter.id, "message": message and message.id, "revision": new and new.id}
    return rows | {
        "version": proposal.version,
        "joined": proposal.joined,
        "before": before,
        "aims": commitments,
    }


@operation
def take_back(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """The file is to read again, as it was, by the same person; its letter never leaves."""
    progress.current(proposal, done["version"])
    waits = Notice.done_at.is_(None), Notice.attempts == 0, Notice.try_after > now()
    letter = db.delete(Notice).where(Notice.id == done["letter"], *waits)
    if proposal.joined != done["joined"] or not in_bulk(letter):
        raise LetterLeft("its letter left, or somebody joined it")
    progress.change(proposal, MODERATION, Decision.TAKE_BACK, by, told=False)
    undoing.give_back(proposal, done["before"])
    aims.link(proposal, done["aims"], by)
    in_bulk(db.delete(Message).where(Message.id == done["message"]))
    if done["revision"]:
        _unsay(proposal, done["revision"])
    _hold(proposal.id, by, until=now() + HELD)


@operation
def forget(instant: datetime) -> int:
    """Erase who read what, a day after; how many."""
    return in_bulk(db.delete(HeldFile).where(HeldFile.until < instant - FORGOTTEN))


def _serve(by: User, besides: int = 0) -> int | None:
    """Whoever asks at the same moment waits, and then gets another one."""
    advisory_lock(LOCK)
    instant = now()
    number = queries.following(by, instant, besides)
    in_bulk(db.update(HeldFile).where(HeldFile.user_id == by.id).values(until=instant))
    if number is not None:
        _hold(number, by, until=instant + HELD)
    return number


def _hold(number: int, by: User, until: datetime, passed_at: datetime | None = None) -> None:
    held = {"user_id": by.id, "until": until, "passed_at": passed_at}
    row = insert(HeldFile).values(proposal_id=number, created_at=now(), **held)
    db.session.execute(row.on_conflict_do_update(index_elements=["proposal_id"], set_=held))


def _last(table: Any, proposal: Proposal) -> Any:
    mine = db.select(table).where(table.proposal_id == proposal.id)
    return db.session.scalars(mine.order_by(table.id.desc()).limit(1)).one()


def _unsay(proposal: Proposal, revision: int) -> None:
    """The public reads what it read before, if anything, and the words just given are erased."""
    lines = db.update(JournalEntry).where(JournalEntry.revision_id == revision)
    in_bulk(lines.values(revision_id=None), db.delete(Revision).where(Revision.id == revision))
    before = last_version(proposal)
    proposal.public_title = before.title if before else None
    proposal.public_text = before.text if before else None
    search_index.put_file(proposal)
