"""Writes of the remarks: send one, let it in, decide, answer it, forget what was not published."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.alerts import alerts
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import BY_A_MACHINE, REMARKS, RemarkEvent, RemarkKind, RemarkState
from ctg_site.domain.policy import VISITOR
from ctg_site.domain.retention import KeptData
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, Channel
from ctg_site.domain.workflow import Happened, InvalidTransition, OutOfDate
from ctg_site.effects import outbox
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.models.remarks import Remark
from ctg_site.runtime import delays, life
from ctg_site.services import audit, clock, sieve
from ctg_site.services.opening import new_key as new_key
from ctg_site.services.retention import little_by_little

from . import queries

#: The words of what was refused, or set aside and never read, are erased then.
#: An author is told of what readers say no more often than that.
BETWEEN_NEWS = timedelta(days=1)
#: Words of readers of one place in ten minutes; what comes after waits to be looked at.
MOST_FROM_A_NETWORK = 10, 10, "remark"
#: How the audit trail says what was decided.
IN_WORDS = {
    RemarkEvent.PUBLISH: "publiée",
    RemarkEvent.REFUSE: "refusée",
    RemarkEvent.HIDE: "retirée du site",
}


@operation
def send(
    thing: Any,
    kind: RemarkKind,
    text: str,
    key: str,
    network: str | None = None,
    trapped: bool = False,
    channel: Channel = Channel.ONLINE,
    by: User | None = None,
) -> Remark:
    """A reader says a word about a published envie, an action or a commitment: a person reads it first.

    The same form sent twice gives one. What looks like a flood or a machine is set aside (`to_check`), with
    all its words, and told to nobody. Words of danger are told at once. `by` wrote it down for somebody.
    """
    column = queries.column_of(thing)
    send_key = token_hash(f"{column.key} {thing.id} {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    found = sieve.PASSED
    if by is None:
        subject = f"{column.key} {thing.id}"
        found = sieve.sift(MOST_FROM_A_NETWORK, sieve.FormSent(key, network, trapped), subject, words=text)
    remark = Remark(
        kind=kind,
        text=text,
        channel=channel,
        alerts=bool(alerts(text)),
        to_check=found.aside,
        send_key=send_key,
        due_on=after_working_days(clock.today(), delays().contact),
    )
    setattr(remark, column.key, thing.id)
    db.session.add(remark)
    db.session.flush()
    if isinstance(thing, Proposal) and not remark.to_check:
        thing.note_down(FileEvent.REMARK_SENT, by=by or VISITOR)
    if by is not None:
        audit.record(AuditEvent.ENTERED_FOR, by, remark.called, channel)
    if not remark.to_check:
        _alert(remark, thing)
    return remark


def _alert(remark: Remark, thing: Any) -> None:
    """Words of danger reach whoever reads words about this thing."""
    for person in queries.to_alert(thing) if remark.alerts else ():
        outbox.tell_staff(person, "remark_alert", number=remark.id)


@operation
def accept(remark: Remark, by: User) -> None:
    """A person looked at what was set aside: it waits to be read with the others."""
    if remark.state is not RemarkState.WAITING:
        raise InvalidTransition("it is decided")
    remark.accept()
    remark.due_on = after_working_days(clock.today(), delays().contact)
    _note_down(remark, FileEvent.REMARK_ACCEPTED, by)
    _alert(remark, queries.thing_of(remark))


@operation
def decide(remark: Remark, event: RemarkEvent, by: User, version: int, reason: str = "") -> None:
    """Publish the reader's words as they are, refuse them, or take them back from the site.

    Nobody rewrites them. The author of the envie is told that something was published, once a day at most.
    """
    _current(remark, version)
    remark.advance(REMARKS, event, by, reason)
    remark.to_check = False
    _note_down(remark, FileEvent(f"remark_{event}"), by, reason)
    audit.record(AuditEvent.DECISION, by, remark.called, IN_WORDS[event])
    if event is RemarkEvent.PUBLISH and remark.proposal_id is not None:
        _tell_author(db.session.get_one(Proposal, remark.proposal_id))


@operation
def sweep(numbers: Sequence[int], by: User) -> int:
    """Refuse those of these that are set aside, as a machine's; how many. A danger is decided on its own."""
    machines = queries.set_aside(numbers, by)
    for remark in machines:
        remark.advance(REMARKS, RemarkEvent.REFUSE, by, BY_A_MACHINE)
        remark.to_check = False
        _note_down(remark, FileEvent.REMARK_REFUSE, by, BY_A_MACHINE)
    if machines:
        said = f"{len(machines)} refusée(s)"
        audit.record(AuditEvent.DECISION, by, "paroles mises de côté", said)
    return len(machines)


@operation
def answer(remark: Remark, text: str, by: User, version: int) -> None:
    """Answer beneath published words, for everybody; the last answer stands."""
    _current(remark, version)
    if remark.state is not RemarkState.PUBLISHED:
        raise InvalidTransition("nobody reads these words")
    remark.answer, remark.answered_at, remark.answered_by_id = text, now(), by.id
    _note_down(remark, FileEvent.REMARK_ANSWERED, by)
    audit.record(AuditEvent.DECISION, by, remark.called, "réponse publique")


def refuse_an_old_page(remark: Remark, version: int | None) -> None:
    """What an old page offered may be gone: it is told to be old, whatever was chosen there."""
    if version is not None:
        _current(remark, version)


def _current(remark: Remark, version: int) -> None:
    """Else who came first, and what they chose."""
    if remark.version == version:
        return
    row = remark.decided_by_id and db.session.get(User, remark.decided_by_id)
    if not row or remark.decided_at is None:
        raise OutOfDate
    event = RemarkEvent.PUBLISH if remark.state is RemarkState.PUBLISHED else RemarkEvent.REFUSE
    raise OutOfDate(Happened("remark", f"remark_{event}", row.name, remark.decided_at))


def _note_down(remark: Remark, event: FileEvent, by: User, reason: str = "") -> None:
    """A line in the journal of the envie, when it is about one."""
    if remark.proposal_id is not None:
        proposal = db.session.get_one(Proposal, remark.proposal_id)
        proposal.note_down(event, by, reason)


def _tell_author(proposal: Proposal) -> None:
    lately = db.select(Notice.id).where(
        Notice.proposal_id == proposal.id,
        Notice.template == "remark_published",
        Notice.created_at > now() - BETWEEN_NEWS,
    )
    if proposal.is_open and db.session.scalar(lately.limit(1)) is None:
        contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
        outbox.tell_author(proposal, db.session.execute(contact).scalar_one_or_none(), "remark_published")


@operation
def forget(instant: datetime) -> int:
    """Erase the words of what was refused so long ago, or set aside and never read; the rest stays."""
    since = life(KeptData.REMARK).before(instant)
    refused = Remark.state == RemarkState.REFUSED, Remark.decided_at <= since
    aside = Remark.state == RemarkState.WAITING, Remark.created_at <= since
    old = db.update(Remark).where(Remark.text != "", db.or_(db.and_(*refused), db.and_(*aside)))
    return in_bulk(old.values(text="", answer="", reason=""))


def forget_published(instant: datetime) -> int:
    """Erase what everybody read for so many years."""
    since = Remark.created_at <= life(KeptData.REMARK_PUBLISHED).before(instant)
    old = db.select(Remark.id).where(Remark.state == RemarkState.PUBLISHED, since)
    return little_by_little(old, db.delete(Remark))
