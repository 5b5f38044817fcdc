"""What stays of an envie that is over: nothing of its author but what is counted, then what was public."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ctg_site.db import db, in_bulk, now
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import MODERATION, Decision, Moderation
from ctg_site.effects import files
from ctg_site.models.accompaniment import AccompanimentStep, GroupMember, ResourceRequest, Support
from ctg_site.models.outbox import FOR_AUTHOR, UNTOLD, Notice
from ctg_site.models.participation import Companion, Participation
from ctg_site.models.proposals import Contact, JournalEntry, Message, Note, Proposal, Revision
from ctg_site.models.remarks import Remark
from ctg_site.models.reminders import Mention
from ctg_site.models.search import SearchKind
from ctg_site.models.stories import Photo, Quote, Story

from . import progress, search_index

#: A call that was said made may be taken back for as long.
TAKEN_BACK = timedelta(minutes=10)
MOST_AT_ONCE = 100
#: Who is behind a file, whatever it says.
PEOPLE: tuple[Any, ...] = (Contact, GroupMember)
#: What was written of it, or to it; words of danger stay readable to whoever must answer for them.
GONE: tuple[Any, ...] = (Message, Note)
WORDS: dict[Any, dict[str, str]] = {
    Revision: {"title": "", "text": ""},
    AccompanimentStep: {"text": "", "told": "", "next_step": ""},
    Support: {"provider": "", "what": ""},
    ResourceRequest: {"what": "", "whom": ""},
    JournalEntry: {"reason": ""},
}


def erase(proposal: Proposal) -> bool:
    """Inside an operation: erase it, if it is withdrawn and nothing is left to tell; whether it was."""
    if proposal.moderation is not Moderation.WITHDRAWN or proposal.erased_at or _still_to_tell(proposal):
        return False
    _people(proposal)
    if not proposal.alerts:
        _words(proposal)
        _public_words(proposal)
    proposal.erased_at = now()
    search_index.put_file(proposal)
    proposal.note_down(FileEvent.ERASED, by=SYSTEM)
    return True


def outlive(proposal: Proposal, instant: datetime) -> None:
    """Inside an operation: its time is over. What everybody reads stays, without a name."""
    if proposal.moderation is Moderation.PUBLISHED:
        _people(proposal)
        _words(proposal)
        _letters(proposal)
        search_index.put_file(proposal)
    else:
        archive(proposal)
    proposal.due_on, proposal.erased_at = None, instant
    proposal.note_down(FileEvent.ERASED, by=SYSTEM)


def archive(proposal: Proposal) -> None:
    """Inside an operation: close it for good; of what everybody read, its title and its text alone stay."""
    public = proposal.moderation is Moderation.PUBLISHED
    _people(proposal)
    _words(proposal)
    _letters(proposal)
    _story(proposal)
    remarks = db.update(Remark).where(Remark.proposal_id == proposal.id)
    in_bulk(remarks.values(text="", answer="", reason=""))
    if not public:
        _public_words(proposal)
    proposal.organisation, proposal.outcome_word = "", ""
    joined = db.update(Participation).where(Participation.ended_at.is_(None))
    in_bulk(_of(joined, proposal).values(ended_at=now()))
    if proposal.moderation is not Moderation.ARCHIVED:
        progress.change(proposal, MODERATION, Decision.ARCHIVE, by=SYSTEM)
    search_index.remove(SearchKind.FILE, proposal.id)


def _people(proposal: Proposal) -> None:
    """No name, no way to reach anybody; no code opens it any more, unless to say that it is withdrawn."""
    companions = db.update(Companion).values(first_name="", seed=None, accept_key=None)
    for statement in (*map(db.delete, PEOPLE), companions):
        in_bulk(_of(statement, proposal))
    proposal.public_name, proposal.seed = None, None
    if proposal.moderation is not Moderation.WITHDRAWN:
        proposal.code_hash, proposal.link_hash = (token_hash(secrets.token_hex()) for _ in range(2))


def _words(proposal: Proposal) -> None:
    notes = db.select(Note.id).where(Note.proposal_id == proposal.id)
    in_bulk(db.delete(Mention).where(Mention.note_id.in_(notes)))
    blanked = [db.update(table).values(**blank) for table, blank in WORDS.items()]
    for statement in (*map(db.delete, GONE), *blanked):
        in_bulk(_of(statement, proposal))
    proposal.text, proposal.week_times, proposal.alerts = "", [], []


def _public_words(proposal: Proposal) -> None:
    proposal.organisation = ""
    proposal.public_title, proposal.public_text = None, None


def _letters(proposal: Proposal) -> None:
    in_bulk(_of(db.delete(Notice), proposal))


def _story(proposal: Proposal) -> None:
    """The photos go from the disk first: what is stopped meanwhile is done again from the same rows."""
    stories = db.select(Story.id).where(Story.proposal_id == proposal.id)
    for name in db.session.scalars(db.select(Photo.name).where(Photo.story_id.in_(stories))).all():
        files.remove_photo(name)
    blanked = db.update(Story).where(Story.proposal_id == proposal.id).values(text="")
    gone = (db.delete(table).where(table.story_id.in_(stories)) for table in (Photo, Quote))
    in_bulk(*gone, blanked)


def _of(statement: Any, proposal: Proposal) -> Any:
    return statement.where(statement.table.c.proposal_id == proposal.id)


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
