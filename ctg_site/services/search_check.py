"""Compares the search index with what the texts say now, in short reads: a page of the index at a time."""

from collections.abc import Iterable, Iterator
from typing import Any

from ctg_site.db import db
from ctg_site.domain.text import stem
from ctg_site.domain.workflow import Moderation
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchDocument, SearchKind, SearchWord

from . import publishing, search_index

CHUNK = 200


def wrong_documents() -> int:
    """How many documents do not hold what their texts give, are missing, or are of nothing to be found."""
    return sum(
        len(_wrong(kind, numbers))
        for kind in (SearchKind.FILE, *publishing.sources())
        for numbers in _numbers(kind)
    )


def wrong_words() -> int:
    """How many published words are kept with another stem than theirs."""
    return sum(_misspelt(chunk) for chunk in _walk(SearchWord.id, db.select(SearchWord.id)))


def _numbers(kind: SearchKind) -> Iterator[list[int]]:
    """What is indexed, then what should be: the second finds what the first cannot."""
    indexed = SearchDocument.subject_id
    yield from _walk(indexed, db.select(indexed).where(SearchDocument.kind == kind))
    table = _table(kind)
    held = db.select(SearchDocument.id).where(SearchDocument.kind == kind, indexed == table.id).exists()
    yield from _walk(table.id, db.select(table.id).where(_to_be_found(kind), ~held))


def _walk(column: Any, select: Any) -> Iterator[list[int]]:
    """All the numbers, a chunk at a time; each read ends with its chunk: an open one holds writers back."""
    after: int | None = 0
    while after is not None:
        chunk = list(db.session.scalars(select.where(column > after).order_by(column).limit(CHUNK)))
        if chunk:
            yield chunk
        db.session.commit()
        after = chunk[-1] if chunk else None


def _wrong(kind: SearchKind, numbers: list[int]) -> set[int]:
    """Those that disagree, and still do when they are read again: somebody may be writing."""
    found = _disagree(kind, numbers)
    if found:
        db.session.commit()
        found = _disagree(kind, sorted(found))
    return found


def _disagree(kind: SearchKind, numbers: list[int]) -> set[int]:
    of_these = SearchDocument.kind == kind, SearchDocument.subject_id.in_(numbers)
    select = db.select(SearchDocument.subject_id, SearchDocument.words).where(*of_these)
    held = {number: sorted(words.split()) for number, words in db.session.execute(select)}
    wanted = {number: sorted(words.split()) for number, words in _wanted(kind, numbers)}
    return {number for number in numbers if held.get(number) != wanted.get(number)}


def _wanted(kind: SearchKind, numbers: list[int]) -> Iterable[tuple[int, str]]:
    if kind is not SearchKind.FILE:
        return (
            (number, search_index.words(*said)) for number, said in publishing.said(kind, numbers).items()
        )
    files = db.select(Proposal).where(Proposal.id.in_(numbers), _to_be_found(kind))
    rows = db.session.scalars(files.execution_options(populate_existing=True))
    return [(file.id, search_index.words(search_index.file_texts(file))) for file in rows]


def _table(kind: SearchKind) -> Any:
    return Proposal if kind is SearchKind.FILE else publishing.source_of(kind).table


def _to_be_found(kind: SearchKind) -> Any:
    if kind is SearchKind.FILE:
        return Proposal.moderation != Moderation.ARCHIVED
    return publishing.source_of(kind).is_public()


def _misspelt(numbers: list[int]) -> int:
    rows = db.session.execute(db.select(SearchWord.folded, SearchWord.stem).where(SearchWord.id.in_(numbers)))
    return sum(kept != stem(folded) for folded, kept in rows)
