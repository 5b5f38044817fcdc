"""Writes of the dates offered to those who joined: offer, change, answer, choose one, take them back.

The envie is always locked first, as for all that concerns those who join it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import DATES, DatesEvent, JoinState
from ctg_site.domain.recurrence import Slot
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import outbox
from ctg_site.models.dates import ASKS, DatesOffer, DatesReply, OfferedDate, date_yes
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.services import participants
from ctg_site.services.announcing import announce

from . import queries

FEWEST, MOST = 2, 5


class CannotOffer(Exception):
    """Nobody joined, the envie ended or is hidden, or dates are offered already."""


class DatePast(Exception):
    """One of these dates is past."""


class NobodyComes(Exception):
    """Nobody said that they may come on that date."""


class TooLate(Exception):
    """The dates are chosen, or taken back; or whoever answers stepped back meanwhile."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A date to offer: its hours and where."""

    slot: Slot
    place: str


@operation
def offer(proposal: Proposal, wanted: Sequence[Wanted], by: User) -> DatesOffer:
    """Offer dates to those who joined: each is told by their own way."""
    open_one = queries.current(proposal)
    if not proposal.is_joinable or not proposal.joined or (open_one is not None and open_one.is_open):
        raise CannotOffer
    _refuse_past(wanted)
    made = DatesOffer(proposal_id=proposal.id, dates=[_row(one) for one in wanted])
    db.session.add(made)
    db.session.flush()
    proposal.note_down(FileEvent.JOIN_DATES_OFFER, by)
    _tell(proposal, made, "dates_offered")
    return made


def _row(wanted: Wanted) -> OfferedDate:
    return OfferedDate(starts_at=wanted.slot.starts_at, ends_at=wanted.slot.ends_at, place=wanted.place)


def _refuse_past(wanted: Iterable[Wanted]) -> None:
    if any(one.slot.starts_at <= now() for one in wanted):
        raise DatePast


@operation
def change(proposal: Proposal, version: int | None, wanted: Sequence[Wanted], by: User) -> bool:
    """Offer other dates instead; those that stay keep their answers. All are asked anew. False: no change."""
    held = _current(proposal, version)
    before = {(one.starts_at, one.ends_at, one.place): one for one in held.dates}
    after = {(one.slot.starts_at, one.slot.ends_at, one.place): one for one in wanted}
    if before.keys() == after.keys():
        return False
    _refuse_past(one for key, one in after.items() if key not in before)
    for key, row in before.items():
        if key not in after:
            db.session.execute(date_yes.delete().where(date_yes.c.date_id == row.id))
            db.session.delete(row)
    for key, one in after.items():
        if key not in before:
            added = _row(one)
            added.offer_id = held.id
            db.session.add(added)
    held.advance(DATES, DatesEvent.CHANGE, by)
    held.changed_at = now()
    _ask_no_more(proposal)
    _tell(proposal, held, "dates_changed")
    return True


@operation
def answer(
    proposal: Proposal,
    participation: Participation,
    version: int | None,
    suits: Collection[int],
    by: User | None = None,
) -> None:
    """Say which dates suit, again if need be; none is an answer. `by`: who ticks for somebody they called."""
    held = queries.current(proposal)
    if held is None or not held.is_open or participation.state is JoinState.LEFT:
        raise TooLate
    if held.version != version:
        raise OutOfDate
    offered = {one.id: one for one in held.dates}
    if any(offered[number].is_past for number in suits if number in offered):
        raise DatePast
    of_them = DatesReply.offer_id == held.id, DatesReply.participation_id == participation.id
    reply = db.session.scalar(db.select(DatesReply).where(*of_them))
    if reply is None:
        reply = DatesReply(offer_id=held.id, participation_id=participation.id)
        db.session.add(reply)
    reply.entered_by_id = by.id if by else None
    db.session.flush()
    db.session.execute(date_yes.delete().where(date_yes.c.reply_id == reply.id))
    for number in sorted(offered.keys() & set(suits)):
        db.session.execute(date_yes.insert().values(reply_id=reply.id, date_id=number))
    _ask_no_more(proposal, Notice.participation_id == participation.id)


@operation
def choose(proposal: Proposal, version: int | None, date_id: int, kind_id: int, by: User) -> OfferedDate:
    """Keep one date: it becomes a meeting of the agenda; those who joined, and the author, are told."""
    held = _current(proposal, version)
    found = next((one for one in held.dates if one.id == date_id), None)
    if found is None:
        raise OutOfDate
    if found.is_past:
        raise DatePast
    if not queries.how_many_come(found.id):
        raise NobodyComes
    held.advance(DATES, DatesEvent.CHOOSE, by)
    centre, found.is_chosen = proposal.structure, True
    columns = {
        "kind_id": kind_id,
        "title": f"{proposal.public_title or 'Envie'} (envie n°\u00a0{proposal.number})",
        "structure_id": proposal.structure_id,
        "district_id": centre.district_id if centre else None,
        "place": "" if centre and centre.name == found.place else found.place,
    }
    held.meeting_id = announce(columns, [Slot(found.starts_at, found.ends_at)], by)[0].id
    _ask_no_more(proposal)
    _tell(proposal, held, "date_chosen")
    contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
    outbox.tell_author(proposal, db.session.scalar(contact), "date_chosen", offer=held.id)
    return found


@operation
def close(proposal: Proposal, version: int | None, by: User) -> None:
    """Take the dates back without choosing: whoever was asked is told."""
    held = _current(proposal, version)
    held.advance(DATES, DatesEvent.CLOSE, by)
    _ask_no_more(proposal)
    _tell(proposal, held, "dates_closed")


def _current(proposal: Proposal, version: int | None) -> DatesOffer:
    """The dates of this envie; OutOfDate when they are not those that somebody read."""
    held = queries.current(proposal)
    if held is None:
        raise InvalidTransition("no dates are offered")
    if held.version != version:
        raise OutOfDate
    return held


def _tell(proposal: Proposal, held: DatesOffer, template: str) -> None:
    for person in participants.counted(proposal):
        outbox.tell_participant(person, template, offer=held.id)


def _ask_no_more(proposal: Proposal, *conditions: object) -> None:
    """What still asks somebody to answer is done: an answer came, or there is another thing to say."""
    waiting = Notice.proposal_id == proposal.id, Notice.template.in_(ASKS), Notice.done_at.is_(None)
    in_bulk(db.update(Notice).where(*waiting, *conditions).values(done_at=now()))


def erase_answers(numbers: Collection[int]) -> None:
    """Inside an operation: what these people answered is no more, since they stepped back."""
    of_them = db.select(DatesReply.id).where(DatesReply.participation_id.in_(numbers))
    db.session.execute(date_yes.delete().where(date_yes.c.reply_id.in_(of_them)))
    db.session.execute(db.delete(DatesReply).where(DatesReply.participation_id.in_(numbers)))


@operation
def forget(instant: datetime) -> int:
    """Erase what people answered once how to reach them is erased; how many answers."""
    erased = db.select(Participation.id).where(Participation.erased_at <= instant)
    of_them = db.select(DatesReply.id).where(DatesReply.participation_id.in_(erased))
    return in_bulk(
        date_yes.delete().where(date_yes.c.reply_id.in_(of_them)),
        db.delete(DatesReply).where(DatesReply.participation_id.in_(erased)),
    )
