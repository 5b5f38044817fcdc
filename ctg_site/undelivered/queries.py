"""Reads: whether mails leave, and those that could not and are in no file of an author."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import not_
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db, now, page_of
from ctg_site.domain.vocabulary import NoticeFault, NoticeWay
from ctg_site.models.outbox import FOR_AUTHOR, HELD, STUCK, Notice
from ctg_site.models.proposals import Proposal
from ctg_site.services import heartbeat
from ctg_site.services.heartbeat import LATE, Task
from ctg_site.services.owed import Waiting, how_many

PAGE = 30
#: A server that is away for less is having a pause, and nobody needs to know.
PAUSE = timedelta(minutes=5)
LONG_AWAY = timedelta(hours=1)
#: An address that receives enough already is no failure: the person of the centre knows.
FAILED = STUCK & (Notice.fault != NoticeFault.TOO_MANY)

HELD_SAID = "`flask ctg letters held` lists them, `letters let-go` sends them, `letters drop` does not"


@dataclass(frozen=True, slots=True)
class SendingState:
    """How the sending is: the last turn, what waits and since when, what could not leave, by its reader."""

    last: datetime | None
    waiting: int
    waiting_since: datetime | None
    away_since: datetime | None
    calls: int
    others: int
    #: Those that wait for somebody, after a restoration; they are not among those that wait.
    held: int = 0

    @property
    def is_late(self) -> bool:
        """Letters wait, and nothing sends them; before the first turn, only what waits tells it."""
        late, instant = LATE[Task.SEND_MAIL], now()
        waits = self.waiting_since is not None and instant - self.waiting_since > late
        return waits and (self.last is None or instant - self.last > late)

    @property
    def is_away(self) -> bool:
        """The server takes no mail for so long that somebody must look; a shorter absence mends itself."""
        return self.away_since is not None and now() - self.away_since > LONG_AWAY


def sending() -> SendingState:
    """Three statements, however many mails."""
    instant, tried = now(), Notice.attempts > 0
    waiting = Notice.way == NoticeWay.EMAIL, Notice.done_at.is_(None), Notice.gave_up_at.is_(None)
    counted = db.select(
        db.func.count().filter(not_(HELD)),
        db.func.count().filter(HELD),
        db.func.min(Notice.try_after).filter(Notice.try_after <= instant),
        db.func.min(Notice.first_tried_at).filter(~tried),
    ).where(*waiting)
    count, held, since, away = db.session.execute(counted).one()
    stuck = db.select(db.func.count().filter(FOR_AUTHOR), db.func.count().filter(not_(FOR_AUTHOR)))
    calls, others = db.session.execute(stuck.where(FAILED)).one()
    away = away if away is not None and instant - away > PAUSE else None
    return SendingState(heartbeat.pulse(Task.SEND_MAIL).last, count, since, away, calls, others, held)


def stuck(person: Any, on: date) -> Waiting:
    """Those that failed and are in no file of an author."""
    rows = db.select(Notice.id, Notice.created_at).where(FAILED, not_(FOR_AUTHOR))
    return how_many(rows.order_by(Notice.id))


def held() -> list[Any]:
    """What is held since a restoration: by template, how many, and the days of the first and of the last."""
    told = db.func.count(), db.func.min(Notice.created_at), db.func.max(Notice.created_at)
    asked = db.select(Notice.template, *told).where(HELD).group_by(Notice.template).order_by(Notice.template)
    return list(db.session.execute(asked).all())


def letters(after: int = 0) -> Page[Notice]:
    """Those of which no file of an author tells, the oldest first."""
    stuck = db.select(Notice).where(STUCK, not_(FOR_AUTHOR), Notice.id > after).order_by(Notice.id)
    whose = joinedload(Notice.user), joinedload(Notice.registration)
    found = list(db.session.scalars(stuck.limit(PAGE + 1).options(*whose)))
    return page_of(found, PAGE)


def letter(number: int) -> Notice | None:
    """One of them, while nobody took care of it."""
    stuck = db.select(Notice).where(Notice.id == number, STUCK, not_(FOR_AUTHOR))
    return db.session.scalar(stuck.limit(1))


def file(number: int) -> Proposal | None:
    return db.session.get(Proposal, number)
