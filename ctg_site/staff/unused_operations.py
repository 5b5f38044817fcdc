"""Accounts that nobody uses: told by mail, closed a month later, without a name a year after they closed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import advisory_lock, db, in_bulk, operation
from ctg_site.domain.policy import SYSTEM, Role
from ctg_site.domain.retention import KeptData
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects import outbox
from ctg_site.models.people import Absence, User, membership
from ctg_site.runtime import life
from ctg_site.services import access, audit
from ctg_site.services.retention import little_by_little
from ctg_site.words.french import day

from .operations import LOCK

#: How long whoever was told has to sign in.
NOTICE = timedelta(days=30)
#: What stands in the place of an address that nobody has any more.
NOBODY = "@parti.invalid"
NAME = "Ancien membre de l’équipe"
LAST_USED = db.func.coalesce(User.last_sign_in_at, User.created_at)


def forget_unused(instant: datetime) -> int:
    """Write to whoever has not come for so long; close what was told a month ago."""
    return _tell(instant) + _close(instant)


def forget_gone(instant: datetime) -> int:
    """Nothing of a person is left in an account closed for so long; its number stays, acts point at it."""
    _date_closed(instant)
    old = and_(~User.is_active, User.disabled_at <= life(KeptData.STAFF_GONE).before(instant))
    found = db.select(User.id).where(old, ~User.email.endswith(NOBODY)).order_by(User.id)
    numbers = list(db.session.scalars(found))
    for number in numbers:
        _lose_name(number)
    return len(numbers)


def forget_absences(instant: datetime) -> int:
    over = Absence.last_day < local(life(KeptData.STAFF_ABSENCE).before(instant)).date()
    return little_by_little(db.select(Absence.id).where(over), db.delete(Absence))


@operation
def _tell(instant: datetime) -> int:
    """Once for each time that nobody comes."""
    untold = or_(User.unused_told_at.is_(None), User.unused_told_at <= LAST_USED)
    old = User.is_active, LAST_USED <= life(KeptData.STAFF_UNUSED).before(instant), untold
    people = db.session.scalars(db.select(User).where(*old).with_for_update().order_by(User.id)).all()
    for person in people:
        person.unused_told_at = instant
        outbox.tell_staff(person, "account_unused", until=day(instant + NOTICE))
    return len(people)


@operation
def _close(instant: datetime) -> int:
    """The last administrator stays: somebody must be able to open the others again."""
    advisory_lock(LOCK)
    told = User.unused_told_at <= instant - NOTICE, User.unused_told_at > LAST_USED
    people = db.session.scalars(db.select(User).where(User.is_active, *told).with_for_update()).all()
    administrators = db.select(db.func.count(User.id)).where(User.is_active, User.role == Role.ADMINISTRATOR)
    left, closed = db.session.scalar(administrators) or 0, 0
    for person in sorted(people, key=lambda one: one.id):
        if person.role is Role.ADMINISTRATOR:
            if left == 1:
                continue
            left -= 1
        _end(person, instant)
        closed += 1
    return closed


def _end(person: User, instant: datetime) -> None:
    person.is_active, person.disabled_at = False, instant
    access.drop_links(person.id)
    access.drop_kept(person.id)
    access.close_sessions(person.id)
    audit.record(AuditEvent.ACCOUNT_DISABLED, SYSTEM, access.account_number(person), "personne ne s’en sert")


@operation
def _date_closed(instant: datetime) -> None:
    """What was closed before anybody noted when: its time runs from now on."""
    in_bulk(db.update(User).where(~User.is_active, User.disabled_at.is_(None)).values(disabled_at=instant))


@operation
def _lose_name(number: int) -> None:
    person: Any = db.session.get(User, number, with_for_update=True, populate_existing=True)
    person.name, person.shown_name, person.function, person.email = NAME, "", "", f"{number}{NOBODY}"
    person.password_hash = None
    access.drop_links(number)
    access.drop_kept(number)
    access.end_sessions(number)
    access.drop_second_factor(number)
    in_bulk(db.delete(membership).where(membership.c.user_id == number))
    audit.record(AuditEvent.ERASED, SYSTEM, access.account_number(person), "le nom d’un ancien compte")
