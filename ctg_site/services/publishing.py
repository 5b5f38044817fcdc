"""Keeps the public index true: what is published, changed or taken away, in the same transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, literal, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from ctg_site.db import advisory_lock, db
from ctg_site.domain.languages import FRENCH
from ctg_site.domain.workflow import Moderation
from ctg_site.models.actions import Action, Partner, ProgressUpdate
from ctg_site.models.agenda import Meeting
from ctg_site.models.content import ContentPage
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.places import Structure
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.models.search import SearchDocument, SearchKind

from . import search_index, search_words
from .search_index import PUBLIC, Facet, facet

#: One at a time writes the public index; taken last, after the rows of the operation.
LOCK = 20_261_125
PENDING = "to_index"
OF_AN_ENVIE = (
    *("moderation", "public_title", "public_text"),
    *("district_id", "structure_id", "stage", "outcome"),
)


@dataclass(frozen=True, slots=True)
class IndexSource:
    """Where the documents of a kind come from, which of them the public reads, and what of each."""

    table: Any
    is_public: Callable[[], Any]
    texts: Callable[[Any], Iterable[str | None]]
    facets: Callable[[Any], Iterable[str]]
    options: Sequence[Any] = ()
    #: The order in which they were published.
    order: Any = None


def _one(of: Facet, value: object) -> list[str]:
    return [] if value is None else [facet(of, value)]


def _serving(commitments: Iterable[Commitment]) -> list[str]:
    found = [name for one in commitments for name in (facet(Facet.COMMITMENT, one.id), _theme(one.theme))]
    return list(dict.fromkeys(found))


def _theme(theme: Theme) -> str:
    return facet(Facet.THEME, theme.code)


def _envie(one: Proposal) -> list[str]:
    return [
        *_one(Facet.DISTRICT, one.district_id),
        *_one(Facet.STRUCTURE, one.structure_id),
        facet(Facet.STAGE, one.stage),
        facet(Facet.OUTCOME, one.outcome),
        *_serving(one.commitments),
    ]


def _action(one: Action) -> list[str]:
    places = [facet(Facet.DISTRICT, district.id) for district in one.districts]
    return [*_one(Facet.STRUCTURE, one.lead_id), *places, *_serving(one.commitments)]


def action_texts(one: Action) -> list[str]:
    """What the page of an action says in words."""
    told = [line.public_text for line in one.updates if line.published_at is not None]
    aims = [one.general_aim, one.operational_aims, one.need, one.residents_words]
    return [one.title, one.plain_text, one.description, *aims, *told]


def meeting_texts(one: Meeting) -> list[str]:
    """What the page of a meeting says in words; its minutes once published."""
    minutes = [one.minutes] if one.tells_minutes else []
    return [one.title, one.place, one.description, one.order_of_business, *minutes]


THEMED = selectinload(Proposal.commitments).joinedload(Commitment.theme)
SOURCES: dict[SearchKind, IndexSource] = {
    SearchKind.ENVIE: IndexSource(
        Proposal,
        lambda: Proposal.moderation == Moderation.PUBLISHED,
        lambda one: (one.public_title, one.public_text),
        _envie,
        (THEMED,),
        Proposal.published_at,
    ),
    SearchKind.COMMITMENT: IndexSource(
        Commitment,
        lambda: Commitment.id.is_not(None),
        lambda one: (one.number, one.plain_title, one.plain_text, one.official_text),
        lambda one: [_theme(one.theme)],
        (joinedload(Commitment.theme),),
    ),
    SearchKind.ACTION: IndexSource(
        Action,
        lambda: Action.is_published,
        action_texts,
        _action,
        (
            selectinload(Action.commitments).joinedload(Commitment.theme),
            selectinload(Action.districts),
            selectinload(Action.updates),
        ),
    ),
    SearchKind.STRUCTURE: IndexSource(
        Structure,
        lambda: Structure.is_active,
        lambda one: (one.name, one.description, one.address),
        lambda one: _one(Facet.DISTRICT, one.district_id),
    ),
    SearchKind.MEETING: IndexSource(
        Meeting,
        lambda: Meeting.is_public,
        meeting_texts,
        lambda one: [*_one(Facet.STRUCTURE, one.structure_id), *_one(Facet.DISTRICT, one.district_id)],
    ),
    SearchKind.PAGE: IndexSource(
        ContentPage,
        lambda: ContentPage.is_published & (ContentPage.language == FRENCH),
        lambda one: (one.title, one.body),
        lambda one: (),
    ),
}
OWN = {source.table: kind for kind, source in SOURCES.items()}


def index(kind: SearchKind, numbers: Iterable[int]) -> set[str]:
    """Inside a transaction: what these things say now, if the public reads them; else nothing.

    Returns their words, as they are written.
    """
    asked, after = list(numbers), set[str]()
    held = db.select(SearchDocument.words).where(
        SearchDocument.kind == kind, SearchDocument.subject_id.in_(asked)
    )
    before = {word for words in db.session.scalars(held) for word in words.split()}
    public, written = said(kind, asked), list[str]()
    for number in asked:
        if number not in public:
            search_index.remove(kind, number)
            continue
        texts, facets = public[number]
        after |= set(search_index.put(kind, number, *texts, facets=facets).split())
        written += texts
    search_words.forget(before - after)
    return search_words.learn(written)


def said(kind: SearchKind, numbers: Iterable[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The texts and the facets of those of these things that the public reads."""
    source = SOURCES[kind]
    read = db.select(source.table).where(source.table.id.in_(numbers), source.is_public())
    # A session of its own: what the operation has loaded stays as it is.
    with Session(db.session.connection()) as reading:
        return {
            row.id: (
                [text for text in source.texts(row) if text],
                [PUBLIC, facet(Facet.KIND, kind), *source.facets(row)],
            )
            for row in reading.scalars(read.options(*source.options)).unique()
        }


