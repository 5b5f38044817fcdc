"""Reads: which places everybody finds, by the search and by search engines, and what of each."""

from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.models.places import Structure
from ctg_site.services.publishing import IndexSource, facets
from ctg_site.services.search_index import Facet

STRUCTURES = IndexSource(
    Structure,
    lambda: Structure.is_active,
    lambda one: (one.name, one.kind_row.name, one.description, one.address),
    lambda one: facets(Facet.DISTRICT, one.district_id),
    [joinedload(Structure.kind_row)],
)


def listed() -> Any:
    return db.select(Structure.slug.label("slug")).where(STRUCTURES.is_public()).order_by(Structure.name_key)
