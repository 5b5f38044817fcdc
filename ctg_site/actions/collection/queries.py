"""Reads of the collections of values: all of them, one with its bearers, one bearer with what it is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.actions.queries import MEASURED
from ctg_site.actions.reminders.queries import ALIVE
from ctg_site.db import Page, db, page_of
from ctg_site.domain import codes
from ctg_site.domain.collecting import AskedState, CollectedPart, CollectionState
from ctg_site.domain.measuring import Point
from ctg_site.models.actions import Action
from ctg_site.models.collecting import AskedAction, Bearer, Collection, CollectionEntry
from ctg_site.models.convention import Convention
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User, membership
from ctg_site.models.places import Structure
from ctg_site.runtime import settings
from ctg_site.services.owed import Waiting, how_many

PAGE, ENTRIES = 50, 30
#: What the bearer still owes; what the coordination does.
UNANSWERED = AskedState.WAITING, AskedState.SENT_BACK


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """A collection in the list of all: how many actions are in each state."""

    collection: Collection
    counts: dict[AskedState, int] = field(default_factory=dict)


def collections(after: int | None = None) -> Page[CollectionLine]:
    """The latest first, a page, with how far each is: two statements."""
    select = db.select(Collection).order_by(Collection.id.desc()).limit(PAGE + 1)
    if after is not None:
        select = select.where(Collection.id < after)
    page = page_of(list(db.session.scalars(select)), PAGE)
    counts = _counts([one.id for one in page.rows])
    return Page([CollectionLine(one, counts.get(one.id, {})) for one in page.rows], page.following)


def _counts(numbers: Sequence[int]) -> dict[int, dict[AskedState, int]]:
    counted = (
        db.select(AskedAction.collection_id, AskedAction.state, db.func.count(AskedAction.id))
        .where(AskedAction.collection_id.in_(numbers))
        .group_by(AskedAction.collection_id, AskedAction.state)
    )
    found: dict[int, dict[AskedState, int]] = {}
    for number, state, count in db.session.execute(counted):
        found.setdefault(number, {})[state] = count
    return found


def counts(collection_id: int) -> dict[AskedState, int]:
    return _counts([collection_id]).get(collection_id, {})


def collection(number: int) -> Collection | None:
    return db.session.get(Collection, number)


def is_taken(year: int, part: CollectedPart) -> bool:
    of_it = db.select(Collection.id).where(Collection.year == year, Collection.part == part)
    return db.session.scalar(of_it) is not None


def bearers(collection_id: int, after: int | None = None) -> Page[Bearer]:
    """Those of a collection, a page, with the state of what each is asked: three statements."""
    select = db.select(Bearer).where(Bearer.collection_id == collection_id, Bearer.asked.any())
    if after is not None:
        select = select.where(Bearer.id > after)
    options = selectinload(Bearer.asked), joinedload(Bearer.user)
    found = db.session.scalars(select.order_by(Bearer.id).limit(PAGE + 1).options(*options))
    return page_of(list(found), PAGE)


#: All that the page of a bearer shows.
OF_A_BEARER = (
    joinedload(Bearer.collection),
    joinedload(Bearer.user),
    selectinload(Bearer.asked).joinedload(AskedAction.decided_by),
    selectinload(Bearer.asked).selectinload(AskedAction.values),
    selectinload(Bearer.asked).joinedload(AskedAction.action).options(*MEASURED),
)


def _bearer(*conditions: Any) -> Bearer | None:
    return db.session.scalar(db.select(Bearer).where(*conditions).options(*OF_A_BEARER))


def bearer(number: int) -> Bearer | None:
    """One bearer with all that its pages show."""
    return _bearer(Bearer.id == number)


def held(opened: Any) -> Bearer | None:
    """The bearer whose link a browser opened, as [number, issue]; None once the link was revoked."""
    if not isinstance(opened, list) or len(opened) != 2:
        return None
    number, issue = opened
    found = _bearer(Bearer.id == number, Bearer.issue == issue, Bearer.link_hash.is_not(None))
    return found if found is not None and not found.is_barred else None


def by_link(secret: str) -> list[int] | None:
    """What a browser remembers of the link that it opened: the number of the bearer, and of the link."""
    hashed = codes.hashed(secret, settings().code_key)
    found = db.session.scalar(
        db.select(Bearer).where(Bearer.link_hash == hashed).options(joinedload(Bearer.user))
    )
    return None if found is None or found.is_barred else [found.id, found.issue]


def asked(number: int) -> AskedAction | None:
    """One action of a collection, to decide about what is proposed of it."""
    options = joinedload(AskedAction.collection), joinedload(AskedAction.action)
    return db.session.scalar(db.select(AskedAction).where(AskedAction.id == number).options(*options))


def of_person(person: Any) -> list[Bearer]:
    """What the structures of this person are asked, in collections still open: two statements."""
    mine = db.select(Bearer).join(Collection, Collection.id == Bearer.collection_id)
    mine = mine.where(Collection.state == CollectionState.OPEN, Bearer.lead_id.in_(person.structure_ids))
    options = joinedload(Bearer.collection), selectinload(Bearer.asked)
    found = db.session.scalars(mine.where(Bearer.asked.any()).order_by(Bearer.id).options(*options))
    return list(found)


def journal(collection_id: int) -> list[CollectionEntry]:
    """The latest lines, with who and what they name."""
    of_it = db.select(CollectionEntry).where(CollectionEntry.collection_id == collection_id)
    options = (
        joinedload(CollectionEntry.user),
        joinedload(CollectionEntry.bearer),
        joinedload(CollectionEntry.action),
    )
    found = of_it.order_by(CollectionEntry.id.desc()).limit(ENTRIES).options(*options)
    return list(db.session.scalars(found))


def to_entrust(collection: Collection) -> list[tuple[str, str]]:
    """The actions that may be asked of somebody else: nobody's, or of which nothing was given yet."""
    given = db.select(AskedAction.action_id).where(
        AskedAction.collection_id == collection.id, AskedAction.state != AskedState.WAITING
    )
    found = to_ask(collection.year).where(Action.id.not_in(given)).order_by(Action.number)
    columns = db.session.execute(found.with_only_columns(Action.id, Action.number, Action.title))
    return [(str(row[0]), f"n°\u00a0{row[1]}\u00a0: {row[2]}") for row in columns]


