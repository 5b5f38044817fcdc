"""What stays of an envie that was withdrawn: once that was told, nothing of its author but counts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ctg_site.db import db, in_bulk, now
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import Moderation
from ctg_site.models.accompaniment import AccompanimentStep, GroupMember
from ctg_site.models.outbox import FOR_AUTHOR, UNTOLD, Notice
from ctg_site.models.participation import Companion
from ctg_site.models.proposals import Contact, JournalEntry, Message, Note, Proposal, Revision

from . import search_index

#: A call that was said made may be taken back for as long.
TAKEN_BACK = timedelta(minutes=10)
MOST_AT_ONCE = 100
#: What was written of it, or to it; words of danger stay readable to whoever must answer for them.
WORDS: dict[Any, dict[str, str]] = {
    Revision: {"title": "", "text": ""},
    AccompanimentStep: {"text": "", "told": "", "next_step": ""},
    JournalEntry: {"reason": ""},
}


def erase(proposal: Proposal) -> bool:
    """Inside an operation: erase it, if it is withdrawn and nothing is left to tell; whether it was."""
    if proposal.moderation is not Moderation.WITHDRAWN or proposal.erased_at or _still_to_tell(proposal):
        return False
    of_it = [
        db.delete(Contact),
        db.delete(GroupMember),
        db.update(Companion).values(first_name="", seed=None),
    ]
    if not proposal.alerts:
        of_it += [db.delete(Message), db.delete(Note)]
        of_it += [db.update(table).values(**blank) for table, blank in WORDS.items()]
        proposal.text = proposal.organisation = ""
        proposal.public_title, proposal.public_text, proposal.week_times = None, None, []
    for statement in of_it:
        in_bulk(statement.where(statement.table.c.proposal_id == proposal.id))
    proposal.public_name, proposal.seed, proposal.erased_at = None, None, now()
    search_index.put_file(proposal)
    proposal.note_down(FileEvent.ERASED, by=SYSTEM)
    return True


def after(notice: int) -> None:
    """Inside an operation: this mail has left, or nobody is there to read it; it may have been the last."""
    found = db.select(Proposal).join(Notice, Notice.proposal_id == Proposal.id).where(Notice.id == notice)
    gone = found.where(Proposal.moderation == Moderation.WITHDRAWN, Proposal.erased_at.is_(None))
    for proposal in db.session.scalars(gone.with_for_update(of=Proposal)).all():
        erase(proposal)


def due(instant: datetime) -> Sequence[Proposal]:
    """Inside an operation: what was withdrawn, and told by a call, or is told at the centre alone."""
    of_it = db.select(Notice.id).where(Notice.proposal_id == Proposal.id, FOR_AUTHOR)
    waits = of_it.where(UNTOLD, Notice.way != NoticeWay.VISIT)
    just_told = of_it.where(Notice.done_by_id.is_not(None), Notice.done_at > instant - TAKEN_BACK)
    gone = db.select(Proposal).where(
        Proposal.moderation == Moderation.WITHDRAWN, Proposal.erased_at.is_(None)
    )
    ready = gone.where(~waits.exists(), ~just_told.exists()).order_by(Proposal.id).limit(MOST_AT_ONCE)
    return db.session.scalars(ready.with_for_update(of=Proposal, skip_locked=True)).all()


def _still_to_tell(proposal: Proposal) -> bool:
    """Whether a mail or a call waits; what is told at the centre, if they come, holds nothing back."""
    waits = Notice.proposal_id == proposal.id, FOR_AUTHOR, UNTOLD, Notice.way != NoticeWay.VISIT
    return db.session.scalar(db.select(Notice.id).where(*waits).limit(1)) is not None
