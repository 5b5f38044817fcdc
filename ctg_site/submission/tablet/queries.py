"""Reads of the shared tablets: the one that this browser is, those that run in one's centres."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import token_hash
from ctg_site.models.desk import Tablet
from ctg_site.models.places import Structure
from ctg_site.structures.queries import centres

#: The link that makes a tablet of a browser is followed at once; later, in its history, it opens nothing.
OPENS = timedelta(minutes=2)


def places(person: Any) -> list[Structure]:
    """The centres whose desk somebody may lend a tablet at: their own; for the coordination, all."""
    every = Role.COORDINATOR in person.roles
    return [one for one in centres() if every or one.id in person.structure_ids]


def _running() -> Any:
    whole = joinedload(Tablet.structure), joinedload(Tablet.author)
    return db.select(Tablet).where(Tablet.expires_at > now()).options(*whole)


def running(token: str | None) -> Tablet | None:
    """The tablet that a browser holding `token` is, until somebody ends it, or its day is over."""
    if not token:
        return None
    return db.session.execute(_running().where(Tablet.token_hash == token_hash(token))).scalar_one_or_none()


def just_started(token: str) -> Tablet | None:
    found = running(token)
    return found if found is not None and now() - found.created_at <= OPENS else None


def of_centres(person: Any) -> list[Tablet]:
    """Those that run in one's centres, the latest first."""
    mine = _running().where(Tablet.structure_id.in_([place.id for place in places(person)]))
    return list(db.session.scalars(mine.order_by(Tablet.id.desc())))


def own(number: int, person: Any) -> Tablet | None:
    return next((one for one in of_centres(person) if one.id == number), None)
