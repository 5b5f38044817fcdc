"""Reads of the staff: the inbox of a centre, one whole file, what remains to be told."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, false, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import NoticeWay, Tab
from ctg_site.domain.workflow import Happened, Moderation
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import JournalEntry, Message, Note, Proposal, Revision

PAGE = 30


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of files, the number after which the next page starts, and how many each tab holds."""

    proposals: list[Proposal]
    following: int | None
    counts: dict[Tab, int]


def inbox(person: Any, tab: Tab, after: int | None = None) -> Inbox:
    """The files of the person's centres and those without a centre; the oldest promise first when to read."""
    select = _visible(db.select(Proposal), person).where(_in(tab, person))
    oldest_first = tab in {Tab.TO_READ, Tab.UNASSIGNED, Tab.TO_TELL}
    if after is not None:
        select = select.where(Proposal.id > after if oldest_first else Proposal.id < after)
    order = Proposal.id.asc() if oldest_first else Proposal.id.desc()
    found = list(
        db.session.scalars(
            select.order_by(order)
            .limit(PAGE + 1)
            .options(
                joinedload(Proposal.structure),
                joinedload(Proposal.district),
                joinedload(Proposal.referent),
            )
        )
    )
    return Inbox(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None, _counts(person))


def _visible(select: Select[Any], person: Any) -> Select[Any]:
    """The same rule as the policy's `file:read`, said in SQL."""
    if Role.COORDINATOR in person.roles:
        return select
    mine = Proposal.structure_id.in_(person.structure_ids)
    free = Proposal.structure_id.is_(None) if person.receives_proposals else false()
    return select.where(or_(mine, free))


def _in(tab: Tab, person: Any) -> Any:
    conditions = {
        Tab.TO_READ: Proposal.moderation == Moderation.RECEIVED,
        Tab.UNASSIGNED: and_(Proposal.structure_id.is_(None), Proposal.moderation == Moderation.RECEIVED),
        Tab.WAITING: Proposal.moderation == Moderation.NEEDS_DETAIL,
        Tab.MINE: and_(Proposal.referent_id == person.id, Proposal.moderation.not_in(ENDED)),
        Tab.TO_TELL: Proposal.id.in_(_to_tell()),
        Tab.ALL: Proposal.id > 0,
    }
    return conditions[tab]


ENDED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)


def _to_tell() -> Select[Any]:
    return db.select(Notice.proposal_id).where(
        Notice.done_at.is_(None), Notice.way != NoticeWay.EMAIL, Notice.proposal_id.is_not(None)
    )


def _counts(person: Any) -> dict[Tab, int]:
    """How many files each tab holds, in one statement."""
    columns = [db.func.count(Proposal.id).filter(_in(tab, person)) for tab in Tab]
    row = db.session.execute(_visible(db.select(*columns), person)).one()
    return dict(zip(Tab, row, strict=True))


def file(number: int) -> Proposal | None:
    """One whole file: everything its page shows but the person's details."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.referent),
            joinedload(Proposal.contact),
            selectinload(Proposal.journal).joinedload(JournalEntry.person),
            selectinload(Proposal.messages).joinedload(Message.person),
            selectinload(Proposal.notes).joinedload(Note.person),
            selectinload(Proposal.revisions).joinedload(Revision.person),
        )
    ).scalar_one_or_none()


def to_tell(proposal: Proposal) -> list[Notice]:
    """What a person of the centre must still tell the author by phone, letter or word of mouth."""
    waiting = db.select(Notice).where(
        Notice.proposal_id == proposal.id, Notice.done_at.is_(None), Notice.way != NoticeWay.EMAIL
    )
    return list(db.session.scalars(waiting.order_by(Notice.id)))


def last_event(proposal: Proposal) -> Happened | None:
    """The last change of a file, to be told to whoever came too late."""
    found = db.session.execute(
        db.select(JournalEntry, User.name)
        .outerjoin(User, JournalEntry.actor_id == User.id)
        .where(
            JournalEntry.proposal_id == proposal.id,
            JournalEntry.subject.in_(("moderation", "stage", "outcome")),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    entry, name = found
    return Happened(subject=entry.subject, event=entry.event, who=name or "", when=entry.created_at)
