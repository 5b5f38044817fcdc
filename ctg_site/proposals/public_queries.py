"""Reads: which envies everybody finds, by the search and by search engines, and what of each."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import selectinload

from ctg_site.db import db
from ctg_site.domain.workflow import Moderation
from ctg_site.models.convention import Commitment
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.services.publishing import IndexSource, facets, serving
from ctg_site.services.search_index import Facet, facet

READ = ("moderation", "public_title", "public_text", "district_id", "structure_id", "stage", "outcome")
#: What a page shows beside that.
SHOWN = ("moderation", "visibility", "public_title", "public_text", "public_name", "organisation")


def _facets(one: Proposal) -> list[str]:
    places = [*facets(Facet.DISTRICT, one.district_id), *facets(Facet.STRUCTURE, one.structure_id)]
    states = [facet(Facet.STAGE, one.stage), facet(Facet.OUTCOME, one.outcome)]
    return [*places, *states, *serving(one.commitments)]


def _read(proposal: Proposal) -> int | None:
    """What the public finds of it changed, or it came out, or went away."""
    attributes = inspect(proposal).attrs
    changes = [attributes[name].history for name in READ]
    was_read = Moderation.PUBLISHED in changes[0].deleted
    is_read = was_read or proposal.is_public and any(change.has_changes() for change in changes)
    return proposal.id if is_read else None


def _served(entry: JournalEntry) -> int | None:
    return entry.proposal_id if entry.event == "commitments" else None


ENVIES = IndexSource(
    Proposal,
    lambda: Proposal.moderation == Moderation.PUBLISHED,
    lambda one: (one.public_title, one.public_text),
    _facets,
    (selectinload(Proposal.commitments).joinedload(Commitment.theme),),
    Proposal.published_at,
    {Proposal: _read, JournalEntry: _served},
)


def listed() -> Any:
    columns = Proposal.id.label("number"), Proposal.published_at.label("changed")
    return (
        db.select(*columns)
        .where(ENVIES.is_public())
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
    )
