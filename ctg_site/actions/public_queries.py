"""Reads: which actions everybody finds, by the search and by search engines, and what of each."""

from typing import Any

from sqlalchemy.orm import selectinload

from ctg_site.db import db
from ctg_site.models.actions import Action, Partner, ProgressUpdate
from ctg_site.models.convention import Commitment
from ctg_site.services.publishing import IndexSource, facets, serving
from ctg_site.services.search_index import Facet, facet


def _facets(one: Action) -> list[str]:
    places = [facet(Facet.DISTRICT, district.id) for district in one.districts]
    return [*facets(Facet.STRUCTURE, one.lead_id), *places, *serving(one.commitments)]


def _texts(one: Action) -> list[str]:
    """What the page of an action says in words."""
    told = [line.public_text for line in one.updates if line.published_at is not None]
    aims = [one.general_aim, one.operational_aims, one.need, one.residents_words]
    return [one.title, one.plain_text, one.description, *aims, *told]


ACTIONS = IndexSource(
    Action,
    lambda: Action.is_published,
    _texts,
    _facets,
    (
        selectinload(Action.commitments).joinedload(Commitment.theme),
        selectinload(Action.districts),
        selectinload(Action.updates),
    ),
    told_by=dict.fromkeys((ProgressUpdate, Partner), lambda one: one.action_id),
)


def listed() -> Any:
    return db.select(Action.number.label("number")).where(ACTIONS.is_public()).order_by(Action.number)
