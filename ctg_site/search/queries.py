"""Reads: what the public may find, by kind of thing, each result with the words that made it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ctg_site.db import db
from ctg_site.domain import emergency
from ctg_site.domain.own_pages import OwnPage, own_pages
from ctg_site.models.search import SearchDocument, SearchKind
from ctg_site.services import search_index, search_words
from ctg_site.services.search_index import Facet, facet
from ctg_site.services.search_shown import Shown, shown
from ctg_site.services.search_words import Term

from .found_queries import READ, SubjectFound
from .ranking import holds, score

#: So many results of each kind, of the only one found, on the page of one; « plus de 99 » beyond.
FEW, FIRST, PAGE, MOST_COUNTED = 3, 5, 20, 100
#: So many of the latest of each kind are compared; so many documents that hold some of the words.
MOST_COMPARED, MOST_RANKED = 20, 60
#: What answers less than this share of the best is left out.
WEAK = 0.4
#: Two texts of about so many words are as long as one another.
LENGTHS = 40


KINDS = {
    "envies": SearchKind.ENVIE,
    "engagements": SearchKind.COMMITMENT,
    "actions": SearchKind.ACTION,
    "lieux": SearchKind.STRUCTURE,
    "rendez-vous": SearchKind.MEETING,
    "aide": SearchKind.PAGE,
}


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
    """All that a search found; `partly` when nothing holds all its words; `instead`, when it is nothing.

    `urgent`: whom to call, when the words are those of a danger.
    """

    terms: list[Term]
    sections: list[KindFound]
    instead: list[str]
    only: str
    partly: bool
    urgent: list[emergency.Number]

    @property
    def total(self) -> int:
        return sum(section.count or len(section.results) for section in self.sections)

    @property
    def read_as(self) -> str:
        return search_words.read_as(self.terms)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What answers, how well, how long it is: a document of the index, or a page of the site."""

    score: float = 0
    size: int = 0
    number: int = 0
    subject: int = 0
    page: OwnPage | None = None


def search(query: str, only: str = "", after: int | None = None) -> Results:
    """What every kind holds of these words, or one kind alone: a bounded number of statements.

    When nothing holds them all, what holds the most of them.
    """
    terms = search_words.understand(query)
    names = [only] if only else list(KINDS)
    found = {name: _holding(name, terms, after, bool(only)) for name in names} if terms else {}
    partly = bool(terms) and not any(found.values()) and after is None
    if partly:
        found = _most(terms, names)
    ranked = _ranked(found, terms, partly) if partly or not only else found
    held = {name: rows for name, rows in ranked.items() if rows}
    size = PAGE if only else FEW if len(held) > 1 else FIRST
    sections = [_section(name, rows, terms, after, size, partly) for name, rows in held.items()]
    instead = [] if sections or not terms else [one for one in search_words.instead(terms) if _finds(one)]
    urgent = emergency.fitting(query) if after is None else []
    return Results(terms, sections, instead, only, partly and bool(sections), urgent)


def is_made() -> bool:
    """Whether what is public was ever indexed: a site that comes from before the search was not."""
    public = db.select(SearchDocument.id).where(SearchDocument.kind == SearchKind.COMMITMENT)
    return db.session.scalar(public.limit(1)) is not None


def _holding(name: str, terms: list[Term], after: int | None, alone: bool) -> list[Ranked]:
    """What holds all the words: the pages of the site, then the latest documents, one more than is shown."""
    kind = KINDS[name]
    pages = [page for page in _pages(name, after) if all(holds(page.stems, term) for term in terms)]
    limit, few = MOST_COUNTED if after is None else PAGE + 1, kind is not SearchKind.ENVIE
    groups = [*(term.tokens for term in terms), [facet(Facet.KIND, kind)]]
    rows = search_index.newest(groups, after, limit, few)
    return [*(Ranked(page=page) for page in pages), *(Ranked(number=row[0], subject=row[1]) for row in rows)]


def _most(terms: list[Term], names: list[str]) -> dict[str, list[Ranked]]:
    """What holds some of the words, by kind."""
    public = [[facet(Facet.KIND, KINDS[names[0]])] if len(names) == 1 else [search_index.PUBLIC]]
    rows = dict(search_index.nearest([term.tokens for term in terms], public, MOST_RANKED))
    kinds = search_index.held(rows)
    return {
        name: [
            *(Ranked(page=one) for one in _pages(name) if any(holds(one.stems, term) for term in terms)),
            *(
                Ranked(number=number, subject=rows[number])
                for number in rows
                if kinds[number][0] is KINDS[name]
            ),
        ]
        for name in names
    }


def _pages(name: str, after: int | None = None) -> Sequence[OwnPage]:
    return own_pages() if KINDS[name] is SearchKind.PAGE and after is None else ()


def _ranked(found: Mapping[str, list[Ranked]], terms: list[Term], partly: bool) -> dict[str, list[Ranked]]:
    """What answers best first, within each kind and between them, then what was not compared.

    Of what answers partly, what hardly does beside the best is left out.
    """
    said = search_index.held(one.number for rows in found.values() for one in rows[:MOST_COMPARED])

    def judged(one: Ranked) -> Ranked:
        stems = one.page.stems if one.page else said[one.number][1] if one.number in said else ()
        return replace(one, score=score(stems, terms), size=len(stems) // LENGTHS)

    ranked = {name: sorted(map(judged, rows), key=_place) for name, rows in found.items()}
    if partly:
        least = WEAK * max((rows[0].score for rows in ranked.values() if rows), default=0)
        ranked = {name: [one for one in rows if one.score >= least] for name, rows in ranked.items()}
    return dict(sorted(ranked.items(), key=lambda pair: _place(pair[1][0]) if pair[1] else (0, 0)))


def _place(one: Ranked) -> tuple[float, int]:
    """The best first; of two that are as good, the one that says less beside it."""
    return -one.score, one.size


def _section(
    name: str, rows: list[Ranked], terms: list[Term], after: int | None, size: int, partly: bool
) -> KindFound:
    shown = rows[: size + (sum(one.page is not None for one in rows) if size == PAGE else 0)]
    read = READ[KINDS[name]]([one.subject for one in shown if one.page is None])
    subjects = (_of_page(one.page) if one.page else read.get(one.subject) for one in shown)
    results = [_result(subject, terms) for subject in subjects if subject is not None]
    following = shown[-1].number if len(rows) > len(shown) and not partly else None
    count = min(len(rows), MOST_COUNTED) if after is None and not partly else None
    return KindFound(name, results, count, following)


def _finds(words: str) -> bool:
    """Whether the public would find something with these words."""
    terms = search_words.understand(words)
    public = [*(term.tokens for term in terms), [search_index.PUBLIC]]
    return bool(terms and search_index.newest(public, None, 1))


def _result(subject: SubjectFound, terms: list[Term]) -> Result:
    pieces = shown(subject.title, subject.texts, subject.places, terms)
    return Result(subject.endpoint, subject.values, pieces, subject.note, subject.when)


def _of_page(page: OwnPage) -> SubjectFound:
    return SubjectFound(page.endpoint, {}, page.title, [page.text])
