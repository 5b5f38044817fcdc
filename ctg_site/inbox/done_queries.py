"""What was done since an instant with the files of a person: decisions, calls, exchanges, answers."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import or_

from ctg_site.db import db
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import Actor
from ctg_site.domain.workflow import MODERATION
from ctg_site.models.proposals import JournalEntry, Message, Proposal

from .queries import places

#: What a line of the journal counts for; those of the moderation are decisions.
COUNTED_AS = {
    FileEvent.STEP: "met",
    FileEvent.TOLD: "called",
    FileEvent.NEXT_DONE: "called",
    FileEvent.JOIN_CALL: "called",
}


def done(person: Any, since: datetime) -> Counter[str]:
    """How many of each: one statement for the journal, one for the messages."""
    lines = (
        db.select(JournalEntry.subject, JournalEntry.event, db.func.count())
        .join(Proposal, Proposal.id == JournalEntry.proposal_id)
        .where(JournalEntry.created_at >= since, JournalEntry.actor == Actor.STAFF, or_(*places(person)))
        .where(or_(JournalEntry.subject == MODERATION.attribute, JournalEntry.event.in_(COUNTED_AS)))
        .group_by(JournalEntry.subject, JournalEntry.event)
    )
    found: Counter[str] = Counter()
    for subject, event, count in db.session.execute(lines):
        found["decided" if subject == MODERATION.attribute else COUNTED_AS[event]] += count
    answers = (
        db.select(db.func.count(Message.id))
        .join(Proposal, Proposal.id == Message.proposal_id)
        .where(Message.created_at >= since, Message.actor == Actor.STAFF, or_(*places(person)))
    )
    found["answered"] = db.session.scalar(answers) or 0
    return found
