"""Writes of the requests about one's data: ask, prove who one is, answer, refuse; forget them."""

from datetime import datetime, timedelta
from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.retention import KeptData
from ctg_site.domain.rights import (
    ACCESS_DAYS,
    ENDING,
    RIGHTS,
    RightsEvent,
    RightsKind,
    RightsState,
    a_month_after,
)
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, Channel, ContactWay
from ctg_site.domain.workflow import MODERATION, Decision, Forbidden
from ctg_site.effects import outbox
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.rights import RightsRequest
from ctg_site.runtime import life
from ctg_site.services import audit, clock, contacts, erasing, progress, sieve
from ctg_site.services.opening import new_key as new_key

from . import queries

#: Requests of one place in ten minutes; what comes after waits to be looked at.
MOST_FROM_A_NETWORK = 10, 10, "rights request"
REASON = "La personne a demandé d’effacer ses données."


@operation
def ask(kind: RightsKind, words: str, key: str, network: str | None, trapped: bool) -> int:
    """Somebody asks without a code: nothing is tied to anybody before they prove who they are; its number."""
    send_key = token_hash(f"rights {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    found = sieve.sift(MOST_FROM_A_NETWORK, sieve.FormSent(key, network, trapped), "rights", words=words)
    return _write(kind, words, send_key=send_key, to_check=found.aside).id


@operation
def report_access(words: str, reply_to: str, key: str, network: str | None, trapped: bool) -> int:
    """A page stops somebody: no proof is needed, the answer is due within a week; its number."""
    send_key = token_hash(f"access {key or new_token()}")
    sent = queries.by_key(send_key)
    if sent is not None:
        return sent
    sending = sieve.FormSent(key, network, trapped)
    found = sieve.sift(MOST_FROM_A_NETWORK, sending, "access", words=words, reach=reply_to)
    due = clock.today() + timedelta(days=ACCESS_DAYS)
    known = {"state": RightsState.PROVEN, "reply_to": reply_to, "to_check": found.aside, "due_on": due}
    return _write(RightsKind.ACCESS, words, send_key=send_key, **known).id


@operation
def answer_access(request: RightsRequest, words: str, by: User) -> None:
    """Whoever a page stopped was answered where they wished, by hand: say what, once; where is forgotten."""
    _close(request, RightsEvent.ANSWER, words, by)
    request.reply_to = ""


@operation
def ask_for_own(proposal: Proposal, kind: RightsKind, words: str, by: Any) -> int:
    """The author asks with their code, which proves who they are; what still waits is not asked twice."""
    waits = queries.waiting_for(proposal.id, kind)
    if waits is not None:
        return waits
    own = {"state": RightsState.PROVEN, "proposal_id": proposal.id}
    request = _write(kind, words, send_key=token_hash(new_token()), **own)
    proposal.note_down(FileEvent.RIGHTS_ASKED, by)
    return request.id


@operation
def note(proposal: Proposal, kind: RightsKind, words: str, by: User) -> int:
    """A member of the staff notes what somebody asks at the centre, and saw that it is really them."""
    own = {"state": RightsState.PROVEN, "proposal_id": proposal.id, "entered_by_id": by.id}
    request = _write(kind, words, send_key=token_hash(new_token()), channel=Channel.DESK, **own)
    proposal.note_down(FileEvent.RIGHTS_ASKED, by)
    audit.record(AuditEvent.RIGHTS_ASKED, by, request.called, str(kind))
    return request.id


@operation
def prove(request: RightsRequest, proposal: Proposal, by: User) -> None:
    """Whoever asked came to the centre: they are the author of this envie."""
    if not allowed(by, Permission.FILE_WRITE, proposal):
        raise Forbidden("another centre has the file")
    request.advance(RIGHTS, RightsEvent.PROVE, by)
    request.proposal_id, request.to_check = proposal.id, False
    proposal.note_down(FileEvent.RIGHTS_ASKED, by)
    audit.record(AuditEvent.RIGHTS_PROVEN, by, request.called, proposal.called)


@operation
def answer(request: RightsRequest, proposal: Proposal, words: str, by: User) -> None:
    """Do what was asked and tell the person in their way; what is to be erased is, once they were told."""
    _close(request, RightsEvent.ANSWER, words, by)
    proposal.note_down(FileEvent.RIGHTS_ANSWERED, by)
    if request.kind in ENDING and proposal.is_open:
        _end(proposal, by)
    else:
        outbox.tell_author(proposal, progress.contact_of(proposal), "rights_answered", number=request.id)


@operation
def refuse(request: RightsRequest, reason: str, by: User) -> None:
    """Say why nothing is done; whoever proved who they are is told."""
    _close(request, RightsEvent.REFUSE, reason, by)
    proposal = db.session.get(Proposal, request.proposal_id) if request.proposal_id else None
    if proposal is not None:
        proposal.note_down(FileEvent.RIGHTS_REFUSED, by)
        outbox.tell_author(proposal, progress.contact_of(proposal), "rights_answered", number=request.id)


@operation
def forget(instant: datetime) -> int:
    """Erase the words of requests that are so old; that it was asked and answered in time stays."""
    said = (column != "" for column in (RightsRequest.words, RightsRequest.answer, RightsRequest.reply_to))
    old = RightsRequest.created_at <= life(KeptData.RIGHTS).before(instant), db.or_(*said)
    return in_bulk(db.update(RightsRequest).where(*old).values(words="", answer="", reply_to=""))


def _write(kind: RightsKind, words: str, **columns: Any) -> RightsRequest:
    dated = {"due_on": a_month_after(clock.today())} | columns
    request = RightsRequest(kind=kind, words=words, **dated)
    db.session.add(request)
    db.session.flush()
    return request


def _close(request: RightsRequest, event: RightsEvent, words: str, by: User) -> None:
    request.advance(RIGHTS, event, by)
    request.answer, request.closed_at, request.closed_by_id = words, now(), by.id
    audit.record(AuditEvent.RIGHTS_CLOSED, by, request.called, str(event))


def _end(proposal: Proposal, by: User) -> None:
    """As when its author withdraws it: the last word leaves, then what the law does not keep is erased."""
    change = Decision.WITHDRAW_FOR_AUTHOR
    progress.change(proposal, MODERATION, change, by, reason=REASON, told=False)
    contact = contacts.locked(proposal)
    if contact is not None and contact.reached_by is not ContactWay.VISIT:
        outbox.tell_author(proposal, contact, "withdrawn")
    erasing.erase(proposal)
