"""The words of what is published, kept as they are written: learned and forgotten with what holds them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, literal, literal_column, select

from ctg_site.db import db, insert, now, on_postgresql
from ctg_site.domain.text import spellings, stems
from ctg_site.models.search import SearchDocument, SearchWord

from . import search_index
from .search_index import FACET, PUBLIC

T = TypeVar("T")
#: A longer word is nobody's; it is found in no list.
LONGEST = 40
CHUNK = 500


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


def _is_published() -> Any:
    """Something published holds the stem of this row of the vocabulary."""
    if on_postgresql():
        searched = SearchWord.stem + f" & {PUBLIC}"
        return select(SearchDocument.id).where(search_index.holds(searched)).exists()
    searched = literal('"') + SearchWord.stem + f'" AND {PUBLIC}'
    return (
        select(literal_column("1")).select_from(search_index.FTS).where(search_index.match(searched)).exists()
    )
