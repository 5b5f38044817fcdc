"""Writes about places: ask for some, give them back, fill those that come free, forget who asked.

The meeting is always locked first, so that its places are counted by one person at a time.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ctg_site import throttle
from ctg_site.agenda import queries
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import codes
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.meetings import REGISTRATION, RegistrationEvent, RegistrationState
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, ContactWay
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.effects import outbox, receipts
from ctg_site.models.agenda import Meeting, note_down
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import BY_PERSON, UNSENT, Notice
from ctg_site.models.people import User
from ctg_site.runtime import life
from ctg_site.services import audit, sieve, undoing
from ctg_site.services.opening import new_key as new_key

#: How long the code of a receipt can be shown again.
SEED_LIFE = RULES[KeptData.REGISTRATION_LINK].life.span
#: Who registers from one place in ten minutes; who comes after waits to be looked at.
MOST_FROM_A_NETWORK = 20, 10, "registration"
WRONG_CODES = throttle.WrongSecrets("wrong registration code")


class RegistrationsClosed(Exception):
    """Nobody may ask for a place any more: cancelled, begun, or closed meanwhile."""


@dataclass(frozen=True, slots=True)
class RegistrationAsked:
    """What somebody asks for; of a child, nothing personal."""

    seats: int = 1
    is_child: bool = False
    first_name: str = ""
    way: ContactWay | None = None
    phone: str = ""
    email: str = ""
    needs: str = ""


@operation
def register(
    meeting: Meeting,
    asked: RegistrationAsked,
    key: str,
    network: str | None = None,
    trapped: bool = False,
    by: User | None = None,
) -> Registration:
    """Give the places asked for while there are some; else the waiting list. The same form gives one.

    What looks like a flood or a machine waits until a person looks at it, and keeps its code for the letter
    that leaves then; nothing is refused for it.
    """
    send_key = token_hash(f"{meeting.id} {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    if not meeting.is_open and by is None:
        raise RegistrationsClosed
    found = sieve.PASSED
    if by is None:
        found = sieve.sift(
            MOST_FROM_A_NETWORK, sieve.FormSent(key, network, trapped), meeting.id, asked.needs
        )
    left = queries.free_seats(meeting)
    fits = not found.aside and (left is None or asked.seats <= left)
    seed = codes.new_seed()
    registration = Registration(
        **asdict(asked),
        meeting_id=meeting.id,
        state=RegistrationState.CONFIRMED if fits else RegistrationState.WAITING,
        to_check=found.aside,
        entered_by_id=by.id if by else None,
        send_key=send_key,
        seed=seed,
        **receipts.hashes(seed),
    )
    db.session.add(registration)
    db.session.flush()
    note_down(registration, "place", AgendaEvent.REGISTER, by or VISITOR, row=registration.id)
    if asked.way is ContactWay.EMAIL and not registration.to_check:
        outbox.tell_registered(registration, "registered")
    return registration


@operation
def give_up(meeting: Meeting, registration: Registration, by: Any) -> None:
    """Give places back, and all that was to tell with them; whoever waited longest and fits is told."""
    registration.advance(REGISTRATION, RegistrationEvent.GIVE_UP, by)
    in_bulk(db.delete(Notice).where(Notice.registration_id == registration.id, UNSENT))
    fill(meeting)


@operation
def confirm(meeting: Meeting, registration: Registration, by: User) -> None:
    """A person gives a place to somebody who waits; never more than there are."""
    left = queries.free_seats(meeting)
    if left is not None and registration.seats > left:
        raise InvalidTransition("there are not so many places left")
    _give(registration, by)


def fill(meeting: Meeting) -> None:
    """Inside an operation that holds the meeting: the places left go to those who wait, in their order."""
    if meeting.is_cancelled or meeting.starts_at <= now():
        return
    left = queries.free_seats(meeting)
    for registration in queries.waiting(meeting):
        if left is None or registration.seats <= left:
            _give(registration, VISITOR)
            left = None if left is None else left - registration.seats


def _give(registration: Registration, by: Any) -> None:
    registration.advance(REGISTRATION, RegistrationEvent.CONFIRM, by)
    registration.to_check = False
    outbox.tell_registered(registration, "place_found")


@operation
def open_contacts(meeting: Meeting, by: User) -> None:
    """The details of those registered are shown: the trail says to whom."""
    meeting.note_down("place", AgendaEvent.CONTACTS, by)
    audit.record(AuditEvent.CONTACT_OPENED, by, meeting.called, "inscriptions")


@operation
def told(meeting: Meeting, registration: Registration, by: User) -> dict[str, Any]:
    """Somebody of the centre told this person what was waiting; what to give to `untold`."""
    waiting, at = (Notice.registration_id == registration.id, BY_PERSON), now()
    done = db.update(Notice).where(*waiting).values(done_at=at, done_by_id=by.id)
    in_bulk(done)
    meeting.note_down("place", AgendaEvent.TOLD, by, row=registration.id)
    return {"at": at.isoformat()}


@operation
def untold(meeting: Meeting, registration: Registration, done: dict[str, Any], by: User) -> None:
    """What was said told to this person is still to tell."""
    undoing.untell(done["at"], by, Notice.registration_id == registration.id)
    meeting.note_down("place", AgendaEvent.UNTOLD, by, row=registration.id)


@operation
def forget(instant: datetime) -> int:
    """Erase who registered, a month after the meeting."""
    over = db.select(Meeting.id).where(Meeting.ends_at <= life(KeptData.REGISTRATION).before(instant))
    details = (
        db.update(Registration)
        .where(Registration.erased_at.is_(None), Registration.meeting_id.in_(over))
        .values(first_name="", way=None, phone="", email="", needs="", seed=None, erased_at=instant)
    )
    return in_bulk(details)


@operation
def forget_seeds(instant: datetime) -> int:
    """Erase what the codes are made from, after a day."""
    seeds = (
        db.update(Registration)
        .where(Registration.seed.is_not(None), Registration.created_at <= instant - SEED_LIFE)
        .where(Registration.counting())
        .values(seed=None)
    )
    return in_bulk(seeds)


def code_and_link(registration: Registration) -> tuple[list[str], str]:
    """The code in groups and the secret link, while the seed is kept; nothing afterwards."""
    return receipts.code(registration.seed), receipts.link(receipts.REGISTRATION, registration.seed)
