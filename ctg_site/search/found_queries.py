"""Reads: what a search found, as it is shown: a statement for each kind, a few more for what hangs on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting
from ctg_site.models.content import ContentPage
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services import publishing
from ctg_site.services.search_index import Facet, facet
from ctg_site.services.search_shown import named


@dataclass(frozen=True, slots=True)
class SubjectFound:
    """Something found: its address, title, words, the places that name it, its number or its moment."""

    endpoint: str
    values: dict[str, Any]
    title: str
    texts: Sequence[str]
    places: dict[str, str] = field(default_factory=dict)
    note: str = ""
    when: datetime | None = None


def _rows(table: Any, kind: SearchKind, numbers: Sequence[int], *options: Any) -> list[Any]:
    """These rows, in this order, if the public may still read them."""
    if not numbers:
        return []
    # Asked beside each row: as a condition, it would make the database look at all that is published.
    public = db.select(table, publishing.source_of(kind).is_public()).where(table.id.in_(numbers))
    found = {row.id: row for row, is_public in db.session.execute(public.options(*options)) if is_public}
    return [found[number] for number in numbers if number in found]


def _envies(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    options = joinedload(Proposal.district), joinedload(Proposal.structure)
    return {
        one.id: SubjectFound(
            "proposals.show",
            {"number": one.id},
            one.public_title or "",
            [one.public_text or ""],
            named(one.district, one.structure),
        )
        for one in _rows(Proposal, SearchKind.ENVIE, numbers, *options)
    }


def _commitments(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    options = joinedload(Commitment.theme).joinedload(Theme.convention)
    return {
        one.id: SubjectFound(
            "convention.commitment",
            {"period": one.convention.period, "number": one.number},
            one.plain_title,
            [one.plain_text, one.official_text, one.number],
            note=f"{one.number}, {one.convention.period}",
        )
        for one in _rows(Commitment, SearchKind.COMMITMENT, numbers, options)
    }


def _actions(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    options = joinedload(Action.lead), selectinload(Action.updates), selectinload(Action.districts)
    return {
        one.id: SubjectFound(
            "actions.show",
            {"number": one.number},
            one.title,
            publishing.source_of(SearchKind.ACTION).texts(one)[1:],
            named(None, one.lead) | {facet(Facet.DISTRICT, place.id): place.name for place in one.districts},
            str(one.number),
        )
        for one in _rows(Action, SearchKind.ACTION, numbers, *options)
    }


def _structures(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    options = joinedload(Structure.kind_row), joinedload(Structure.district)
    return {
        one.id: SubjectFound(
            "directory.structure",
            {"slug": one.slug},
            one.name,
            [one.kind_row.name, one.description, one.address],
            named(one.district, None),
        )
        for one in _rows(Structure, SearchKind.STRUCTURE, numbers, *options)
    }


def _meetings(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    options = joinedload(Meeting.district), joinedload(Meeting.structure)
    return {
        one.id: SubjectFound(
            "agenda.show",
            {"number": one.id},
            one.title,
            publishing.source_of(SearchKind.MEETING).texts(one)[1:],
            named(one.district, one.structure),
            when=one.starts_at,
        )
        for one in _rows(Meeting, SearchKind.MEETING, numbers, *options)
    }


def _help(numbers: Sequence[int]) -> dict[int, SubjectFound]:
    return {
        one.id: SubjectFound("content.help", {"slug": one.slug}, one.title, [one.body])
        for one in _rows(ContentPage, SearchKind.PAGE, numbers)
    }


READ: dict[SearchKind, Callable[[Sequence[int]], dict[int, SubjectFound]]] = {
    SearchKind.ENVIE: _envies,
    SearchKind.COMMITMENT: _commitments,
    SearchKind.ACTION: _actions,
    SearchKind.STRUCTURE: _structures,
    SearchKind.MEETING: _meetings,
    SearchKind.PAGE: _help,
}
