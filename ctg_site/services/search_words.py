"""The words of what is published: what a word somebody typed may stand for, and the words close to it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, TypeVar

from sqlalchemy import delete, func, literal, literal_column, or_, select, union_all

from ctg_site.db import db, insert, now, on_postgresql
from ctg_site.domain.text import spellings, stems
from ctg_site.models.places import District, Structure
from ctg_site.models.search import SearchDocument, SearchWord

from . import search_index
from .search_index import FACET, MOST_TERMS, PUBLIC, Facet, facet

T = TypeVar("T")
#: A longer word is nobody's; it is found in no list.
LONGEST = 40
#: As many stems as a word may stand for; as many words as are compared with an unknown one.
MOST_STEMS, MOST_COMPARED = 40, 3000
CLOSE = 0.72
CHUNK = 500
#: So many unknown words of a query are compared with those known.
MOST_CORRECTED = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word looked for, as it was typed; the stems it stands for, the places that have it in their name."""

    typed: str
    stems: frozenset[str]
    places: frozenset[str]

    @property
    def tokens(self) -> frozenset[str]:
        return self.stems | self.places


def learn(texts: Iterable[str]) -> set[str]:
    """Inside an operation: these words are published; they are returned as they are written."""
    found = {
        spelt: {"word": spelt, "folded": folded, "stem": "".join(stems(folded)), "created_at": now()}
        for text in texts
        for spelt, folded in spellings(text)
        if len(folded) <= LONGEST and len(spelt) <= LONGEST
    }
    for chunk in _chunks([found[word] for word in sorted(found)]):
        learned = insert(SearchWord).values(chunk)
        again = {name: learned.excluded[name] for name in ("folded", "stem", "created_at")}
        db.session.execute(learned.on_conflict_do_update(index_elements=[SearchWord.word], set_=again))
    return set(found)


def written(texts: Iterable[str]) -> set[str]:
    """The words of these texts that carry meaning."""
    return {spelt for text in texts for spelt, _ in spellings(text)}


def forget(gone: Collection[str]) -> None:
    """Inside an operation: of these stems, those that nothing published holds any more."""
    for chunk in _chunks(sorted(stem for stem in gone if not stem.startswith(FACET))):
        db.session.execute(delete(SearchWord).where(SearchWord.stem.in_(chunk), ~_is_published()))


def _chunks(things: Sequence[T]) -> Iterable[Sequence[T]]:
    return (things[start : start + CHUNK] for start in range(0, len(things), CHUNK))


def keep_only(words: Collection[str], since: datetime) -> None:
    """Inside an operation: forget the words that were learned before this moment and are not among these."""
    old = db.session.execute(select(SearchWord.id, SearchWord.word).where(SearchWord.created_at <= since))
    for chunk in _chunks([number for number, word in old if word not in words]):
        db.session.execute(delete(SearchWord).where(SearchWord.id.in_(chunk)))


def understand(query: str) -> list[Term]:
    """The words of a query that carry meaning, and what each stands for: two statements."""
    typed: dict[str, tuple[str, str]] = {}
    for spelt, folded in spellings(query):
        stem = "".join(stems(folded))
        if stem and not stem.startswith(FACET) and len(folded) <= LONGEST:
            typed.setdefault(stem, (spelt, folded))
    wanted = dict(list(typed.items())[:MOST_TERMS])
    if not wanted:
        return []
    known: dict[str, set[str]] = {stem: set() for stem in wanted}
    arms = [select(_beginning(stem, folded)) for stem, (_, folded) in wanted.items()]
    for stem, stands_for in db.session.execute(union_all(*arms)):
        known[stem].add(stands_for)
    places = _places()
    return [
        Term(spelt, frozenset(known[stem]), frozenset(_named(places, stem, folded)))
        for stem, (spelt, folded) in wanted.items()
    ]


def close_to(term: Term, most: int = 2) -> list[str]:
    """Published words that look like one that is not among them, as they are written."""
    folded = spellings(term.typed)[0][1]
    near = select(SearchWord.folded, SearchWord.word).where(
        *_from(SearchWord.folded, folded[0]),
        func.length(SearchWord.folded).between(len(folded) - 2, len(folded) + 2),
    )
    rows = db.session.execute(near.order_by(SearchWord.folded).limit(MOST_COMPARED))
    written = {row[0]: row[1] for row in rows}
    return [written[one] for one in get_close_matches(folded, list(written), most, CLOSE)]


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


def _beginning(stem: str, folded: str) -> Any:
    """The stems of the words that begin so, the shortest way first."""
    begins = or_(_both(SearchWord.stem, stem), _both(SearchWord.folded, folded))
    found = select(literal(stem).label("asked"), SearchWord.stem.label("stem")).where(begins).distinct()
    return found.order_by(SearchWord.stem).limit(MOST_STEMS).subquery()


def _both(column: Any, start: str) -> Any:
    first, last = _from(column, start)
    return first & last


def _from(column: Any, start: str) -> tuple[Any, Any]:
    """Folded words hold letters and figures only: a range of them is that of any alphabet's order."""
    return column >= start, column <= start + "z" * LONGEST


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
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


def _named(places: list[tuple[str, list[tuple[str, str]]]], stem: str, folded: str) -> list[str]:
    if len(folded) < 3:
        return []
    return [
        place
        for place, words in places
        if any(of_name == stem or written.startswith(folded) for of_name, written in words)
    ]


def _is_published() -> Any:
    """Something published holds the stem of this row of the vocabulary."""
    if on_postgresql():
        searched = SearchWord.stem + f" & {PUBLIC}"
        return select(SearchDocument.id).where(search_index.holds(searched)).exists()
    searched = literal('"') + SearchWord.stem + f'" AND {PUBLIC}'
    return (
        select(literal_column("1")).select_from(search_index.FTS).where(search_index.match(searched)).exists()
    )
