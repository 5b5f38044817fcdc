"""Writes of a collection: open it, give its links, propose values, take them or send them back, remind.

The collection is always locked first, then its bearer or what is asked of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site import throttle
from ctg_site.actions.editing.operations import add_progress
from ctg_site.actions.values.operations import write_value
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import codes
from ctg_site.domain.collecting import (
    ASKED,
    COLLECTING,
    AskedEvent,
    AskedState,
    CollectedPart,
    CollectionAct,
    CollectionEvent,
    CollectionState,
)
from ctg_site.domain.policy import SYSTEM, VISITOR
from ctg_site.domain.town_calendar import local
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.effects import outbox, receipts
from ctg_site.models.actions import Action
from ctg_site.models.collecting import AskedAction, Bearer, Collection, ProposedValue
from ctg_site.models.indicators import Indicator
from ctg_site.models.people import User
from ctg_site.services import clock

from . import queries

WRONG_LINKS = throttle.WrongSecrets("wrong link of a bearer")
#: The site reminds by itself so many days before the last one.
REMINDED_BEFORE = 7
#: How to reach the bearers is forgotten so long after the collection closed, or after its last day.
CLOSED_LIFE, OPEN_LIFE = timedelta(days=90), timedelta(days=365)


class CollectedAlready(Exception):
    """This part of the year has its collection."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a bearer gives of one action: the version that was read, values by indicator, a sentence."""

    asked_id: int
    version: int
    values: Mapping[int, float]
    news: str


@operation
def start(year: int, part: CollectedPart, due_on: date, by: User) -> Collection:
    """Open a collection and write to each structure that carries published actions."""
    if queries.is_taken(year, part):
        raise CollectedAlready
    made = Collection(year=year, part=part, due_on=due_on, state=CollectionState.OPEN)
    db.session.add(made)
    db.session.flush()
    made.note_down(CollectionAct.OPEN, by)
    led: dict[int, list[Action]] = {}
    for action in db.session.scalars(queries.to_ask(year).where(Action.lead_id.is_not(None))):
        led.setdefault(action.lead_id, []).append(action)
    accounts = queries.accounts(led)
    for structure in queries.leads(led):
        account = None if structure.email else accounts.get(structure.id)
        bearer = _bearer(made, structure.name, structure.email, structure.id, account)
        _ask(bearer, [action.id for action in led[structure.id]])
        _write(bearer, "values_asked")
    return made


def _bearer(
    collection: Collection, name: str, email: str, lead_id: int | None = None, user_id: int | None = None
) -> Bearer:
    bearer = Bearer(
        collection_id=collection.id, name=name, email=email, lead_id=lead_id, user_id=user_id, issue=1
    )
    _give_link(bearer)
    db.session.add(bearer)
    db.session.flush()
    db.session.refresh(bearer, ["user", "collection"])
    return bearer


def _give_link(bearer: Bearer) -> None:
    bearer.seed = codes.new_seed()
    bearer.link_hash = receipts.link_hash(bearer.seed)


def _ask(bearer: Bearer, actions: Iterable[int]) -> None:
    db.session.add_all(
        AskedAction(
            collection_id=bearer.collection_id, bearer_id=bearer.id, action_id=one, state=AskedState.WAITING
        )
        for one in actions
    )
    db.session.flush()


def _write(bearer: Bearer, template: str, **context: Any) -> bool:
    collection = bearer.collection
    said = {"year": collection.year, "part": str(collection.part)}
    return outbox.tell_bearer(bearer, template, **said, **context)


@operation
def entrust(collection: Collection, name: str, email: str, actions: Iterable[int], by: User) -> Bearer:
    """Ask somebody else for these actions, of which nothing was given; the former link shows them no more."""
    _must_be_open(collection)
    chosen, allowed = set(actions), {int(number) for number, _ in queries.to_entrust(collection)}
    if not chosen or not chosen <= allowed:
        raise OutOfDate
    bearer = _bearer(collection, name, email)
    of_them = AskedAction.collection_id == collection.id, AskedAction.action_id.in_(chosen)
    moved = list(db.session.scalars(db.select(AskedAction).where(*of_them).with_for_update()))
    for asked in moved:
        asked.bearer_id = bearer.id
    _ask(bearer, chosen - {asked.action_id for asked in moved})
    collection.note_down(CollectionAct.ENTRUST, by, bearer_id=bearer.id)
    _write(bearer, "values_asked")
    return bearer


def _must_be_open(collection: Collection) -> None:
    if not collection.is_open:
        raise InvalidTransition("the collection is closed")


@operation
def make_link(collection: Collection, bearer: Bearer, by: User) -> bool:
    """Another link; the former one opens nothing any more. Whether it leaves by e-mail."""
    _must_be_open(collection)
    bearer.issue += 1
    _give_link(bearer)
    db.session.refresh(bearer, ["user", "collection"])
    collection.note_down(CollectionAct.MAKE_LINK, by, bearer_id=bearer.id)
    return _write(bearer, "values_asked")


@operation
def revoke_link(collection: Collection, bearer: Bearer, by: User) -> None:
    """The link opens nothing any more, and what it opened is closed."""
    bearer.issue += 1
    bearer.seed = bearer.link_hash = None
    collection.note_down(CollectionAct.REVOKE_LINK, by, bearer_id=bearer.id)


