"""What must be told is a row written with its cause; the mails among them leave later, from here."""

import logging
import secrets
from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app, render_template
from sqlalchemy.orm import joinedload

from ctg_site.db import db, now, operation
from ctg_site.domain import codes
from ctg_site.domain.tokens import derived_token
from ctg_site.domain.vocabulary import ContactWay, NoticeWay
from ctg_site.models.access import PasswordReset
from ctg_site.models.following import Subscriber
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice
from ctg_site.models.participation import Participation
from ctg_site.models.people import Invitation, User
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.models.reports import Report

from .site import settings

log = logging.getLogger(__name__)

#: The mails that hold a link to choose a password: the table of its row, the address it opens.
ACCOUNT_LINKS: dict[str, tuple[Any, str]] = {
    "invitation": (Invitation, "/equipe/invitation/"),
    "reset": (PasswordReset, "/equipe/oubli/"),
}
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 10
#: What RFC 5322 allows; mails are folded shorter where nothing suffers from it.
LONGEST_HEADER = 998
WAYS = {
    ContactWay.PHONE: NoticeWay.PHONE,
    ContactWay.SMS: NoticeWay.SMS,
    ContactWay.EMAIL: NoticeWay.EMAIL,
    ContactWay.LETTER: NoticeWay.LETTER,
    ContactWay.VISIT: NoticeWay.VISIT,
}


def tell_author(proposal: Proposal, contact: Contact | None, template: str, **context: Any) -> None:
    """Inside an operation: the author must know. Without a contact, it is said at the centre."""
    way = WAYS[contact.way] if contact else NoticeWay.VISIT
    _write(template, way, context, proposal_id=proposal.id)


def tell_staff(user: User, template: str, proposal: Proposal | None = None, **context: Any) -> None:
    """Inside an operation: a member of the staff must know, by mail."""
    _write(template, NoticeWay.EMAIL, context, proposal_id=proposal.id if proposal else None, user_id=user.id)


def tell_account(user: User | None, template: str, **context: Any) -> None:
    """Inside an operation: write to the account of an address, or do the same work for one nobody has.

    The row without a person is given up at once by whoever would deliver it: nobody can tell from the
    time of an answer which addresses have an account.
    """
    _write(template, NoticeWay.EMAIL, context, user_id=user.id if user else None)


def tell_reader(report: Report, template: str) -> None:
    """Inside an operation: whoever reported an envie and left an address for the answer."""
    _write(template, NoticeWay.EMAIL, {}, report_id=report.id)


def tell_registered(registration: Registration, template: str, **context: Any) -> None:
    """Inside an operation: whoever asked for a place at a meeting, in the way they chose, if any."""
    if registration.way is not None:
        _write(template, WAYS[registration.way], context, registration_id=registration.id)


def tell_participant(participation: Participation, template: str, **context: Any) -> None:
    """Inside an operation: whoever joined an envie, in the way they chose, if any."""
    if participation.way is not None:
        way, about = WAYS[participation.way], {"participation_id": participation.id}
        _write(template, way, context, proposal_id=participation.proposal_id, **about)


def tell_subscriber(subscriber: Subscriber, template: str, **context: Any) -> None:
    """Inside an operation: an address that asked for news, which are read when the mail leaves."""
    _write(template, NoticeWay.EMAIL, context, subscriber_id=subscriber.id)


def tell_subscribers(template: str, contexts: Mapping[int, dict[str, Any]]) -> None:
    """Inside an operation: the same mail to many that asked for news, by number: one statement."""
    if contexts:
        rows = [
            _row(template, NoticeWay.EMAIL, context, subscriber_id=number)
            for number, context in contexts.items()
        ]
        db.session.execute(db.insert(Notice), rows)


def _write(template: str, way: NoticeWay, context: dict[str, Any], **about: int | None) -> None:
    db.session.add(Notice(**_row(template, way, context, **about)))


def _row(template: str, way: NoticeWay, context: dict[str, Any], **about: int | None) -> dict[str, Any]:
    row = {"template": template, "way": way, "context": context, "try_after": now()}
    return row | {"message_key": secrets.token_hex(16)} | about


def deliver_pending() -> int:
    """Send every waiting mail that is due; how many left. Several loops may run at once."""
    sent = 0
    while (notice_id := _claim()) is not None:
        sent += _deliver(notice_id)
    return sent


