"""Keeps the public index true: what is published, changed or taken away, in the same transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import event, literal, tuple_
from sqlalchemy.orm import Session

from ctg_site.db import advisory_lock, db
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.search import SearchDocument, SearchKind

from . import search_index, search_vocabulary
from .search_index import PUBLIC, Facet, facet

#: One at a time writes the public index; taken last, after the rows of the operation.
LOCK = 20_261_125
PENDING = "to_index"


@dataclass(frozen=True, slots=True)
class IndexSource:
    """Where the documents of a kind come from, which of them the public reads, and what of each."""

    table: Any
    is_public: Callable[[], Any]
    texts: Callable[[Any], Sequence[Any]]
    facets: Callable[[Any], Iterable[str]]
    options: Sequence[Any] = ()
    #: The order in which they were published.
    order: Any = None
    #: By table, of which document a row that changes tells something, if of any; its own row tells always.
    told_by: Mapping[type, Callable[[Any], int | None]] = field(default_factory=dict)


def sources() -> dict[SearchKind, IndexSource]:
    """What each slice says that the public finds of it, handed over when the site starts."""
    found: dict[SearchKind, IndexSource] = current_app.extensions["ctg_indexed"]
    return found


def source_of(kind: SearchKind) -> IndexSource:
    return sources()[kind]


def facets(of: Facet, value: object) -> list[str]:
    return [] if value is None else [facet(of, value)]


def serving(commitments: Iterable[Commitment]) -> list[str]:
    found = [name for one in commitments for name in (facet(Facet.COMMITMENT, one.id), of_theme(one.theme))]
    return list(dict.fromkeys(found))


def of_theme(theme: Theme) -> str:
    return facet(Facet.THEME, theme.code)


def index(kind: SearchKind, numbers: Iterable[int]) -> set[str]:
    """Inside a transaction: what these things say now, if the public reads them; else nothing.

    Returns their words, as they are written.
    """
    asked, after = list(numbers), set[str]()
    held = db.select(SearchDocument.words).where(
        SearchDocument.kind == kind, SearchDocument.subject_id.in_(asked)
    )
    before = {word for words in db.session.scalars(held) for word in words.split()}
    told, written = said(kind, asked), list[str]()
    for number in asked:
        if number not in told:
            search_index.remove(kind, number)
            continue
        texts, names = told[number]
        after |= set(search_index.put(kind, number, *texts, facets=names).split())
        written += texts
    search_vocabulary.forget(before - after)
    return search_vocabulary.learn(written)


def said(kind: SearchKind, numbers: Iterable[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The texts and the facets of those of these things that the public reads."""
    source = source_of(kind)
    read = db.select(source.table).where(source.table.id.in_(numbers), source.is_public())
    # A session of its own: what the operation has loaded stays as it is.
    with Session(db.session.connection()) as reading:
        return {
            row.id: document(kind, row) for row in reading.scalars(read.options(*source.options)).unique()
        }


def document(kind: SearchKind, row: Any) -> tuple[list[str], list[str]]:
    """The texts and the facets of what the public reads."""
    source = source_of(kind)
    named = [PUBLIC, facet(Facet.KIND, kind), *source.facets(row)]
    return [text for text in source.texts(row) if text], named


def index_again(kind: SearchKind, after: Any, size: int) -> tuple[Any, set[str]]:
    """Inside an operation: index anew the next things published, from the first on.

    Returns the place of the last one done, to go on from there, and the words; None when there is no more.
    """
    advisory_lock(LOCK)
    source = source_of(kind)
    order = source.table.id if source.order is None else source.order
    chosen = db.select(order, source.table.id).where(source.is_public())
    if after is not None:
        past = tuple_(literal(after[0], type_=order.type), literal(after[1]))
        chosen = chosen.where(tuple_(order, source.table.id) > past)
    rows = db.session.execute(chosen.order_by(order, source.table.id).limit(size)).all()
    numbers = [row[1] for row in rows]
    of_these = SearchDocument.kind == kind, SearchDocument.subject_id.in_(numbers)
    db.session.execute(db.delete(SearchDocument).where(*of_these))
    words = index(kind, numbers)
    return (tuple(rows[-1]) if rows else None), words


def words_of(kind: SearchKind) -> set[str]:
    """The words of a kind of which there is little, as they are written."""
    source = source_of(kind)
    rows = db.session.scalars(db.select(source.table).where(source.is_public()))
    return search_vocabulary.written(text for row in rows for text in source.texts(row) if text)


def sweep(words: Collection[str], since: datetime) -> None:
    """Inside an operation: take away the documents of what is not published any more, and its words.

    `words` are all those published, as they were read from that moment on.
    """
    advisory_lock(LOCK)
    for kind, source in sources().items():
        shown = db.select(source.table.id).where(source.is_public())
        gone = SearchDocument.kind == kind, SearchDocument.subject_id.not_in(shown)
        db.session.execute(db.delete(SearchDocument).where(*gone))
    search_vocabulary.keep_only(words, since)


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    changed = (thing for thing in session.dirty if session.is_modified(thing))
    for thing in (*session.new, *changed, *session.deleted):
        concerned = _concerned(thing)
        if concerned is not None and concerned[1] is not None:
            session.info.setdefault(PENDING, set()).add(concerned)


def _concerned(thing: Any) -> tuple[SearchKind, int | None] | None:
    """The document to write again because this row changed."""
    for kind, source in sources().items():
        if told := source.told_by.get(type(thing)):
            return kind, told(thing)
        if type(thing) is source.table:
            return kind, thing.id
    return None


def tells_otherwise(kind: SearchKind, numbers: Iterable[int]) -> None:
    """Inside an operation: what these things show, or whether they show it, changed beside their own rows."""
    db.session.info.setdefault(PENDING, set()).update((kind, number) for number in numbers)


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    session.flush()
    pending = session.info.pop(PENDING, None)
    if not pending:
        return
    advisory_lock(LOCK)
    for kind in sources():
        if numbers := sorted(number for of, number in pending if of is kind):
            index(kind, numbers)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(PENDING, None)
