"""Reads: which meetings everybody finds, by the search and by search engines, and what of each."""

from typing import Any

from ctg_site.db import db
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import GoverningBody
from ctg_site.services.publishing import IndexSource, facets
from ctg_site.services.search_index import Facet

from .bodies.queries import known_bodies


def _texts(one: Meeting) -> list[str]:
    """What the page of a meeting says in words; its minutes once published."""
    minutes = [one.minutes] if one.tells_minutes else []
    return [one.title, one.place, one.description, one.order_of_business, *minutes]


MEETINGS = IndexSource(
    Meeting,
    lambda: Meeting.is_public,
    _texts,
    lambda one: [*facets(Facet.STRUCTURE, one.structure_id), *facets(Facet.DISTRICT, one.district_id)],
)


def listed() -> Any:
    return db.select(Meeting.id.label("number")).where(MEETINGS.is_public()).order_by(Meeting.id.desc())


def listed_bodies() -> Any:
    return known_bodies().with_only_columns(GoverningBody.key.label("key"))
