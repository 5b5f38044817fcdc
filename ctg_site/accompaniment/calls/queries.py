"""Reads of the call-back list: whom a centre calls today, why, and how to reach those it opened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.domain.answers import WeekTime
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.next_try import NextTry, next_try
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import NoticeWay
from ctg_site.domain.workflow import Moderation
from ctg_site.effects import letters
from ctg_site.models.accompaniment import AccompanimentStep
from ctg_site.models.outbox import FOR_AUTHOR, STUCK, Notice
from ctg_site.models.places import Structure
from ctg_site.models.proposals import PROMISED, Contact, JournalEntry, Proposal
from ctg_site.services.owed import Waiting, how_many

#: One sheet of paper; what follows comes back when these are done.
MOST = 60
#: Older tries say nothing of when somebody answers.
TRIES_COUNT = timedelta(days=60)
BY_HAND = (NoticeWay.PHONE, NoticeWay.SMS, NoticeWay.LETTER)
#: What the list tells of a contact that nobody opened.
REACHED = (Contact.way, Contact.mended_at, Contact.silenced_at)


@dataclass(slots=True)
class Call:
    """Somebody to call: the steps that are due, the news to tell."""

    proposal: Proposal
    steps: list[AccompanimentStep] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def things(self) -> list[tuple[str, Any]]:
        """What there is to do, each with the word of its list."""
        return [*(("step", one) for one in self.steps), *(("notice", one) for one in self.notices)]

    @property
    def corrected_at(self) -> datetime | None:
        """When the details were corrected, if it was since there is something to do."""
        mended = self.proposal.contact.mended_at if self.proposal.contact else None
        return mended if mended and mended >= min(one.created_at for _, one in self.things) else None


@dataclass(frozen=True, slots=True)
class VainTries:
    """When somebody last called in vain, how many times in all, and when to try again."""

    last: datetime
    times: int
    again: NextTry


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of each centre; whether there are more than the sheet holds."""

    by_centre: list[tuple[Structure, list[Call]]]
    more: bool

    @property
    def proposals(self) -> list[Proposal]:
        return [call.proposal for _, calls in self.by_centre for call in calls]


def calls(person: Any, on: date) -> Calls:
    """What is due on this day or late, in the files of the person's centres; of all, for the coordination."""
    steps, notices = _steps(person, on), _notices(person)
    found: dict[int, Call] = {}
    due: list[Any] = [*steps[:MOST], *notices[:MOST]]
    for row in due:
        if row.proposal_id not in found and len(found) == MOST:
            continue
        call = found.setdefault(row.proposal_id, Call(row.proposal))
        (call.steps if isinstance(row, AccompanimentStep) else call.notices).append(row)
    centres: dict[int, list[Call]] = defaultdict(list)
    for call in found.values():
        centres[call.proposal.structure_id or 0].append(call)
    named = [(calls[0].proposal.structure, calls) for calls in centres.values()]
    every: list[Any] = [*steps, *notices]
    wanted = {row.proposal_id for row in every}
    return Calls(
        sorted(((place, calls) for place, calls in named if place), key=lambda pair: pair[0].name),
        more=len(wanted) > len(found) or len(steps) > MOST or len(notices) > MOST,
    )


def _of(person: Any) -> list[Any]:
    """The files somebody answers for: those of their centres, or of every centre for the coordination."""
    if Role.COORDINATOR in person.roles:
        return [Proposal.structure_id.is_not(None)]
    return [Proposal.structure_id.in_(person.structure_ids)]


def to_call(person: Any, on: date) -> Waiting:
    """The files of this list, each once."""
    steps = _due(db.select(AccompanimentStep.proposal_id), person, on)
    return how_many(steps.union(_untold(db.select(Notice.proposal_id), person)).order_by("proposal_id"))


