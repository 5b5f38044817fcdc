"""Writes of « J’en suis »: join an envie, be called, accepted, told; step back, and be forgotten.

The envie is always locked first, so that those who join it are counted by one person at a time.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ctg_site import throttle
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import alerts, codes
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import JOINING, JoinEvent, JoinState
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.vocabulary import AuditEvent, ContactWay
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.effects import outbox, receipts
from ctg_site.filing import alert, people_in_charge
from ctg_site.models.outbox import BY_PERSON, Notice
from ctg_site.models.participation import Participation
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.runtime import delays, life
from ctg_site.services import audit, clock, participants, sieve, undoing
from ctg_site.services.opening import new_key as new_key

from . import queries
from .dates.operations import erase_answers

#: How long the link of a receipt can be shown again.
SEED_LIFE = RULES[KeptData.PARTICIPANT_LINK].life.span
#: How to reach them is forgotten so long after the last news, if the envie does not end before.
SILENT_LIFE = timedelta(days=365)
#: People of one place who join in ten minutes; who comes after waits to be looked at.
MOST_FROM_A_NETWORK = 30, 10, "joining"
WRONG_LINKS = throttle.WrongSecrets("wrong link of a participant")
ONE_DAY = timedelta(days=1)


class JoiningClosed(Exception):
    """Nobody may join any more: it ended, or is not public any more."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings, and how to reach them; of a child, nothing personal."""

    offers: list[str]
    words: str = ""
    is_child: bool = False
    first_name: str = ""
    way: ContactWay = ContactWay.VISIT
    phone: str = ""
    email: str = ""


