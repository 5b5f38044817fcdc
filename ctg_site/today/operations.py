"""Writes of the morning letter: once a day, to each person who owes something."""

from datetime import date, datetime

from sqlalchemy.orm import selectinload

from ctg_site.db import db, in_bulk, insert, now, operation
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.town_calendar import local
from ctg_site.effects import outbox
from ctg_site.models.people import User
from ctg_site.models.reminders import Reminder

from . import queries

KEPT = RULES[KeptData.STAFF_REMINDER].life.span


@operation
def remind(person_id: int, on: date) -> int:
    """Write what this person reads on their first page; how many lines, none when today's was written.

    What was set aside is told beside the rest, and writes no letter by itself.
    """
    found = db.select(User).where(User.id == person_id, User.is_active)
    person = db.session.scalar(found.options(selectinload(User.structures)))
    owed = queries.owed(person, on) if person else []
    if person is None or all(line.is_aside for line in owed) or not _first_today(person, on):
        return 0
    outbox.tell_staff(person, "digest", lines=[line.said for line in owed])
    return len(owed)


def _first_today(person: User, on: date) -> bool:
    """Whether nobody reminded this person today: of two commands at once, one is first."""
    mark = insert(Reminder).values(user_id=person.id, day=on, created_at=now())
    written = mark.on_conflict_do_nothing().returning(Reminder.id)
    return db.session.execute(written).scalar_one_or_none() is not None


@operation
def forget(instant: datetime) -> int:
    """Erase the marks of past reminders; how many."""
    past = db.delete(Reminder).where(Reminder.day < local(instant - KEPT).date())
    return in_bulk(past)