def _due(select: Any, person: Any, on: date) -> Any:
    joined = select.join(Proposal, Proposal.id == AccompanimentStep.proposal_id)
    waiting = AccompanimentStep.next_done_at.is_(None), AccompanimentStep.next_on <= on
    return joined.where(*waiting, Proposal.moderation.in_(PROMISED), *_of(person))


def _untold(select: Any, person: Any) -> Any:
    joined = select.join(Proposal, Proposal.id == Notice.proposal_id)
    by_hand = and_(Notice.done_at.is_(None), Notice.way.in_(BY_HAND))
    known = FOR_AUTHOR, or_(STUCK, by_hand), Proposal.moderation != Moderation.ARCHIVED
    return joined.where(*known, *_of(person))


def _steps(person: Any, on: date) -> list[AccompanimentStep]:
    due = (
        _due(db.select(AccompanimentStep), person, on)
        .order_by(AccompanimentStep.next_on, AccompanimentStep.id)
        .options(joinedload(AccompanimentStep.proposal).joinedload(Proposal.structure))
        .options(joinedload(AccompanimentStep.proposal).joinedload(Proposal.contact).load_only(*REACHED))
    )
    return list(db.session.scalars(due.limit(MOST + 1)))


def _notices(person: Any) -> list[Notice]:
    waiting = (
        _untold(db.select(Notice), person)
        .order_by(Notice.id)
        .options(joinedload(Notice.proposal).joinedload(Proposal.structure))
        .options(joinedload(Notice.proposal).joinedload(Proposal.contact).load_only(*REACHED))
    )
    return list(db.session.scalars(waiting.limit(MOST + 1)))


def contacts(person: Any, opened: Iterable[int]) -> dict[int, Contact]:
    """How to reach the authors of the files that were opened, if they are of the person's centres still."""
    found = (
        db.select(Contact)
        .join(Proposal, Proposal.id == Contact.proposal_id)
        .where(Proposal.id.in_(list(opened)), Proposal.structure_id.in_(person.structure_ids))
        .where(Contact.silenced_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return {contact.proposal_id: contact for contact in db.session.scalars(found)}


def tries(proposals: Sequence[Proposal]) -> dict[int, list[datetime]]:
    """By file, when somebody called in vain since so long, in the hours of the town: one statement."""
    events = FileEvent.NOT_REACHED, FileEvent.NOT_REACHED_UNDONE
    noted = (
        db.select(JournalEntry.proposal_id, JournalEntry.event, JournalEntry.created_at)
        .where(JournalEntry.proposal_id.in_([one.id for one in proposals]))
        .where(JournalEntry.event.in_(events), JournalEntry.created_at > now() - TRIES_COUNT)
        .order_by(JournalEntry.id)
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for number, event, moment in db.session.execute(noted):
        if event == FileEvent.NOT_REACHED:
            found[number].append(local(moment))
        elif found[number]:
            found[number].pop()
    return found


def next_tries(proposals: Sequence[Proposal], on: date) -> dict[int, VainTries]:
    """By file, the last try in vain and the next one, when there was one."""
    told: dict[int, VainTries] = {}
    vain = tries(proposals) if proposals else {}
    for one in proposals:
        held = vain.get(one.id, [])
        planned = next_try(held, _free(one), on)
        if planned is not None:
            told[one.id] = VainTries(held[-1], len(held), planned)
    return told


def _free(proposal: Proposal) -> list[WeekTime]:
    return [WeekTime(one) for one in proposal.week_times or ()]


def letter(number: int, row: int, person: Any) -> Notice | None:
    """What waits to be told by post to the author of a file of the person's centres."""
    waits = Notice.id == row, Notice.proposal_id == number, Notice.way == NoticeWay.LETTER, FOR_AUTHOR
    own = db.select(Notice.id).join(Proposal, Proposal.id == Notice.proposal_id).where(*waits)
    mine = own.where(Notice.done_at.is_(None), Proposal.structure_id.in_(person.structure_ids))
    found = db.session.scalar(mine)
    return letters.read(found) if found is not None else None