@operation
def join(
    proposal: Proposal,
    brought: Brought,
    key: str,
    network: str | None = None,
    trapped: bool = False,
    by: User | None = None,
) -> Participation:
    """Say « J’en suis ». The same form gives one participation; nobody is refused and nothing is lost.

    What carries the signs of a machine is set aside, and spends nothing of what a place may send: the
    people who share its address pass. Beyond that, who comes waits to be looked at.
    """
    send_key = token_hash(f"join {proposal.id} {key}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    if not proposal.is_joinable:
        raise JoiningClosed
    found = sieve.PASSED
    if by is None:
        sending = sieve.FormSent(key, network, trapped)
        found = sieve.sift(MOST_FROM_A_NETWORK, sending, proposal.id, words=brought.words)
    seed = codes.new_seed()
    participation = Participation(
        **asdict(brought),
        proposal_id=proposal.id,
        state=JoinState.NEW,
        to_check=found.aside,
        machine_like=found.machine_like,
        entered_by_id=by.id if by else None,
        send_key=send_key,
        seed=seed,
        link_hash=receipts.link_hash(seed),
        due_on=after_working_days(clock.today(), delays().contact),
    )
    db.session.add(participation)
    db.session.flush()
    if by is not None:
        audit.record(AuditEvent.ENTERED_FOR, by, proposal.called, "participant")
    if participation.counts:
        _welcome(proposal, [participation], FileEvent.JOIN_SENT, by or VISITOR)
        if alerts.alerts(brought.words):
            alert(proposal)
    return participation


@operation
def accept(proposal: Proposal, participation: Participation, by: User) -> None:
    """A person looked at what was set aside: it counts."""
    if participation.state is JoinState.LEFT:
        raise InvalidTransition("it is gone")
    _accept(proposal, [participation], by)


@operation
def accept_all(proposal: Proposal, by: User) -> int:
    """All that was set aside for coming at once counts; what looks like a machine stays aside. How many."""
    people = queries.aside(proposal, machine_like=False)
    if people:
        _accept(proposal, people, by)
    return len(people)


def _accept(proposal: Proposal, people: list[Participation], by: User) -> None:
    for participation in people:
        participation.accept()
    _welcome(proposal, people, FileEvent.JOIN_ACCEPT, by)


def _welcome(proposal: Proposal, people: list[Participation], event: FileEvent, by: Any) -> None:
    """These people count: they, the author and the centre are told; one line for all of them."""
    participants.count(proposal, people, 1)
    reason = "" if len(people) == 1 else f"{len(people)} personnes"
    proposal.note_down(event, by, reason=reason)
    for participation in people:
        if participation.way is ContactWay.EMAIL:
            outbox.tell_participant(participation, "joined_envie")
    if not _told_today(proposal, "somebody_joins"):
        contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
        outbox.tell_author(proposal, db.session.scalar(contact), "somebody_joins")
    if by is VISITOR:
        _tell_the_centre(proposal)


def _tell_the_centre(proposal: Proposal) -> bool:
    """Somebody is to be called; whether this was not said already."""
    silent = not _told_today(proposal, "joined_to_call")
    for colleague in _in_charge(proposal) if silent else ():
        outbox.tell_staff(colleague, "joined_to_call", proposal)
    return silent


@operation
def remind(on: date) -> int:
    """Tell the centres again, once a day, of the people whom nobody called in time; of how many envies."""
    late = [number for number, _ in queries.late(on)]
    files = db.session.scalars(db.select(Proposal).where(Proposal.id.in_(late)).order_by(Proposal.id))
    return sum(_tell_the_centre(proposal) for proposal in files.all())


def _told_today(proposal: Proposal, template: str) -> bool:
    """At most one a day, and none while the last one waits: a flood reaches nobody's telephone."""
    waits = db.and_(Notice.done_at.is_(None), Notice.gave_up_at.is_(None))
    recent = db.or_(Notice.created_at > now() - ONE_DAY, waits)
    told = db.select(Notice.id).where(Notice.proposal_id == proposal.id, Notice.template == template, recent)
    return db.session.scalar(told.limit(1)) is not None


def _in_charge(proposal: Proposal) -> list[User]:
    """Whoever follows the envie, else the people of its centre."""
    referent = db.select(User).where(User.id == proposal.referent_id, User.is_active)
    return list(db.session.scalars(referent)) or people_in_charge(proposal.structure_id)


@operation
def leave(proposal: Proposal, participation: Participation, by: Any) -> None:
    """Step back, or be taken off by the centre: all that was left is erased at once."""
    counted = participation.counts
    participation.advance(JOINING, JoinEvent.LEAVE, by)
    if counted:
        participants.count(proposal, [participation], -1)
    erase_answers([participation.id])
    participation.erase(now())
    waiting = Notice.participation_id == participation.id, Notice.done_at.is_(None)
    in_bulk(db.update(Notice).where(*waiting).values(done_at=now()))


@operation
def sweep(proposal: Proposal, by: User) -> int:
    """Take off all that looks like a machine and was set aside; how many."""
    machines = queries.aside(proposal, machine_like=True)
    for participation in machines:
        JOINING.step(by, participation, JoinEvent.LEAVE)
        participation.state = JoinState.LEFT
        participation.erase(now())
    if machines:
        proposal.note_down(FileEvent.JOIN_SWEEP, by, reason=f"{len(machines)} envois")
    return len(machines)


@operation
def called(proposal: Proposal, participation: Participation, by: User) -> None:
    """The centre called, or met, somebody who joined."""
    participation.advance(JOINING, JoinEvent.CALL, by)
    participation.called_at, participation.called_by_id, participation.due_on = now(), by.id, None


@operation
def told(proposal: Proposal, participation: Participation, by: User) -> dict[str, Any]:
    """The centre told this person what no mail could tell; what to give to `untold`."""
    waiting, at = (Notice.participation_id == participation.id, BY_PERSON), now()
    in_bulk(db.update(Notice).where(*waiting).values(done_at=at, done_by_id=by.id))
    proposal.note_down(FileEvent.JOIN_TOLD, by)
    return {"at": at.isoformat()}


@operation
def untold(proposal: Proposal, participation: Participation, done: dict[str, Any], by: User) -> None:
    """What was said told to this person is still to tell."""
    undoing.untell(done["at"], by, Notice.participation_id == participation.id)
    proposal.note_down(FileEvent.JOIN_UNTOLD, by)


@operation
def open_contact(proposal: Proposal, participation: Participation, by: User) -> None:
    """Reading how to reach somebody leaves a line in the journal."""
    proposal.note_down(FileEvent.JOIN_CONTACT, by)
    audit.record(AuditEvent.CONTACT_OPENED, by, proposal.called, f"participant n° {participation.number}")


@operation
def forget(instant: datetime) -> int:
    """Erase how to reach people a month after the envie ended, or after a year without news."""
    silent = db.func.coalesce(Participation.called_at, Participation.created_at) <= instant - SILENT_LIFE
    over = db.or_(Participation.ended_at <= life(KeptData.PARTICIPANT).before(instant), silent)
    bare = {"first_name": "", "phone": "", "email": "", "words": "", "way": None, "due_on": None}
    details = db.update(Participation).where(Participation.erased_at.is_(None), over)
    return in_bulk(details.values(**bare, seed=None, erased_at=instant))


@operation
def forget_seeds(instant: datetime) -> int:
    """Erase what the links of receipts are made from, after a day."""
    seeds = db.update(Participation).where(
        Participation.seed.is_not(None), Participation.created_at <= instant - SEED_LIFE
    )
    return in_bulk(seeds.values(seed=None))


def link_of(participation: Participation) -> str:
    """The secret link while the seed is kept; nothing afterwards."""
    return receipts.link(receipts.PARTICIPATION, participation.seed)
