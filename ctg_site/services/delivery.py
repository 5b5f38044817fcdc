"""The turns in which waiting mails leave: each is tried for days, and none holds the others back."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import mailbox
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import NoticeFault, NoticeWay
from ctg_site.effects import letters
from ctg_site.effects.mailer import Cut, LetterRefused, MailLine, ServerAway
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Proposal
from ctg_site.models.reports import Report
from ctg_site.services import clock, erasing

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
#: A letter waits twice as long after each try, and is tried for so many days.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
PATIENCE = timedelta(days=4)
#: A letter that met a server which takes none lets the others pass, and comes back soon.
SOON = timedelta(minutes=1)
#: One lap has an end, whatever waits and however slow the server is.
MOST_A_LAP, LAP_SECONDS = 100, 60.0


@dataclass(slots=True)
class Lap:
    """What one turn did: how many mails left, why the server took no more, whether others are due."""

    sent: int = 0
    away: str = ""
    more: bool = False


def deliver_pending() -> int:
    """Try once each waiting mail that is due; how many left."""
    return delivered().sent


def delivered() -> Lap:
    """The same, and why the server takes no more, if that is why it stopped."""
    turn = lap()
    sent = turn.sent
    while turn.more:
        turn = lap()
        sent += turn.sent
    return Lap(sent, turn.away)


def lap(going_on: Callable[[], bool] = lambda: True) -> Lap:
    """Try each waiting mail that is due once, within a minute, until the server is away.

    Those never tried come first, so that what is refused again and again holds nobody back. Several loops
    may run at once.
    """
    done, end, numbers = Lap(), time.monotonic() + LAP_SECONDS, _due()
    done.more = len(numbers) == MOST_A_LAP
    with current_app.extensions["ctg_mailer"].line() as line:
        for number in numbers:
            if not going_on() or time.monotonic() > end:
                done.more = True
                break
            if not _claim(number):
                continue
            try:
                done.sent += _deliver(number, line)
            except ServerAway as error:
                _server_away(number, handed_over=isinstance(error, Cut))
                done.away, done.more = str(error), False
                break
    return done


def _waiting() -> tuple[Any, ...]:
    return Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None), Notice.gave_up_at.is_(None)


def _due() -> list[int]:
    order = Notice.first_tried_at.is_not(None), Notice.try_after, Notice.id
    due = db.select(Notice.id).where(*_waiting(), Notice.try_after <= now()).order_by(*order)
    numbers = list(db.session.scalars(due.limit(MOST_A_LAP)))
    db.session.rollback()
    return numbers


@operation
def _claim(number: int) -> bool:
    """Reserve a mail for five minutes: only one loop gets it, and a dead loop gives it back."""
    instant = now()
    claim = db.update(Notice).where(Notice.id == number, *_waiting(), Notice.try_after <= instant)
    tried = {"first_tried_at": db.func.coalesce(Notice.first_tried_at, instant)}
    claim = claim.values(try_after=instant + LEASE, attempts=Notice.attempts + 1, **tried)
    return bool(in_bulk(claim))


def _deliver(number: int, line: MailLine) -> int:
    """Make the mail and hand it over; 1 when it left. What cannot be made holds no other back."""
    try:
        mail = letters.finished(letters.read(number))
    except SQLAlchemyError:
        raise
    except mailbox.NotAnAddress:
        _give_up(number, NoticeFault.ADDRESS)
        return 0
    except Exception:
        log.exception("mail %s could not be made", number)
        _put_off(number, NoticeFault.WORDS)
        return 0
    db.session.rollback()
    if mail is None:
        _give_up(number, None)
        return 0
    try:
        line.send(mail)
    except LetterRefused as refused:
        log.warning("mail %s refused: %s", number, refused)
        if refused.for_good:
            _give_up(number, refused.fault)
        else:
            _put_off(number, refused.fault)
        return 0
    _done(number)
    return 1


@operation
def _done(number: int) -> None:
    db.session.execute(db.update(Notice).where(Notice.id == number).values(done_at=now()))
    erase_reader(number)
    erasing.after(number)


@operation
def _put_off(number: int, fault: NoticeFault) -> None:
    """A try was of no use: there will be another one, later each time, until four days are over."""
    notice = db.session.get_one(Notice, number, populate_existing=True)
    if _patience_is_over(notice):
        _leave_to_people(notice, fault)
    else:
        notice.try_after = now() + wait_after(notice.attempts)


@operation
def _server_away(number: int, handed_over: bool) -> None:
    """No try of this letter, unless its text was handed over; all that is due begins to wait.

    What waited for four days is left to people, some at a time.
    """
    instant, notice = now(), db.session.get_one(Notice, number, populate_existing=True)
    if handed_over:
        notice.try_after = instant + wait_after(notice.attempts)
    else:
        notice.attempts, notice.try_after = notice.attempts - 1, instant + SOON
    db.session.flush()
    waits = db.update(Notice).where(*_waiting(), Notice.first_tried_at.is_(None), Notice.try_after <= instant)
    in_bulk(waits.values(first_tried_at=instant))
    old = db.select(Notice).where(*_waiting(), Notice.first_tried_at <= instant - PATIENCE)
    some = old.order_by(Notice.id).limit(MOST_A_LAP).with_for_update(skip_locked=True)
    for late in db.session.scalars(some).all():
        _leave_to_people(late, NoticeFault.SERVER)


def wait_after(attempts: int) -> timedelta:
    """How long a letter waits after so many tries."""
    return min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 10), LONGEST_WAIT)


def _patience_is_over(notice: Notice) -> bool:
    return (notice.first_tried_at or now()) <= now() - PATIENCE


@operation
def _give_up(number: int, fault: NoticeFault | None) -> None:
    """Nobody tries any more: people are told why, or there was nobody and nothing to tell."""
    notice = db.session.get_one(Notice, number, populate_existing=True)
    if fault is None:
        notice.gave_up_at = now()
        erase_reader(number)
        erasing.after(number)
    else:
        _leave_to_people(notice, fault)


def _leave_to_people(notice: Notice, fault: NoticeFault) -> None:
    """This mail becomes a call to make; an author who is promised something waits for the centre again."""
    notice.gave_up_at, notice.fault = now(), fault
    if notice.is_for_author:
        proposal = db.session.get_one(
            Proposal, notice.proposal_id, populate_existing=True, with_for_update={"of": Proposal}
        )
        proposal.note_down(FileEvent.MAIL_STUCK, by=SYSTEM)
        if proposal.is_promised:
            clock.awaited(proposal)


def erase_reader(number: int) -> None:
    """The address a reader left was for one answer: it is erased once that mail left, or is left alone."""
    answered = db.select(Notice.report_id).where(Notice.id == number, Notice.report_id.is_not(None))
    erase = db.update(Report).where(Report.id.in_(answered)).values(email="")
    in_bulk(erase)
