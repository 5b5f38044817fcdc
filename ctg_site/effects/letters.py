"""What a mail says and to whom: made from the rows when it leaves, since the outbox holds no word of it."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, now
from ctg_site.domain import mailbox, meetings
from ctg_site.domain.meetings import Announced, RegistrationState
from ctg_site.domain.tokens import derived_token
from ctg_site.models.access import PasswordReset
from ctg_site.models.agenda import Meeting
from ctg_site.models.collecting import Bearer
from ctg_site.models.dates import ASKS, MOVED, DatesOffer
from ctg_site.models.meetings import Registration
from ctg_site.models.outbox import Notice
from ctg_site.models.people import Invitation
from ctg_site.models.proposals import Proposal
from ctg_site.models.subscriptions import Subscriber
from ctg_site.runtime import settings

from . import answering, calendars, receipts

#: The mails that hold a link to choose a password: the table of its row, the address it opens.
ACCOUNT_LINKS: dict[str, tuple[Any, str]] = {
    "invitation": (Invitation, "/equipe/invitation/"),
    "reset": (PasswordReset, "/equipe/oubli/"),
}
#: What RFC 5322 allows; mails are folded shorter where nothing suffers from it.
LONGEST_HEADER = 998


def read(notice_id: int) -> Notice:
    """The row with all that its mail may need: one statement."""
    return db.session.execute(
        db.select(Notice)
        .where(Notice.id == notice_id)
        .options(joinedload(Notice.user), joinedload(Notice.proposal).joinedload(Proposal.contact))
        .options(joinedload(Notice.proposal).joinedload(Proposal.structure), joinedload(Notice.report))
        .options(
            joinedload(Notice.registration).joinedload(Registration.meeting).joinedload(Meeting.structure)
        )
        .options(joinedload(Notice.participation), joinedload(Notice.subscriber))
        .options(joinedload(Notice.bearer).joinedload(Bearer.collection))
        .options(joinedload(Notice.bearer).joinedload(Bearer.user))
        .execution_options(populate_existing=True)
    ).scalar_one()


def finished(notice: Notice) -> EmailMessage | None:
    """The mail of this row; None when there is nobody, or nothing any more, to tell."""
    if notice.registration is not None and not _is_true(notice, notice.registration):
        return None
    if not _still_to_say(notice):
        return None
    if notice.bearer is not None and not notice.bearer.collection.is_open:
        return None
    news = current_app.extensions["ctg_news"](notice) if notice.subscriber else []
    address = address_of(notice) if news or notice.subscriber is None else ""
    return mail_of(notice, address, news) if address else None


def dates_of(notice: Notice) -> DatesOffer | None:
    """The dates that it is about, with the envie and the meeting that one of them became; mostly none."""
    if "offer" not in notice.context:
        return None
    found = db.select(DatesOffer).where(DatesOffer.id == notice.context["offer"])
    meeting = joinedload(DatesOffer.meeting).joinedload(Meeting.structure)
    return db.session.scalar(
        found.options(joinedload(DatesOffer.proposal), selectinload(DatesOffer.dates), meeting)
    )


def _still_to_say(notice: Notice) -> bool:
    """Nobody is asked to choose once nothing is to be chosen, nor told of a move that was taken back."""
    held = dates_of(notice)
    if held is not None and notice.template in ASKS:
        return held.is_open and bool(held.still_possible)
    if held is not None and held.meeting is not None and notice.template == MOVED:
        return Announced.of(notice.context["known"]) != held.meeting.announced
    return True


def _is_true(notice: Notice, registration: Registration) -> bool:
    """What a letter about a place says must hold when it leaves: the place is kept, the news are the last."""
    known, meeting = notice.context.get("known"), registration.meeting
    if notice.template == meetings.REMINDER:
        return registration.is_alive and not meeting.is_cancelled and meeting.starts_at > now()
    is_last = known is None or meetings.news(Announced.of(known), meeting.announced) == notice.template
    return registration.is_alive and is_last


def address_of(notice: Notice) -> str:
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
    if notice.bearer is not None:
        return notice.bearer.address
    contact = notice.proposal.contact if notice.proposal else None
    return contact.email if contact else ""


def words_of(notice: Notice, news: Sequence[Any] = ()) -> tuple[str, str]:
    """What it says, by e-mail or on paper: its subject, then its text."""
    proposal, registration = notice.proposal, notice.registration
    known = notice.context.get("known")
    coded = None if notice.participation else proposal or registration
    text = render_template(
        f"mail/{notice.template}.txt",
        proposal=proposal,
        person=notice.user,
        report=notice.report,
        registration=registration,
        meeting=registration.meeting if registration else None,
        participation=notice.participation,
        bearer=notice.bearer,
        news=news,
        answerer=answering.introduced_with_centre(proposal) if proposal and notice.is_for_author else "",
        code=" ".join(receipts.code(coded.seed)) if coded else "",
        link=link_of(notice),
        **(notice.context | {"known": Announced.of(known) if known else None, "offer": dates_of(notice)}),
    )
    if notice.is_for_author and proposal and proposal.is_open:
        text += render_template("mail/parts/stop.txt", link=link_of(notice))
    subject, _, body = text.partition("\n\n")
    return " ".join(subject.strip().splitlines()), body  # whatever its words hold, a header is one line


def mail_of(notice: Notice, address: str, news: list[Any]) -> EmailMessage:
    """The finished mail. No word of a resident ever enters a header."""
    site, registration = settings(), notice.registration
    subject, body = words_of(notice, news)
    mail = EmailMessage()
    mail["From"] = Address(site.mail_name, addr_spec=site.mail_address)
    if site.contact_email and site.contact_email != site.mail_address:
        mail["Reply-To"] = site.contact_email
    mail["To"] = mailbox.on_the_wire(address)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(notice.created_at)
    mail["Message-ID"] = f"<{notice.message_key}@{site.mail_address.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if notice.subscriber is not None:  # RFC 8058: one click, without a page in between
        mail["List-Id"] = f"<nouvelles.{urlsplit(site.base_url).hostname}>"
        mail["List-Unsubscribe"] = f"<{news_link(notice.subscriber)}/arreter>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(body, charset="utf-8")
    if registration is not None and registration.state is RegistrationState.CONFIRMED:
        _attach(mail, registration.meeting)
    if notice.subscriber is not None:  # an address in a header is read as it is: neither cut nor encoded
        mail.policy = mail.policy.clone(max_line_length=LONGEST_HEADER)
    return mail


def _attach(mail: EmailMessage, meeting: Meeting) -> None:
    """The meeting as it is when the letter leaves, for the calendar of its reader."""
    mail.add_attachment(
        calendars.invitation(meeting),
        maintype="text",
        subtype="calendar",
        filename=f"rendez-vous-{meeting.number}.ics",
        params={"method": calendars.method(meeting), "charset": "utf-8"},
    )


def link_of(notice: Notice) -> str:
    """What the mail opens: the follow-up of an envie, a place at a meeting, the choice of a password."""
    if notice.participation is not None:
        return _link(receipts.PARTICIPATION, notice.participation.seed)
    if notice.subscriber is not None:
        return news_link(notice.subscriber)
    if notice.bearer is not None:
        return _link(receipts.VALUES, notice.bearer.seed)
    if notice.proposal is not None:  # nobody confirmed a new address: it gets no secret
        return _link(receipts.FOLLOW_UP, None if notice.template == "new_address" else notice.proposal.seed)
    if notice.registration is not None:
        return _link(receipts.REGISTRATION, notice.registration.seed)
    return _account_link(notice)


def news_link(subscriber: Subscriber) -> str:
    """The address that shows, to whoever holds it, what this subscriber follows, and stops it."""
    site = settings()
    return f"{site.base_url}/etre-prevenu/lien/{derived_token(subscriber.seed, 'news', site.code_key)}"


def _link(door: receipts.Door, seed: str | None) -> str:
    """The secret link while its seed is kept; afterwards, the page that asks for the code."""
    return receipts.link(door, seed) or settings().base_url + door.page


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