@operation
def _claim() -> int | None:
    """Reserve the next mail for five minutes: only one loop gets it, and a dead loop gives it back."""
    instant = now()
    waiting = (
        db.select(Notice.id)
        .where(Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None), Notice.gave_up_at.is_(None))
        .where(Notice.try_after <= instant)
        .order_by(Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claim = (
        db.update(Notice)
        .where(Notice.id == waiting)
        .values(try_after=instant + LEASE, attempts=Notice.attempts + 1)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return db.session.execute(claim).scalar_one_or_none()


def _deliver(notice_id: int) -> int:
    notice = db.session.execute(
        db.select(Notice)
        .where(Notice.id == notice_id)
        .options(joinedload(Notice.user), joinedload(Notice.proposal).joinedload(Proposal.contact))
        .options(joinedload(Notice.proposal).joinedload(Proposal.structure), joinedload(Notice.report))
        .options(joinedload(Notice.registration).joinedload(Registration.meeting))
        .options(joinedload(Notice.participation), joinedload(Notice.subscriber))
        .execution_options(populate_existing=True)
    ).scalar_one()
    news = current_app.extensions["ctg_news"](notice) if notice.subscriber else []
    address = _address(notice) if news or notice.subscriber is None else ""
    if not address:
        _give_up(notice_id)
        return 0
    try:
        current_app.extensions["ctg_mailer"].send(_mail(notice, address, news))
    except OSError:
        log.exception("mail %s not sent", notice_id)
        if notice.attempts >= MAX_ATTEMPTS:
            _give_up(notice_id)
        return 0
    _done(notice_id)
    return 1


def _address(notice: Notice) -> str:
    if notice.template in ACCOUNT_LINKS and not _account_link(notice):
        return ""
    if notice.user is not None:
        return notice.user.email
    if notice.report is not None:
        return notice.report.email
    if notice.registration is not None:
        return notice.registration.email
    if notice.participation is not None:
        return notice.participation.email
    if notice.subscriber is not None:
        return notice.subscriber.email
    contact = notice.proposal.contact if notice.proposal else None
    return contact.email if contact else ""


def _mail(notice: Notice, address: str, news: list[Any]) -> EmailMessage:
    """The finished mail. No word of a resident ever enters a header."""
    site, proposal = settings(), notice.proposal
    text = render_template(
        f"mail/{notice.template}.txt",
        proposal=proposal,
        person=notice.user,
        report=notice.report,
        registration=notice.registration,
        participation=notice.participation,
        news=news,
        code="" if notice.participation else _code(proposal or notice.registration),
        link=_link_of(notice),
        **notice.context,
    )
    subject, _, body = text.partition("\n\n")
    mail = EmailMessage()
    mail["From"] = site.mail_from
    mail["To"] = address
    mail["Subject"] = subject.strip()
    mail["Date"] = format_datetime(notice.created_at)
    mail["Message-ID"] = f"<{notice.message_key}@{site.mail_from.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if notice.subscriber is not None:  # RFC 8058: one click, without a page in between
        mail["List-Unsubscribe"] = f"<{news_link(notice.subscriber)}/arreter>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(body, charset="utf-8")
    if notice.subscriber is not None:  # an address in a header is read as it is: neither cut nor encoded
        mail.policy = mail.policy.clone(max_line_length=LONGEST_HEADER)
    return mail


def _code(thing: Proposal | Registration | None) -> str:
    """The code in groups, while its seed is still kept; else nothing."""
    if thing is None or thing.seed is None:
        return ""
    return " ".join(codes.groups(codes.code_of(thing.seed, settings().code_key)))


def _link_of(notice: Notice) -> str:
    """What the mail opens: the follow-up of an envie, a place at a meeting, the choice of a password."""
    if notice.participation is not None:
        return _link(notice.participation.seed, "/rejoindre/recu", "/rejoindre/lien/")
    if notice.subscriber is not None:
        return news_link(notice.subscriber)
    if notice.proposal is not None:
        return _link(notice.proposal.seed, "/suivi", "/suivi/")
    if notice.registration is not None:
        return _link(notice.registration.seed, "/inscription/code", "/inscription/lien/")
    return _account_link(notice)


def news_link(subscriber: Subscriber) -> str:
    """The address that shows, to whoever holds it, what this subscriber follows, and stops it."""
    site = settings()
    return f"{site.base_url}/etre-prevenu/lien/{derived_token(subscriber.seed, 'news', site.code_key)}"


def _link(seed: str | None, page: str, opens: str) -> str:
    """The secret link while its seed is kept; afterwards, the page that asks for the code."""
    site = settings()
    return site.base_url + (f"{opens}{codes.link_of(seed, site.code_key)}" if seed else page)


def _account_link(notice: Notice) -> str:
    """The link with which somebody chooses a password; nothing once it was used, replaced or left to expire.

    It is made here, from the seed of its row and a key: a secret kept in the outbox would outlive its use.
    """
    if notice.template not in ACCOUNT_LINKS:
        return ""
    table, path = ACCOUNT_LINKS[notice.template]
    row = db.session.execute(
        db.select(table.seed).where(table.id == notice.context["row"], table.expires_at > now())
    ).scalar_one_or_none()
    site = settings()
    return f"{site.base_url}{path}{derived_token(row, notice.template, site.code_key)}" if row else ""


@operation
def _done(notice_id: int) -> None:
    db.session.execute(db.update(Notice).where(Notice.id == notice_id).values(done_at=now()))
    _erase_reader(notice_id)


@operation
def _give_up(notice_id: int) -> None:
    db.session.execute(db.update(Notice).where(Notice.id == notice_id).values(gave_up_at=now()))
    _erase_reader(notice_id)


def _erase_reader(notice_id: int) -> None:
    """The address a reader left was for one answer: it is erased once that mail left, or cannot."""
    answered = db.select(Notice.report_id).where(Notice.id == notice_id, Notice.report_id.is_not(None))
    erase = db.update(Report).where(Report.id.in_(answered)).values(email="")
    db.session.execute(erase.execution_options(synchronize_session=False))
