"""Reads: what the public may find, by kind of thing, each result with the words that made it found."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.text import stems
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting
from ctg_site.models.content import ContentPage
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.services import publishing, search_index, search_words
from ctg_site.services.search_index import Facet, facet
from ctg_site.services.search_shown import Shown, named, shown
from ctg_site.services.search_words import Term

from .pages import PAGES

#: So many results of each kind; so many on the page of one kind; « plus de 99 » beyond.
FIRST, PAGE, MOST_COUNTED = 5, 20, 100


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


@dataclass(frozen=True, slots=True)
class Result:
    """A subject as it is shown."""

    endpoint: str
    values: dict[str, Any]
    shown: Shown
    note: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class KindFound:
    """The first results of a kind; `count` is 100 for « plus de 99 », None on the following pages."""

    name: str
    results: list[Result]
    count: int | None
    following: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """All that a search found; other words to try when that is nothing."""

    terms: list[Term]
    sections: list[KindFound]
    instead: list[str]
    only: str

    @property
    def total(self) -> int:
        return sum(section.count or len(section.results) for section in self.sections)


def search(query: str, only: str = "", after: int | None = None) -> Results:
    """What every kind holds of these words, or one kind alone: a bounded number of statements."""
    terms = search_words.understand(query)
    names = [only] if only else list(KINDS)
    sections = [_section(name, terms, after, PAGE if only else FIRST) for name in names] if terms else []
    held = [section for section in sections if section.results]
    instead = [] if held or not terms else [words for words in search_words.instead(terms) if _finds(words)]
    return Results(terms, held, instead, only)


def is_made() -> bool:
    """Whether what is public was ever indexed: a site that comes from before the search was not."""
    public = db.select(SearchDocument.id).where(SearchDocument.kind == SearchKind.COMMITMENT)
    return db.session.scalar(public.limit(1)) is not None


def _section(name: str, terms: list[Term], after: int | None, size: int) -> KindFound:
    kind = KINDS[name]
    fixed = [page for page in PAGES if _holds(page.stems, terms)] if kind is SearchKind.PAGE else []
    limit, few = MOST_COUNTED if after is None else size + 1, kind is not SearchKind.ENVIE
    rows = search_index.newest(_groups(kind, terms), after, limit, few)
    shown = rows[:size]
    subjects = _of_pages(fixed) if after is None else []
    subjects += READ[kind]([subject for _, subject in shown])
    results = [_result(subject, terms) for subject in subjects]
    following = shown[-1][0] if len(rows) > size else None
    count = min(len(rows) + len(fixed), MOST_COUNTED) if after is None else None
    return KindFound(name, results, count, following)


def _groups(kind: SearchKind, terms: list[Term]) -> list[Iterable[str]]:
    return [*(term.tokens for term in terms), [facet(Facet.KIND, kind)]]


def _finds(words: str) -> bool:
    """Whether the public would find something with these words."""
    terms = search_words.understand(words)
    public = [*(term.tokens for term in terms), [search_index.PUBLIC]]
    return bool(terms and search_index.newest(public, None, 1))


def _holds(held: frozenset[str], terms: list[Term]) -> bool:
    """Each word looked for begins one of these."""
    return all(any(stem.startswith(tuple(stems(term.typed))) for stem in held) for term in terms)


def _result(subject: SubjectFound, terms: list[Term]) -> Result:
    pieces = shown(subject.title, subject.texts, subject.places, terms)
    return Result(subject.endpoint, subject.values, pieces, subject.note, subject.when)


def _rows(table: Any, kind: SearchKind, numbers: Sequence[int], *options: Any) -> list[Any]:
    """These rows, in this order, if the public may still read them."""
    if not numbers:
        return []
    # Asked beside each row: as a condition, it would make the database look at all that is published.
    public = db.select(table, publishing.source_of(kind).is_public()).where(table.id.in_(numbers))
    found = {row.id: row for row, is_public in db.session.execute(public.options(*options)) if is_public}
    return [found[number] for number in numbers if number in found]


def _envies(numbers: Sequence[int]) -> list[SubjectFound]:
    options = joinedload(Proposal.district), joinedload(Proposal.structure)
    return [
        SubjectFound(
            "proposals.show",
            {"number": one.id},
            one.public_title or "",
            [one.public_text or ""],
            named(one.district, one.structure),
        )
        for one in _rows(Proposal, SearchKind.ENVIE, numbers, *options)
    ]


def _commitments(numbers: Sequence[int]) -> list[SubjectFound]:
    options = joinedload(Commitment.theme).joinedload(Theme.convention)
    return [
        SubjectFound(
            "convention.commitment",
            {"period": one.convention.period, "number": one.number},
            one.plain_title,
            [one.plain_text, one.official_text, one.number],
            note=f"{one.number}, {one.convention.period}",
        )
        for one in _rows(Commitment, SearchKind.COMMITMENT, numbers, options)
    ]


def _actions(numbers: Sequence[int]) -> list[SubjectFound]:
    options = joinedload(Action.lead), selectinload(Action.updates), selectinload(Action.districts)
    return [
        SubjectFound(
            "actions.show",
            {"number": one.number},
            one.title,
            publishing.source_of(SearchKind.ACTION).texts(one)[1:],
            named(None, one.lead) | {facet(Facet.DISTRICT, place.id): place.name for place in one.districts},
            str(one.number),
        )
        for one in _rows(Action, SearchKind.ACTION, numbers, *options)
    ]


def _structures(numbers: Sequence[int]) -> list[SubjectFound]:
    return [
        SubjectFound(
            "directory.structure",
            {"slug": one.slug},
            one.name,
            [one.description, one.address],
            named(one.district, None),
        )
        for one in _rows(Structure, SearchKind.STRUCTURE, numbers, joinedload(Structure.district))
    ]


def _meetings(numbers: Sequence[int]) -> list[SubjectFound]:
    options = joinedload(Meeting.district), joinedload(Meeting.structure)
    return [
        SubjectFound(
            "agenda.show",
            {"number": one.id},
            one.title,
            publishing.source_of(SearchKind.MEETING).texts(one)[1:],
            named(one.district, one.structure),
            when=one.starts_at,
        )
        for one in _rows(Meeting, SearchKind.MEETING, numbers, *options)
    ]


def _help(numbers: Sequence[int]) -> list[SubjectFound]:
    return [
        SubjectFound("content.help", {"slug": one.slug}, one.title, [one.body])
        for one in _rows(ContentPage, SearchKind.PAGE, numbers)
    ]


def _of_pages(pages: Iterable[Any]) -> list[SubjectFound]:
    return [SubjectFound(page.endpoint, {}, page.title, [page.text]) for page in pages]


KINDS = {
    "envies": SearchKind.ENVIE,
    "engagements": SearchKind.COMMITMENT,
    "actions": SearchKind.ACTION,
    "lieux": SearchKind.STRUCTURE,
    "rendez-vous": SearchKind.MEETING,
    "aide": SearchKind.PAGE,
}
READ: dict[SearchKind, Callable[[Sequence[int]], list[SubjectFound]]] = {
    SearchKind.ENVIE: _envies,
    SearchKind.COMMITMENT: _commitments,
    SearchKind.ACTION: _actions,
    SearchKind.STRUCTURE: _structures,
    SearchKind.MEETING: _meetings,
    SearchKind.PAGE: _help,
}
