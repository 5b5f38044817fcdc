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
from ctg_site.moderation.queries import last_version
from ctg_site.services import aims, progress, search_index, taking, undoing

from . import queries

#: Files grouped with one: beyond, what was told cannot be taken back by a click.
MOST_BEHIND = 20
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

    The authors of the files grouped with this one are told as late as its own. Nothing is given once these
    files are on their own again, or are too many for an address to name them.
    """
    progress.current(proposal, version)
    first, behind = proposal.moderation is Moderation.RECEIVED, _Behind(proposal)
    before, shown = undoing.kept(proposal, CHANGED), last_version(proposal)
    commitments = sorted(aims.linked(proposal))
    if proposal.structure_id is None:
        taking.take(proposal, by)
    entry = decided(proposal, found.event, by, found.reason, found.words)
    aims.link(proposal, {*commitments, *found.commitments}, by)
    db.session.flush()
    told = behind.told()
    if not first or told is None:
        return {}
    letter, message = _last(Notice, proposal), _last(Message, proposal) if found.reason else None
    waits = {"try_after": now() + LETTER_WAITS}
    in_bulk(db.update(Notice).where(Notice.id.in_([letter.id, *told["letters"]])).values(waits))
    db.session.flush()
    new = entry.revision if entry.revision is not shown else None
    rows = {"letter": letter.id, "message": message and message.id, "revision": new and new.id}
    return rows | {
        "others": told,
        "version": proposal.version,
        "joined": proposal.joined,
        "before": before,
        "aims": commitments,
    }


class _Behind:
    """The files grouped with one that is decided on: what is written to their authors meanwhile."""

    def __init__(self, head: Proposal) -> None:
        mine = db.select(Proposal.id).where(Proposal.grouped_with_id == head.id).limit(MOST_BEHIND + 1)
        self.files = list(db.session.scalars(mine))
        self.before = {table: self._ids(table)[-1:] for table in (Notice, JournalEntry)}

    def told(self) -> dict[str, list[int]] | None:
        """The numbers of the new letters and of the new lines; None when they may not be taken back."""
        if not self.files:
            return {"letters": [], "lines": []}
        behind = db.select(Proposal.id).where(
            Proposal.id.in_(self.files), Proposal.grouped_with_id.is_not(None)
        )
        if len(self.files) > MOST_BEHIND or len(list(db.session.scalars(behind))) < len(self.files):
            return None
        return {"letters": self._new(Notice), "lines": self._new(JournalEntry)}

    def _new(self, table: Any) -> list[int]:
        last = max(self.before[table], default=0)
        return [number for number in self._ids(table) if number > last]

    def _ids(self, table: Any) -> list[int]:
        if not self.files:
            return []
        return sorted(db.session.scalars(db.select(table.id).where(table.proposal_id.in_(self.files))))


@operation
def take_back(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """The file is to read again, as it was, by the same person; its letter never leaves."""
    progress.current(proposal, done["version"])
    waits = Notice.done_at.is_(None), Notice.attempts == 0, Notice.try_after > now()
    letters = [done["letter"], *done["others"]["letters"]]
    held = in_bulk(db.delete(Notice).where(Notice.id.in_(letters), *waits))
    if proposal.joined != done["joined"] or held != len(letters):
        raise LetterLeft("its letter left, or somebody joined it")
    in_bulk(db.delete(JournalEntry).where(JournalEntry.id.in_(done["others"]["lines"])))
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
