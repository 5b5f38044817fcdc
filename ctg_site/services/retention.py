"""The daily purge: every period of the table, one after the other, and the clock that it must trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.retention import KeptData, Period
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry

from . import heartbeat, kept_files
from .heartbeat import Task

#: A clock that is wrong by more would erase what is not past its time.
JUMP = timedelta(days=1)
#: The purge comes each day.
RHYTHM = timedelta(days=1)
MOST_AT_ONCE = 500


class ClockJumped(RuntimeError):
    """The clock of the machine is not where the last sign of life of the site lets it be."""

    def __init__(self, last: datetime, instant: datetime) -> None:
        super().__init__(f"{last:%Y-%m-%d %H:%M} → {instant:%Y-%m-%d %H:%M} UTC")
        self.last, self.instant = last, instant


@dataclass(frozen=True, slots=True)
class Purged:
    """What the purge did of one period: how many rows."""

    kept: KeptData
    rows: int


def periods() -> tuple[Period, ...]:
    """The table of periods: what each slice says of what it keeps."""
    found: tuple[Period, ...] = current_app.extensions["ctg_periods"]
    return found


def forget() -> int:
    """At each turn of the mail loop: what is short and cheap, drafts, seeds, counters; how many rows."""
    instant = now()
    return sum(one.forget(instant) for one in periods() if one.forget and one.each_turn)


def purge(clock_is_right: bool = False) -> Iterator[Purged]:
    """Erase all that is past its time, period by period; whatever stops it, the next one goes on.

    ClockJumped, and nothing done, when the clock went further than a day from what the site saw last,
    unless somebody says that it is right.
    """
    instant = now()
    if not clock_is_right and (last := jumped(instant)) is not None:
        raise ClockJumped(last, instant)
    for period in periods():
        if period.forget is not None:
            yield Purged(period.kept, period.forget(instant))
    heartbeat.beat(Task.PURGE)


def once_a_day() -> None:
    """In the mail loop: the purge, if nothing did it today; ClockJumped as `purge`."""
    last = heartbeat.pulse(Task.PURGE).last
    if last is None or abs(now() - last) >= RHYTHM:
        for _ in purge():
            pass
        kept_files.remove_orphans()


def jumped(instant: datetime) -> datetime | None:
    """The last sign of life, when the clock is more than a day away from it; None when it is believed.

    A purge that was made is the surest sign, since the other tasks follow a wrong clock without harm.
    """
    before = heartbeat.pulse(Task.PURGE).last
    if before is not None:
        return before if not before - JUMP <= instant <= before + RHYTHM + JUMP else None
    signs = [heartbeat.pulse(task).last for task in Task]
    signs += [db.session.scalar(db.select(db.func.max(column))) for column in _WRITTEN]
    last = max((one for one in signs if one is not None), default=None)
    return last if last is not None and abs(instant - last) > JUMP else None


_WRITTEN: tuple[Any, ...] = AuditEntry.at, JournalEntry.created_at, Notice.created_at


def little_by_little(asked: Any, change: Any) -> int:
    """Make this change, or this deletion, of the rows whose numbers are asked for, some at a time.

    What is changed must no longer be asked for.
    """
    done = 0
    while few := _some(asked, change):
        done += few
    return done


@operation
def _some(asked: Any, change: Any) -> int:
    numbers = list(db.session.scalars(asked.limit(MOST_AT_ONCE)))
    return in_bulk(change.where(change.table.c.id.in_(numbers))) if numbers else 0
