"""Reads about places: districts, kinds, and the centres that receive envies d'agir."""

from ctg_site.db import db
from ctg_site.effects.answering import introduced
from ctg_site.models.places import District, PlaceKind, Structure


def districts() -> list[District]:
    return list(db.session.scalars(db.select(District).order_by(District.name)))


def kinds(but: str = "") -> list[PlaceKind]:
    """The kinds of places that are offered, in their order; and one that a place already is."""
    offered = PlaceKind.is_active | (PlaceKind.slug == but)
    ordered = db.select(PlaceKind).where(offered).order_by(PlaceKind.position, PlaceKind.name)
    return list(db.session.scalars(ordered))


def centres() -> list[Structure]:
    """The structures that receive envies, by name."""
    receiving = db.select(Structure).where(Structure.receives_proposals).order_by(Structure.name)
    return list(db.session.scalars(receiving))


def centre(slug: str) -> Structure | None:
    return db.session.execute(
        db.select(Structure).where(Structure.slug == slug, Structure.receives_proposals)
    ).scalar_one_or_none()


def answering(structure_id: int | None, referent_id: int | None = None) -> str:
    """Who follows an envie, else whom its centre puts first, as its author reads them; or nothing."""
    return introduced(structure_id, referent_id)


def district(slug: str) -> District | None:
    return db.session.execute(db.select(District).where(District.slug == slug)).scalar_one_or_none()
