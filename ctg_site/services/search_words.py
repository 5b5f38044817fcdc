"""What somebody looks for: each word as it was typed, what it may stand for, how it was perhaps meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import func, literal, or_, select, union_all

from ctg_site.db import db
from ctg_site.domain import own_pages
from ctg_site.domain.near_spelling import one_slip
from ctg_site.domain.neighbours import Neighbours, empty, read_groups, written
from ctg_site.domain.text import spellings, stems
from ctg_site.models.places import District, Structure
from ctg_site.models.search import SearchWord, WordGroup

from .kept_parts import kept
from .search_index import FACET, MOST_TERMS, Facet, facet
from .search_vocabulary import LONGEST

#: As many stems as a word may stand for; as many words as are compared with an unknown one.
MOST_STEMS, MOST_COMPARED = 40, 3000
#: What begins with a stem of so many letters says the same thing.
LONG_STEM = 5
#: What is shorter begins too many words: of two letters, only those stems that are written in the most ways.
SHORTEST_BEGUN, TWO_LETTERS, FEW_STEMS = 3, 2, 8
#: How close a word is to be offered, and to be looked for at once.
CLOSE, SURE = 0.72, 0.82
#: So many words of a query are read.
MOST_READ = 24
#: So many unknown words of a query are compared with those known.
MOST_CORRECTED = 2
#: So many groups of words of the coordination are read.
MOST_GROUPS = 1000
NOTHING = Neighbours({}, {})
Known = dict[str, set[str]]
Places = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: as it is written, folded, its stem."""

    spelt: str
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word or an expression looked for, as it was typed; the stems it stands for, the places so named.

    `near` are its neighbours in the dictionary, of which one may hold several stems; `read_as` is how it was
    read when nobody wrote what was typed.
    """

    typed: str
    stems: frozenset[str]
    places: frozenset[str]
    near: tuple[str, ...] = ()
    read_as: str = ""

    @property
    def tokens(self) -> frozenset[str]:
        return self.stems | self.places | set(self.near)

    @property
    def said(self) -> str:
        return self.read_as or self.typed

    @property
    def own(self) -> tuple[str, ...]:
        """The stems of the term itself."""
        return tuple(stems(self.said))


def understand(query: str) -> list[Term]:
    """The words of a query that carry meaning, what each stands for; an unknown one is read as a close one.

    Three statements, seven at most when words are unknown.
    """
    typed = _typed(query)
    if not typed:
        return []
    known, places, dictionary = _known(typed), _places(), _dictionary()
    unknown = [one for one in typed if not _is_known(one, known, places, dictionary)]
    meant = _meant(unknown[:MOST_CORRECTED], dictionary)
    read = [meant.get(one, one) for one in typed]
    known |= _known(list(meant.values()))
    terms, at = list[Term](), 0
    while at < len(read):
        size = dictionary.longest([one.stem for one in read], at)
        terms.append(_term(typed[at : at + size], read[at : at + size], known, places, dictionary))
        at += size
    return ([one for one in terms if one.near or not empty().issuperset(one.own)] or terms)[:MOST_TERMS]


def spelt(query: str) -> list[Term]:
    """The words of a query as they are typed, and those published that begin so: two statements."""
    typed = _typed(query)[:MOST_TERMS]
    known, places = (_known(typed), _places()) if typed else ({}, [])
    return [_term([one], [one], known, places, NOTHING) for one in typed]


def read_as(terms: Sequence[Term]) -> str:
    """The words that are looked for, when one of them is not what was typed."""
    return " ".join(term.said for term in terms) if any(term.read_as for term in terms) else ""


def close_to(term: Term, most: int = 2) -> list[str]:
    """Published words that look like one that is not among them, as they are written."""
    return _close(spellings(term.typed)[0][1], most, CLOSE)


def instead(terms: Sequence[Term], most: int = 3) -> list[str]:
    """Other words to look for when these find nothing: those close to the unknown ones, then fewer."""
    known = [term.typed for term in terms if term.tokens]
    unknown = [term for term in terms if not term.tokens]
    if not unknown:
        return known[:most] if len(known) > 1 else []
    close = {term.typed: close_to(term, most) for term in unknown[:MOST_CORRECTED]}
    tried = []
    for at in range(most):
        words = [term.typed if term.tokens else _at(close.get(term.typed, []), at) for term in terms]
        tried.append(" ".join(word for word in words if word))
    return [words for words in dict.fromkeys([*tried, " ".join(known)]) if words]


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""


def _typed(query: str) -> list[Word]:
    """The first words of a query that are no stop words, each once."""
    found = (Word(written, folded, "".join(stems(folded))) for written, folded in spellings(query))
    words = {
        one.stem: one
        for one in found
        if one.stem and not one.stem.startswith(FACET) and len(one.folded) <= LONGEST
    }
    return list(words.values())[:MOST_READ]


def _term(
    typed: Sequence[Word], read: Sequence[Word], known: Known, places: Places, dictionary: Neighbours
) -> Term:
    """One word, or an expression of several that the dictionary holds."""
    near = dictionary.near([one.stem for one in read])
    said, as_typed = (" ".join(one.spelt for one in words) for words in (read, typed))
    read_as = "" if said == as_typed else said
    if len(read) > 1:
        own = " ".join(one.stem for one in read)
        return Term(as_typed, frozenset(), frozenset(), (own, *near), read_as)
    named = frozenset(_named(places, read[0].stem, read[0].folded))
    return Term(as_typed, frozenset(known.get(read[0].stem, ())), named, near, read_as)


def _is_known(word: Word, known: Known, places: Places, dictionary: Neighbours) -> bool:
    """Whether something published, a place, a page of the site or the dictionary holds it."""
    begun = (*dictionary.spelt, *own_pages.spelt())
    return bool(
        known[word.stem]
        or word.stem in empty()
        or dictionary.near([word.stem])
        or any(one.startswith(word.folded) for one in begun)
        or _named(places, word.stem, word.folded)
    )


@kept
def _dictionary() -> Neighbours:
    groups = select(WordGroup.typed, WordGroup.meant).order_by(WordGroup.id).limit(MOST_GROUPS)
    added = [(row.typed, row.meant) for row in db.session.execute(groups)]
    return written() | read_groups(added) if added else written()


def _meant(words: Sequence[Word], dictionary: Neighbours) -> dict[Word, Word]:
    """The words that these were probably meant for: one slip away, else so close that it is surely it."""
    slips = {one: one_slip(one.folded) for one in words}
    beside = {**own_pages.spelt(), **dictionary.spelt}
    near = select(SearchWord.folded, SearchWord.word).where(
        SearchWord.folded.in_(sorted(frozenset().union(*slips.values())))
    )
    published = {row.folded: row.word for row in db.session.execute(near)} if any(slips.values()) else {}
    found: dict[Word, Word] = {}
    for one, away in slips.items():
        written = {folded: spelt for folded, spelt in {**beside, **published}.items() if folded in away}
        closest = [written[folded] for folded in get_close_matches(one.folded, sorted(written), 1, 0)]
        for spelt in closest or (_close(one.folded, 1, SURE) if away else []):
            folded = spellings(spelt)[0][1]
            found[one] = Word(spelt, folded, "".join(stems(folded)))
    return found


def _close(folded: str, most: int, least: float) -> list[str]:
    """The published words that look like this one, as they are written, the closest first."""
    near = select(SearchWord.folded, SearchWord.word).where(
        *_from(SearchWord.folded, folded[0]),
        func.length(SearchWord.folded).between(len(folded) - 2, len(folded) + 2),
    )
    rows = db.session.execute(near.order_by(SearchWord.folded).limit(MOST_COMPARED))
    written = {row[0]: row[1] for row in rows}
    return [written[one] for one in get_close_matches(folded, list(written), most, least)]


def _known(words: Sequence[Word]) -> Known:
    """By the stem of each of these words, the stems of the published words that begin so."""
    known: Known = {one.stem: set() for one in words}
    if not words:
        return known
    arms = [select(_beginning(one.stem, one.folded)) for one in words]
    for stem, stands_for in db.session.execute(union_all(*arms)):
        known[stem].add(stands_for)
    return known


def _beginning(stem: str, folded: str) -> Any:
    """The stems of the words that begin so, the shortest way first."""
    named = literal(stem).label("asked"), SearchWord.stem.label("stem")
    if len(folded) == TWO_LETTERS:
        begins = or_(SearchWord.stem == stem, _both(SearchWord.folded, folded))
        most = (SearchWord.stem == stem).desc(), func.count().desc(), SearchWord.stem
        few = select(*named).where(begins).group_by(SearchWord.stem)
        return few.order_by(*most).limit(FEW_STEMS).subquery()
    # « jouer » is cut to « jou », with which « journal » begins.
    cut = _both(SearchWord.stem, stem) if len(stem) >= LONG_STEM else SearchWord.stem == stem
    begun = _both(SearchWord.folded, folded) if len(folded) >= SHORTEST_BEGUN else SearchWord.folded == folded
    begins = or_(cut, begun)
    found = select(*named).where(begins).distinct()
    return found.order_by(SearchWord.stem).limit(MOST_STEMS).subquery()


def _both(column: Any, start: str) -> Any:
    first, last = _from(column, start)
    return first & last


def _from(column: Any, start: str) -> tuple[Any, Any]:
    """Folded words hold letters and figures only: a range of them is that of any alphabet's order.

    Databases sort other writings each in its way: there, the whole word alone.
    """
    return column >= start, column <= (start + "z" * LONGEST if start.isascii() else start)


@kept
def _places() -> Places:
    """Each district and structure as a facet, with the words of its name."""
    rows = union_all(
        select(
            literal(str(Facet.DISTRICT)).label("of"), District.id.label("id"), District.name.label("name")
        ),
        select(literal(str(Facet.STRUCTURE)), Structure.id, Structure.name).where(Structure.is_active),
    )
    return [(facet(Facet(of), number), _words(name)) for of, number, name in db.session.execute(rows)]


def _words(name: str) -> list[tuple[str, str]]:
    return [("".join(stems(folded)), folded) for _, folded in spellings(name)]


def _named(places: Places, stem: str, folded: str) -> list[str]:
    if len(folded) < SHORTEST_BEGUN:
        return []
    return [
        place
        for place, words in places
        if any(of_name == stem or written.startswith(folded) for of_name, written in words)
    ]
