"""Reminds whoever answers for an indicator that a value is due: once a period, one mail a person."""

from collections import defaultdict
from datetime import date

from sqlalchemy import or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, in_bulk, operation
from ctg_site.effects import outbox
from ctg_site.models.indicators import Indicator
from ctg_site.models.people import User
from ctg_site.services import clock

from . import queries


@operation
def remind() -> int:
    """Write a mail to each owner of a value that is due; how many mails.

    A yearly value is due when its year is over; a final one when its action is. Asked for once.
    """
    today = clock.today()
    year = today.year - 1
    due: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in _due(today):
        due[indicator.owner_id or 0].append(indicator)
    _mark({one.id for lines in due.values() for one in lines}, year)
    people = db.select(User).where(User.id.in_(due), User.is_active).options(selectinload(User.structures))
    owners = list(db.session.scalars(people))
    for owner in owners:
        lines = [f"{_of(one)}\u00a0: {one.name}" for one in due[owner.id]]
        outbox.tell_staff(owner, "measures", year=year, lines=lines)
    return len(owners)


def _mark(numbers: set[int], year: int) -> None:
    """Without a new version: whoever is writing its values right now goes on."""
    in_bulk(db.update(Indicator).where(Indicator.id.in_(numbers)).values(reminded_for=year))


def _of(indicator: Indicator) -> str:
    return f"action n°\u00a0{indicator.action.number}" if indicator.action else "engagements"


def _due(on: date) -> list[Indicator]:
    owned = queries.due(db.select(Indicator), on).where(Indicator.owner_id.is_not(None))
    asked_yet = or_(Indicator.reminded_for.is_(None), Indicator.reminded_for < on.year - 1)
    found = owned.where(asked_yet).options(joinedload(Indicator.action))
    return list(db.session.scalars(found.with_for_update(of=Indicator)))
