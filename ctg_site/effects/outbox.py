"""What must be told is a row written with its cause; the mails among them leave later."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ctg_site import throttle
from ctg_site.db import db, now
from ctg_site.domain import mailbox
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import AgeBand, Channel, ContactWay, NoticeFault, NoticeWay
from ctg_site.models.collecting import Bearer
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import FOR_AUTHOR, UNTOLD, Notice
from ctg_site.models.participation import Participation
from ctg_site.models.people import Absence, User
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.models.reports import Report
from ctg_site.models.subscriptions import Subscriber

#: Mails to an address that somebody typed and nobody confirmed: whoever owns it did not ask for many.
FIRST_LETTERS = frozenset({"received", "new_address", "registered", "joined_envie", "report_answer"})
PER_ADDRESS = 3, 24 * 60, "first letters of an address"
WAYS = {
    ContactWay.PHONE: NoticeWay.PHONE,
    ContactWay.SMS: NoticeWay.SMS,
    ContactWay.EMAIL: NoticeWay.EMAIL,
    ContactWay.LETTER: NoticeWay.LETTER,
    ContactWay.VISIT: NoticeWay.VISIT,
}


def tell_author(
    proposal: Proposal,
    contact: Contact | None,
    template: str,
    after: timedelta = timedelta(),
    **context: Any,
) -> None:
    """Inside an operation: the author must know, without a contact at the centre; a mail waits `after`.

    Words heard in the street have no author to tell: the row says what was decided, and nobody is to be told.
    """
    if contact is None and _is_nobodys(proposal):
        gone = {"proposal_id": proposal.id, "gave_up_at": now()}
        db.session.add(Notice(**_row(template, NoticeWay.EMAIL, context, **gone)))
        return
    way, about = WAYS[contact.reached_by] if contact else NoticeWay.VISIT, {"try_after": now() + after}
    _write(template, way, context, contact.email if contact else "", proposal_id=proposal.id, **about)


def _is_nobodys(proposal: Proposal) -> bool:
    """Nobody left a way to be reached: a child comes to the centre, who was heard in the street does not."""
    in_the_street = proposal.channel is Channel.STREET and proposal.erased_at is None
    return in_the_street and proposal.age_band is not AgeBand.UNDER_15


def waiting_for_author(proposal: Proposal) -> list[Notice]:
    """Inside an operation: what the author was not told yet, by a mail or by people."""
    found = db.select(Notice).where(Notice.proposal_id == proposal.id, FOR_AUTHOR, UNTOLD)
    return list(db.session.scalars(found.order_by(Notice.id).with_for_update()))


def tell_anew(proposal: Proposal, contact: Contact) -> None:
    """Inside an operation: what waits goes by the way that the author has now, to what they wrote last."""
    way = WAYS[contact.reached_by]
    for notice in waiting_for_author(proposal):
        if notice.way is not way or notice.fault is not None:
            notice.way, notice.attempts, notice.try_after = way, 0, now()
            notice.first_tried_at = notice.gave_up_at = notice.fault = None
            _bound(notice, contact.email)


def close(proposal: Proposal) -> None:
    """Inside an operation: nothing of what waits is told any more, since the envie is withdrawn."""
    for notice in waiting_for_author(proposal):
        notice.done_at = now()


def tell_staff(user: User, template: str, proposal: Proposal | None = None, **context: Any) -> None:
    """Inside an operation: a member of the staff must know; of a file they follow, whoever stands in."""
    reader = user
    if proposal is not None and proposal.referent_id == user.id:
        reader = _stand_in(user, proposal) or user
    about = {"proposal_id": proposal.id if proposal else None, "user_id": reader.id}
    _write(template, NoticeWay.EMAIL, context, reader.email, **about)


def _stand_in(user: User, proposal: Proposal) -> User | None:
    """Who answers today for somebody away, and works in the centre that has the file."""
    away = Absence.user_id == user.id, Absence.on(local(now()).date())
    there = User.is_active, User.structures.any(Structure.id == proposal.structure_id)
    found = db.select(User).join(Absence, Absence.stand_in_id == User.id).where(*away, *there)
    return db.session.scalars(found.order_by(Absence.id.desc()).limit(1)).one_or_none()


def tell_account(user: User | None, template: str, **context: Any) -> None:
    """Inside an operation: write to the account of an address, or do the same work for one nobody has.

    The row without a person is given up at once by whoever would deliver it: nobody can tell from the
    time of an answer which addresses have an account.
    """
    _write(template, NoticeWay.EMAIL, context, user.email if user else "", user_id=user.id if user else None)


def tell_reader(report: Report, template: str) -> None:
    """Inside an operation: whoever reported an envie and left an address for the answer."""
    _write(template, NoticeWay.EMAIL, {}, report.email, report_id=report.id)


def tell_registered(
    registration: Registration, template: str, after: timedelta = timedelta(), **context: Any
) -> None:
    """Inside an operation: whoever asked for a place at a meeting, in the way they chose, if any.

    A mail leaves `after` a while when somebody may think again.
    """
    if registration.way is not None:
        way, about = WAYS[registration.way], {"registration_id": registration.id, "try_after": now() + after}
        _write(template, way, context, registration.email, **about)


def tell_participant(
    participation: Participation, template: str, after: timedelta = timedelta(), **context: Any
) -> None:
    """Inside an operation: whoever joined an envie, in their way, if any; a mail waits `after` a while."""
    if participation.way is not None:
        about: dict[str, Any] = {"participation_id": participation.id, "try_after": now() + after}
        about["proposal_id"] = participation.proposal_id
        _write(template, WAYS[participation.way], context, participation.email, **about)


def tell_bearer(bearer: Bearer, template: str, **context: Any) -> bool:
    """Inside an operation: whoever bears actions, when there is an address; whether there was one."""
    if bearer.address:
        _write(template, NoticeWay.EMAIL, context, bearer.address, bearer_id=bearer.id)
    return bool(bearer.address)


def tell_subscriber(subscriber: Subscriber, template: str, **context: Any) -> None:
    """Inside an operation: an address that asked for news, which are read when the mail leaves."""
    db.session.add(Notice(**_row(template, NoticeWay.EMAIL, context, subscriber_id=subscriber.id)))


def tell_subscribers(template: str, contexts: Mapping[int, dict[str, Any]]) -> None:
    """Inside an operation: the same mail to many that asked for news, by number: one statement."""
    if contexts:
        rows = [
            _row(template, NoticeWay.EMAIL, context, subscriber_id=number)
            for number, context in contexts.items()
        ]
        db.session.execute(db.insert(Notice), rows)


def _write(template: str, way: NoticeWay, context: dict[str, Any], address: str, **about: Any) -> None:
    notice = Notice(**_row(template, way, context, **about))
    _bound(notice, address)
    db.session.add(notice)


def _bound(notice: Notice, address: str) -> None:
    """A first letter too many to one address is left to people, who know whom they speak to."""
    first = notice.way is NoticeWay.EMAIL and notice.template in FIRST_LETTERS
    if first and not may_write_first(address):
        notice.gave_up_at, notice.fault = now(), NoticeFault.TOO_MANY


def may_write_first(address: str) -> bool:
    """Inside an operation: whether an address that confirmed nothing may be written to once more today."""
    return throttle.within(*PER_ADDRESS, mailbox.owner(address))


def _row(template: str, way: NoticeWay, context: dict[str, Any], **about: Any) -> dict[str, Any]:
    row = {"template": template, "way": way, "context": context, "try_after": now()}
    return row | {"message_key": secrets.token_hex(16)} | about
