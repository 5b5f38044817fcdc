"""Reads of the register as somebody asks for it: words, filters and order; and what else would be found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import Select, literal, tuple_, union_all
from sqlalchemy.orm import joinedload

from ctg_site.db import Page, db
from ctg_site.domain.asked import AddressFilters
from ctg_site.domain.workflow import Moderation, Stage
from ctg_site.models.convention import Convention, Theme
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import MOVED, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services import conventions, search_index, search_words
from ctg_site.services.kept_parts import kept
from ctg_site.services.search_index import Facet, facet
from ctg_site.services.search_shown import Shown, named, shown

from . import queries
from .choosing import RegisterTally
from .queries import PAGE
from .tally_queries import MOST_TALLIED, tally, tally_of_all

#: Beyond, the page says « plus de 99 ».
MOST_COUNTED = 100
#: So many of the latest found are sorted otherwise.
MOST_SORTED = 2000
ORDERS: dict[str, Any] = {"rejointes": Proposal.joined, "avancees": MOVED}


@dataclass(frozen=True, slots=True)
class RegisterFilters(AddressFilters):
    """What the reader asks for, by the words of the address; empty: everything, the latest first."""

    #: Whole words are kept, to be shown again when they are too many.
    longer: ClassVar[Mapping[str, int]] = {"q": 20_000}
    q: str = ""
    theme: str = ""
    quartier: str = ""
    etape: str = ""
    structure: str = ""
    tri: str = ""

    @property
    def narrowing(self) -> dict[str, str]:
        """Those that leave some out: all but the order."""
        return {name: value for name, value in self.chosen.items() if name != "tri"}


@dataclass(frozen=True)
class FoundEnvies(Page[Proposal]):
    """A page of the envies asked for; `total` of the first page alone, 100 for « plus de 99 »."""

    terms: list[search_words.Term] = field(default_factory=list)
    tally: RegisterTally = field(default_factory=RegisterTally)
    #: Nothing holds all the words: these hold the most of them.
    partly: bool = False

    @property
    def read_as(self) -> str:
        return search_words.read_as(self.terms)

    @property
    def shown(self) -> dict[int, Shown]:
        """What made each one found, by its number; nothing when no word was looked for."""
        return {
            one.id: shown(
                one.public_title or "",
                [one.public_text or ""],
                named(one.district, one.structure),
                self.terms,
            )
            for one in (self.rows if self.terms else ())
        }


def page(filters: RegisterFilters, after: int | None = None) -> FoundEnvies:
    """The envies asked for. A page costs the same whatever the number of envies."""
    if not filters.narrowing:
        return _all(filters.tri, after)
    terms = search_words.understand(filters.q)
    if filters.q and not terms:
        return FoundEnvies([], None, after is None, 0, terms)
    choices = _choices(filters.narrowing)
    groups = [*(term.tokens for term in terms), *choices]
    found = (
        _sorted(groups, filters.tri, after, terms) if filters.tri in ORDERS else _latest(groups, after, terms)
    )
    if found.rows or after is not None or len(terms) < 2 or not all(choices):
        return found
    rows = search_index.nearest([term.tokens for term in terms], choices, PAGE)
    numbers = [subject for _, subject in rows]
    return FoundEnvies(by_numbers(numbers), None, True, len(numbers), terms, partly=bool(numbers))


def _latest(groups: list[Any], after: int | None, terms: list[search_words.Term]) -> FoundEnvies:
    size = MOST_TALLIED if after is None else PAGE + 1
    rows = search_index.newest(groups, after, size)
    following = rows[PAGE - 1][0] if len(rows) > PAGE else None
    numbers = [subject for _, subject in rows]
    total = min(len(rows), MOST_COUNTED) if after is None else None
    tallied = tally(numbers) if after is None else RegisterTally()
    return FoundEnvies(by_numbers(numbers[:PAGE]), following, after is None, total, terms, tallied)


def by_numbers(numbers: Sequence[int]) -> list[Proposal]:
    """These envies, in this order, if they are still published."""
    read = {one.id: one for one in db.session.scalars(_among(numbers))}
    return [read[number] for number in numbers if number in read]


def _among(numbers: Sequence[int]) -> Select[Any]:
    """« IS TRUE »: the numbers, not all that is published, are what the database looks for."""
    public = (Proposal.moderation == Moderation.PUBLISHED).is_(True)
    places = joinedload(Proposal.structure), joinedload(Proposal.district)
    return db.select(Proposal).where(Proposal.id.in_(numbers), public).options(*places)


def _all(order: str, after: int | None) -> FoundEnvies:
    if order not in ORDERS:
        page = queries.register(after)
    else:
        page = _in_order(queries.published().order_by(None), order, after)
    tallied = tally_of_all() if page.is_first else RegisterTally()
    return FoundEnvies(page.rows, page.following, page.is_first, tally=tallied)


def _sorted(groups: list[Any], order: str, after: int | None, terms: list[Any]) -> FoundEnvies:
    """In another order, among the latest found."""
    numbers = [subject for _, subject in search_index.newest(groups, None, MOST_SORTED)]
    found = _in_order(_among(numbers), order, after)
    total = min(len(numbers), MOST_COUNTED) if after is None else None
    tallied = tally(numbers[:MOST_TALLIED]) if after is None else RegisterTally()
    return FoundEnvies(found.rows, found.following, found.is_first, total, terms, tallied)


def _in_order(select: Select[Any], order: str, after: int | None) -> Page[Proposal]:
    by = ORDERS[order]
    select = select.order_by(by.desc(), Proposal.id.desc())
    if after is not None:
        last = db.select(by).where(Proposal.id == after).scalar_subquery()
        select = select.where(tuple_(by, Proposal.id) < tuple_(last, after))
    rows = list(db.session.scalars(select.limit(PAGE + 1)))
    return Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None, after is None)


def _choices(narrowing: Mapping[str, str]) -> list[list[str]]:
    """What a document must hold beside the words, one token of each; none for an unknown choice."""
    chosen = (_tokens(name, value) for name, value in narrowing.items() if name != "q")
    return [[facet(Facet.KIND, SearchKind.ENVIE)], *chosen]


def _tokens(name: str, value: str) -> list[str]:
    if name == "theme":
        return [facet(Facet.THEME, value)]
    if name == "etape":
        return [facet(Facet.STAGE, value)] if value in set(Stage) else []
    table: Any = District if name == "quartier" else Structure
    of = Facet.DISTRICT if name == "quartier" else Facet.STRUCTURE
    number = db.session.scalar(db.select(table.id).where(table.slug == value))
    return [] if number is None else [facet(of, number)]


@kept
def offered() -> dict[str, dict[str, str]]:
    """The values of each filter, by the words of the address: one statement."""
    known = _values("theme", Theme.code, Theme.name, Theme.position)
    themes = known.join(Convention, Convention.id == Theme.convention_id).where(conventions.is_latest_theme())
    districts = _values("quartier", District.slug, District.name, literal(0))
    centres = _values("structure", Structure.slug, Structure.name, literal(0))
    all_of_them = union_all(themes, districts, centres.where(Structure.receives_proposals)).subquery()
    order = all_of_them.c.place, all_of_them.c.words
    found: dict[str, dict[str, str]] = {"theme": {}, "quartier": {}, "structure": {}}
    for name, value, words, _ in db.session.execute(db.select(all_of_them).order_by(*order)):
        found[name][value] = words
    return found


def _values(name: str, value: Any, words: Any, place: Any) -> Select[Any]:
    columns = literal(name).label("name"), value.label("value"), words.label("words"), place.label("place")
    return db.select(*columns)


@dataclass(frozen=True, slots=True)
class Other:
    """Something else to ask for, other words or fewer choices, and how many envies it finds, at most 100."""

    words: str
    removed: str
    asked: dict[str, str]
    count: int


def next_best(filters: RegisterFilters, terms: list[search_words.Term]) -> list[Other]:
    """When nothing is found: the words written otherwise, and each choice whose removal leaves something."""
    tried = [(words, "", filters.without("q") | {"q": words}) for words in search_words.instead(terms)]
    fewer = [("", name, filters.without(name)) for name in filters.narrowing if len(filters.narrowing) > 1]
    others = [Other(words, name, asked, _count(asked)) for words, name, asked in (*tried, *fewer)]
    return [other for other in others if other.count]


def _count(asked: Mapping[str, str]) -> int:
    narrowing = RegisterFilters.of(asked).narrowing
    terms = search_words.understand(narrowing.get("q", ""))
    groups = [*(term.tokens for term in terms), *_choices(narrowing)]
    found = narrowing and bool(terms) == bool(narrowing.get("q"))
    return len(search_index.newest(groups, None, MOST_COUNTED)) if found else 0
