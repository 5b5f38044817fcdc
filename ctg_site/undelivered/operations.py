"""Writes about mails that could not leave: try again, or leave one aside."""

from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import AuditEvent, NoticeFault, NoticeWay
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.outbox import FOR_AUTHOR, HELD, HELD_UNTIL, STUCK, Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.models.reports import Report
from ctg_site.services import audit, delivery

#: What another try may mend by itself, once the server or the site was mended.
NOT_THE_ADDRESS = (NoticeFault.SERVER, NoticeFault.WORDS)
MOST_AT_ONCE = 500


@operation
def again(letter: Notice, by: User) -> None:
    """« Essayer encore »: four more days of patience for this mail."""
    _still_stuck(letter)
    _wait_anew([letter])
    audit.record(AuditEvent.MAIL_AGAIN, by, _called(letter))


@operation
def leave(letter: Notice, by: User) -> None:
    """« Laisser »: somebody knows, and nobody tries any more."""
    _still_stuck(letter)
    letter.done_at, letter.done_by_id = now(), by.id
    delivery.erase_reader(letter.id)
    audit.record(AuditEvent.MAIL_LEFT, by, _called(letter))


@operation
def all_again(by: User) -> int:
    """Every mail that the server or the site is to blame for, those of authors too; how many."""
    letters = _stuck(Notice.fault.in_(NOT_THE_ADDRESS))
    _wait_anew(letters)
    numbers = {letter.proposal_id for letter in letters if letter.is_for_author}
    for file in db.session.scalars(db.select(Proposal).where(Proposal.id.in_(numbers))).all():
        file.note_down(FileEvent.MAIL_AGAIN, by)
    if letters:
        audit.record(AuditEvent.MAIL_AGAIN, by, detail=f"{len(letters)} lettres")
    return len(letters)


@operation
def again_for(proposal: Proposal, by: User) -> None:
    """The mails to the author of this file: the address was mended, or the server was."""
    letters = _stuck(Notice.proposal_id == proposal.id, FOR_AUTHOR)
    if not letters:
        raise InvalidTransition("no mail of this file is stuck")
    _wait_anew(letters)
    proposal.note_down(FileEvent.MAIL_AGAIN, by)


@operation
def hold() -> int:
    """After a restoration: what waited may have left since the backup; how many wait for somebody now."""
    waiting = Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None), Notice.gave_up_at.is_(None)
    return in_bulk(db.update(Notice).where(*waiting).values(try_after=HELD_UNTIL))


@operation
def let_go() -> int:
    """Those that are held leave, as if they had been written now; how many."""
    anew = {"attempts": 0, "first_tried_at": None, "try_after": now()}
    return _told(in_bulk(db.update(Notice).where(HELD).values(anew)), AuditEvent.MAIL_AGAIN)


@operation
def drop() -> int:
    """Those that are held had left, or nobody needs them any more; how many."""
    asked = db.select(Notice.report_id).where(HELD, Notice.report_id.is_not(None))
    in_bulk(db.update(Report).where(Report.id.in_(asked)).values(email=""))
    return _told(in_bulk(db.update(Notice).where(HELD).values(gave_up_at=now())), AuditEvent.MAIL_LEFT)


def _told(count: int, event: AuditEvent) -> int:
    if count:
        audit.record(event, SYSTEM, detail=f"{count} lettres")
    return count


def _stuck(*conditions: Any) -> list[Notice]:
    found = db.select(Notice).where(STUCK, *conditions).order_by(Notice.id).limit(MOST_AT_ONCE)
    return list(db.session.scalars(found.with_for_update()))


def _still_stuck(letter: Notice) -> None:
    if letter.fault is None or letter.done_at is not None:
        raise InvalidTransition("somebody took care of it")


def _wait_anew(letters: list[Notice]) -> None:
    for letter in letters:
        letter.attempts, letter.try_after = 0, now()
        letter.first_tried_at = letter.gave_up_at = letter.fault = None


def _called(letter: Notice) -> str:
    return f"lettre n°\u00a0{letter.id}"