def index_again(kind: SearchKind, after: Any, size: int) -> tuple[Any, set[str]]:
    """Inside an operation: index anew the next things published, from the first on.

    Returns the place of the last one done, to go on from there, and the words; None when there is no more.
    """
    advisory_lock(LOCK)
    source = SOURCES[kind]
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
    source = SOURCES[kind]
    rows = db.session.scalars(db.select(source.table).where(source.is_public()))
    return search_words.written(text for row in rows for text in source.texts(row) if text)


def sweep(words: Collection[str], since: datetime) -> None:
    """Inside an operation: take away the documents of what is not published any more, and its words.

    `words` are all those published, as they were read from that moment on.
    """
    advisory_lock(LOCK)
    for kind, source in SOURCES.items():
        public = db.select(source.table.id).where(source.is_public())
        gone = SearchDocument.kind == kind, SearchDocument.subject_id.not_in(public)
        db.session.execute(db.delete(SearchDocument).where(*gone))
    search_words.keep_only(words, since)


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    changed = (thing for thing in session.dirty if session.is_modified(thing))
    for thing in (*session.new, *changed, *session.deleted):
        concerned = _concerned(thing)
        if concerned is not None and concerned[1] is not None:
            session.info.setdefault(PENDING, set()).add(concerned)


def _concerned(thing: Any) -> tuple[SearchKind, int] | None:
    """The document to write again because this row changed."""
    if isinstance(thing, Proposal):
        return (SearchKind.ENVIE, thing.id) if _is_read(thing) else None
    if isinstance(thing, JournalEntry):
        return (SearchKind.ENVIE, thing.proposal_id) if thing.event == "commitments" else None
    if isinstance(thing, (ProgressUpdate, Partner)):
        return SearchKind.ACTION, thing.action_id
    kind = OWN.get(type(thing))
    return (kind, thing.id) if kind else None


def _is_read(proposal: Proposal) -> bool:
    """What the public finds of it changed, or it came out, or went away."""
    attributes = inspect(proposal).attrs
    changes = [attributes[name].history for name in OF_AN_ENVIE]
    was_read = Moderation.PUBLISHED in changes[0].deleted
    return was_read or proposal.is_public and any(change.has_changes() for change in changes)


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    session.flush()
    pending = session.info.pop(PENDING, None)
    if not pending:
        return
    advisory_lock(LOCK)
    for kind in SOURCES:
        if numbers := sorted(number for of, number in pending if of is kind):
            index(kind, numbers)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(PENDING, None)
