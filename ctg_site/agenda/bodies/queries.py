"""Reads of the bodies of the town: who sits there, which may meet."""

from typing import Any

from sqlalchemy import Select, or_
from sqlalchemy.orm import joinedload

from ctg_site.agenda.filters import word
from ctg_site.db import db
from ctg_site.models.agenda import BodySeat, Meeting
from ctg_site.models.convention import GoverningBody, Theme
from ctg_site.services import conventions


def known_bodies() -> Select[Any]:
    """The bodies of the town in the order of the act, those added since at the end."""
    known = db.select(GoverningBody).where(conventions.is_body_known())
    return known.order_by(GoverningBody.kind, GoverningBody.position, GoverningBody.id)


def _with_theme() -> Select[Any]:
    return known_bodies().options(joinedload(GoverningBody.theme).joinedload(Theme.convention))


def bodies() -> list[GoverningBody]:
    return list(db.session.scalars(_with_theme()))


def body(key: str) -> GoverningBody | None:
    """A body of the town, by its key."""
    return db.session.execute(_with_theme().where(GoverningBody.key == word(key))).scalar_one_or_none()


def to_meet(meeting: Meeting | None) -> list[GoverningBody]:
    """The bodies that a meeting may be of: those that meet still, and its own whatever became of it."""
    own = meeting.body_id if meeting else None
    meets = conventions.is_body_known() & GoverningBody.is_ended.is_(False)
    order = GoverningBody.kind, GoverningBody.position, GoverningBody.id
    found = db.select(GoverningBody).where(or_(meets, GoverningBody.id == own))
    return list(db.session.scalars(found.order_by(*order)))


def has_met(body: GoverningBody) -> bool:
    """A meeting of it was announced at least."""
    return db.session.scalar(db.select(Meeting.id).where(Meeting.body_id == body.id).limit(1)) is not None


def seats(*body_ids: int) -> dict[int, list[BodySeat]]:
    """Who sits in these bodies, college by college."""
    sitting = (
        db.select(BodySeat).where(BodySeat.body_id.in_(body_ids)).order_by(BodySeat.body_id, BodySeat.id)
    )
    found: dict[int, list[BodySeat]] = {number: [] for number in body_ids}
    for seat in db.session.scalars(sitting):
        found[seat.body_id].append(seat)
    return found