@operation
def propose(
    collection: Collection, bearer: Bearer, issue: int, given: Iterable[Given], by: Any = VISITOR
) -> None:
    """What a bearer gives, kept as proposed; what did not change is left alone.

    OutOfDate when what is changed is not what was read any more, or was taken meanwhile.
    """
    if bearer.issue != issue:
        raise OutOfDate
    _must_be_open(collection)
    mine = db.select(AskedAction).where(AskedAction.bearer_id == bearer.id).with_for_update(of=AskedAction)
    options = selectinload(AskedAction.values), joinedload(AskedAction.collection)
    asked = {one.id: one for one in db.session.scalars(mine.options(*options))}
    for one in given:
        if one.asked_id not in asked:
            raise OutOfDate
        _give(asked[one.asked_id], one, by)


def _give(asked: AskedAction, given: Given, by: Any) -> None:
    if asked.given == given.values and asked.news == given.news:
        return
    if asked.version != given.version or asked.state is AskedState.VALIDATED:
        raise OutOfDate
    kept = {value.indicator_id: value for value in asked.values}
    for number, figure in given.values.items():
        row = kept.get(number) or ProposedValue(indicator_id=number)
        row.value = figure
        kept[number] = row
    asked.values = [row for number, row in kept.items() if number in given.values]
    asked.news, asked.given_at = given.news, now()
    asked.advance(ASKED, AskedEvent.GIVE if given.values or given.news else AskedEvent.CLEAR, by)


@operation
def validate(collection: Collection, asked: AskedAction, version: int, by: User) -> None:
    """The values become those of the year, the sentence is published; who took them is kept."""
    _decide(asked, version, AskedEvent.VALIDATE, by)
    given = db.select(ProposedValue).where(ProposedValue.asked_action_id == asked.id)
    values = {row.indicator_id: row.value for row in db.session.scalars(given)}
    locked = db.select(Indicator).where(Indicator.id.in_(values)).order_by(Indicator.id).with_for_update()
    for indicator in db.session.scalars(locked):
        write_value(indicator, collection.year, values[indicator.id], by, collection.part)
    if asked.news:
        add_progress(db.session.get_one(Action, asked.action_id), clock.today(), asked.news, "", by)


@operation
def send_back(collection: Collection, asked: AskedAction, version: int, words: str, by: User) -> None:
    """The bearer is told, in a sentence, what to look at again."""
    _decide(asked, version, AskedEvent.SEND_BACK, by, words)
    asked.sent_back_words = words
    bearer = db.session.get_one(Bearer, asked.bearer_id)
    db.session.refresh(bearer, ["user", "collection"])
    action = db.session.get_one(Action, asked.action_id)
    _write(bearer, "values_sent_back", words=words, number=action.number)


def _decide(asked: AskedAction, version: int, event: AskedEvent, by: User, words: str = "") -> None:
    if asked.version != version:
        raise OutOfDate
    asked.advance(ASKED, event, by, words)
    asked.decided_at, asked.decided_by_id = now(), by.id


@operation
def close(collection: Collection, by: User) -> None:
    """Nothing is taken any more; the links show what was sent."""
    collection.advance(COLLECTING, CollectionEvent.CLOSE, by)
    collection.closed_at = now()


@operation
def reopen(collection: Collection, by: User) -> None:
    collection.advance(COLLECTING, CollectionEvent.REOPEN, by)
    collection.closed_at = None


@operation
def remind_all(collection: Collection, by: User) -> int:
    """Write to all who owe an answer, once a day at most; how many letters."""
    _must_be_open(collection)
    told = _remind(queries.unanswered(Bearer.collection_id == collection.id))
    if told:
        collection.note_down(CollectionAct.REMIND, by)
    return told


@operation
def remind() -> int:
    """Before the last day, write once by itself to all who owe an answer; how many letters."""
    soon = queries.soon(clock.today(), REMINDED_BEFORE)
    owing = queries.unanswered(soon, Bearer.reminded_at.is_(None))
    told = _remind(owing)
    for bearer in owing:
        bearer.reminded_at = now()
        bearer.collection.note_down(CollectionAct.REMIND, SYSTEM, bearer_id=bearer.id)
    return told


def _remind(bearers: Iterable[Bearer]) -> int:
    told = 0
    for bearer in bearers:
        today = bearer.asked_again_at and bearer.asked_again_at > now() - timedelta(hours=20)
        if not today and _write(bearer, "values_reminded"):
            bearer.asked_again_at = now()
            told += 1
    return told


@operation
def forget(instant: datetime) -> int:
    """How to reach the bearers of what is over is erased, with their links; how many."""
    over = db.select(Collection.id).where(
        (Collection.closed_at < instant - CLOSED_LIFE)
        | (Collection.due_on < local(instant - OPEN_LIFE).date())
    )
    known = Bearer.collection_id.in_(over), Bearer.seed.is_not(None) | (Bearer.email != "")
    of_somebody = *known, Bearer.lead_id.is_(None)
    nothing = {"email": "", "seed": None, "link_hash": None, "issue": Bearer.issue + 1}
    in_bulk(db.update(Bearer).where(*of_somebody).values(name=""))
    return in_bulk(db.update(Bearer).where(*known).values(nothing))
