"""Reads about places: districts, and the centres that receive envies d'agir."""

from ctg_site.db import db
from ctg_site.models.places import District, Structure


def districts() -> list[District]:
    return list(db.session.scalars(db.select(District).order_by(District.name)))


def centres() -> list[Structure]:
    """The structures that receive envies, by name."""
    receiving = db.select(Structure).where(Structure.receives_proposals).order_by(Structure.name)
    return list(db.session.scalars(receiving))


def centre(slug: str) -> Structure | None:
    return db.session.execute(
        db.select(Structure).where(Structure.slug == slug, Structure.receives_proposals)
    ).scalar_one_or_none()


def district(slug: str) -> District | None:
    return db.session.execute(db.select(District).where(District.slug == slug)).scalar_one_or_none()