def unasked(collection: Collection) -> int:
    """How many published actions nobody is asked about: they have no bearer."""
    asked = db.select(AskedAction.action_id).where(AskedAction.collection_id == collection.id)
    found = to_ask(collection.year).where(Action.id.not_in(asked))
    counted = db.select(db.func.count()).select_from(found.with_only_columns(Action.id).subquery())
    return db.session.execute(counted).scalar_one()


def to_ask(year: int) -> Any:
    """The published actions that live, of a convention that holds in that year."""
    in_year = Convention.starts_on <= date(year, 12, 31), Convention.last_day >= date(year, 1, 1)
    alive = db.select(Action).join(Convention, Convention.id == Action.convention_id)
    return alive.where(Action.is_published, Action.state.in_(ALIVE), *in_year).order_by(Action.number)


def leads(numbers: Iterable[int]) -> list[Structure]:
    found = db.select(Structure).where(Structure.id.in_(list(numbers))).order_by(Structure.name_key)
    return list(db.session.scalars(found))


def accounts(numbers: Iterable[int]) -> dict[int, int]:
    """For each structure, the number of the first account that may be written to for it."""
    first = (
        db.select(membership.c.structure_id, db.func.min(User.id))
        .join(User, User.id == membership.c.user_id)
        .where(User.is_active, membership.c.structure_id.in_(list(numbers)))
        .group_by(membership.c.structure_id)
    )
    return {int(structure): int(user) for structure, user in db.session.execute(first)}


def unanswered(*conditions: Any) -> list[Bearer]:
    """The bearers who owe an answer in open collections, with what their letter needs."""
    owing = Bearer.asked.any(AskedAction.state.in_(UNANSWERED))
    select = db.select(Bearer).join(Collection, Collection.id == Bearer.collection_id)
    select = select.where(Collection.state == CollectionState.OPEN, owing, *conditions).order_by(Bearer.id)
    options = joinedload(Bearer.user), joinedload(Bearer.collection)
    return list(db.session.scalars(select.options(*options).with_for_update(of=Bearer)))


def soon(on: date, days: int) -> Any:
    """Collections whose day comes within so many days, and is not past."""
    return db.and_(Collection.due_on >= on, Collection.due_on <= on + timedelta(days))


def to_validate(person: Any, on: date) -> Waiting:
    """The answers that the coordination has not taken yet, of open collections: the oldest first."""
    given = (
        db.select(AskedAction.collection_id, AskedAction.given_at)
        .join(Collection, Collection.id == AskedAction.collection_id)
        .where(AskedAction.state == AskedState.PROPOSED, Collection.state == CollectionState.OPEN)
    )
    return how_many(given.order_by(AskedAction.given_at))


def overdue(person: Any, on: date) -> Waiting:
    """The bearers who did not answer in time."""
    late = (
        db.select(Bearer.collection_id, Collection.due_on)
        .join(Collection, Collection.id == Bearer.collection_id)
        .where(Collection.state == CollectionState.OPEN, Collection.due_on < on)
        .where(Bearer.asked.any(AskedAction.state.in_(UNANSWERED)))
    )
    return how_many(late.order_by(Collection.due_on, Bearer.id))


def own_due(person: Any, on: date) -> Waiting:
    """The collections that ask something of the structures of this person."""
    mine = (
        db.select(Bearer.id, Collection.due_on)
        .join(Collection, Collection.id == Bearer.collection_id)
        .where(Collection.state == CollectionState.OPEN, Bearer.lead_id.in_(person.structure_ids))
        .where(Bearer.asked.any(AskedAction.state.in_(UNANSWERED)))
    )
    return how_many(mine.order_by(Collection.due_on, Bearer.id))


def measured(indicator: Indicator, year: int, part: CollectedPart) -> Measure | None:
    """What is kept of this very part of the year."""
    return next((one for one in indicator.measures if (one.year, one.part) == (year, part)), None)


def last_value(indicator: Indicator, before: int) -> Point | None:
    """The last year, before this one, of which a value is known."""
    known = [one for year, one in indicator.points.items() if year < before and one.value is not None]
    return known[-1] if known else None


def bearer_of(asked: AskedAction) -> Bearer:
    """The same, whole, from one of its answers."""
    found = bearer(asked.bearer_id)
    if found is None:
        raise LookupError(f"bearer {asked.bearer_id} is gone")
    return found
