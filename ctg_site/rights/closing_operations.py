"""The end of the time of each file: who is behind it is erased, it is archived, its letters are forgotten."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db, end_read, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.retention import KeptData
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import GOING_ON, Decision, Moderation
from ctg_site.models.convention import Convention
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Message, Proposal
from ctg_site.runtime import life
from ctg_site.services import erasing
from ctg_site.services.retention import little_by_little

#: So many files a transaction: nobody who writes waits for long.
AT_ONCE = 25
NO_FOLLOW_UP = Moderation.NOT_PUBLISHABLE, Moderation.REDIRECTED
#: What a machine sent, that a person put away.
PUT_AWAY = and_(Proposal.moderation == Moderation.ARCHIVED, Proposal.to_check)
REFUSED = or_(Proposal.moderation.in_(NO_FOLLOW_UP), PUT_AWAY)
OTHERS = Proposal.moderation.not_in((*NO_FOLLOW_UP, Moderation.ARCHIVED))
OVER = Proposal.outcome.not_in(GOING_ON)
#: What the purge writes in a journal.
OF_ITS_END = FileEvent.ERASED, Decision.ARCHIVE
#: Withdrawn, its words of danger stay until the end of their time.
OF_DANGER = and_(Proposal.moderation == Moderation.WITHDRAWN, Proposal.text != "")


def forget_refused(instant: datetime) -> int:
    return _close(instant, KeptData.REFUSED, REFUSED)


def forget_ended(instant: datetime) -> int:
    return _close(instant, KeptData.ENDED, and_(OTHERS, OVER))


def forget_silent(instant: datetime) -> int:
    return _close(instant, KeptData.SILENT, and_(OTHERS, ~OVER))


def forget_published(instant: datetime) -> int:
    """Archive what was public until the end of the convention and of its last evaluation."""
    ends = db.session.scalars(db.select(Convention.last_day).order_by(Convention.last_day)).all()
    since = life(KeptData.PUBLISHED).before(instant)
    over = [end for one in ends if (end := at(one + timedelta(days=1))) <= since]
    if not over:
        return 0
    before = over[-1]
    known = Proposal.moderation == Moderation.PUBLISHED, Proposal.erased_at.is_not(None)
    due = _due(*known, Proposal.created_at < before)
    return sum(_archive_some(due, few) for few in _chunks(due))


def forget_letters(instant: datetime) -> int:
    old = db.select(Notice.id).where(Notice.created_at <= life(KeptData.LETTER).before(instant))
    return little_by_little(old, db.delete(Notice))


def _close(instant: datetime, kept: KeptData, which: Any) -> int:
    """Erase the files of this kind in which nothing happened for the time of their period."""
    since = life(kept).before(instant)
    due = _due(which, Proposal.created_at <= since, ~_happened(since), _not_erased())
    return sum(_close_some(due, few, instant) for few in _chunks(due))


def _happened(since: Any) -> Any:
    """Something was done or written in the file after that moment, other than erasing it."""
    lines = JournalEntry.proposal_id == Proposal.id, JournalEntry.event.not_in(OF_ITS_END)
    written = Message.proposal_id == Proposal.id, Message.created_at > since
    return or_(
        db.select(JournalEntry.id).where(*lines, JournalEntry.created_at > since).exists(),
        db.select(Message.id).where(*written).exists(),
    )


def _not_erased() -> Any:
    return or_(Proposal.erased_at.is_(None), OF_DANGER, _happened(Proposal.erased_at))


def _due(*which: Any) -> Any:
    """These files, those that are grouped first, so that none loses the one it is grouped with."""
    return db.select(Proposal.id).where(*which).order_by(Proposal.grouped_with_id.is_(None), Proposal.id)


def _chunks(due: Any) -> Iterator[list[int]]:
    """Their numbers, read once, some at a time."""
    numbers = list(db.session.scalars(due))
    end_read()
    yield from (numbers[first : first + AT_ONCE] for first in range(0, len(numbers), AT_ONCE))


@operation
def _close_some(due: Any, numbers: list[int], instant: datetime) -> int:
    files = _locked(due, numbers)
    for one in files:
        erasing.outlive(one, instant)
    return len(files)


@operation
def _archive_some(due: Any, numbers: list[int]) -> int:
    files = _locked(due, numbers)
    for one in files:
        erasing.archive(one)
    return len(files)


def _locked(due: Any, numbers: list[int]) -> Sequence[Proposal]:
    """Those of these that are still due, since somebody may have come meanwhile."""
    still = list(db.session.scalars(due.where(Proposal.id.in_(numbers))))
    found = db.select(Proposal).where(Proposal.id.in_(still)).with_for_update(of=Proposal)
    return db.session.scalars(found.execution_options(populate_existing=True).order_by(Proposal.id)).all()
