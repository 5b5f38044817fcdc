"""Writes of following: ask, confirm, stop, write the weekly mail, forget.

The subscriber is always locked first, so that what an address follows changes by one hand at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_
from sqlalchemy.orm import selectinload

from ctg_site import throttle
from ctg_site.agenda.queries import midnight
from ctg_site.db import db, in_bulk, insert, now, operation
from ctg_site.domain import codes
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.tokens import derived_token, token_hash
from ctg_site.domain.workflow import Moderation
from ctg_site.effects import outbox
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Proposal
from ctg_site.models.subscriptions import Subscriber, Subscription
from ctg_site.runtime import life, settings
from ctg_site.services import clock

from . import news_queries, queries
from .queries import COLUMNS, Thing

#: What is asked from one network; beyond, no mail leaves, and the page says the same.
PER_PLACE = 20, 10, "news"
#: One mail an hour about one thing, ten a day in all: the form fills no mailbox.
PER_THING = 1, 60, "news of one thing"
PER_ADDRESS = 10, 24 * 60, "news of one address"
ASK_AGAIN = timedelta(hours=1)
WRONG_LINKS = throttle.WrongSecrets("wrong link of news")
#: What nobody confirms is forgotten.
UNCONFIRMED_LIFE = RULES[KeptData.SUBSCRIPTION_ASKED].life.span
DAYS_BETWEEN = 7
#: What another transaction is writing right now is told the next time, never skipped.
SETTLED = timedelta(minutes=5)
CHUNK = 200
#: An envie of which nothing will ever be told again.
GONE = (Moderation.WITHDRAWN, Moderation.ARCHIVED)


@operation
def ask(thing: Thing, email: str, network: str | None, trapped: bool = False) -> None:
    """Write to the address, which says by its answer whether it wants news of this thing.

    Nothing tells whoever asked whether the address was known, nor whether a mail leaves.
    """
    column = COLUMNS[thing.kind]
    held = (
        db.select(Subscription)
        .join(Subscriber, Subscriber.id == Subscription.subscriber_id)
        .where(Subscriber.email == email, column == thing.id)
    )
    lately = held.where(Subscription.asked_at > now() - ASK_AGAIN)
    if trapped or db.session.scalar(lately) or not _may_write(thing, email, network):
        return
    subscriber = db.session.get_one(Subscriber, _locked(email))
    found = db.session.scalar(held)
    if found is None:
        found = Subscription(subscriber_id=subscriber.id, **{column.key: thing.id})
        db.session.add(found)
    found.asked_at = now()
    db.session.flush()
    template = "news_confirm" if found.confirmed_at is None else "news_known"
    outbox.tell_subscriber(subscriber, template, subscription=found.id)


def _may_write(thing: Thing, email: str, network: str | None) -> bool:
    return (
        throttle.within(*PER_PLACE, network)
        and throttle.within(*PER_THING, f"{email} {thing.kind} {thing.id}")
        and throttle.within(*PER_ADDRESS, email)
        and (db.session.scalar(_confirmed(email)) is not None or outbox.may_write_first(email))
    )


def _confirmed(email: str) -> Select[tuple[int]]:
    """What the owner of this address confirmed: they know the site, and asked for its mails."""
    held = db.select(Subscription.id).join(Subscriber, Subscriber.id == Subscription.subscriber_id)
    return held.where(Subscriber.email == email, Subscription.confirmed_at.is_not(None)).limit(1)


def _locked(email: str) -> int:
    """The subscriber of this address, made if there is none, and held to the end of the transaction."""
    seed = codes.new_seed()
    hashed = token_hash(derived_token(seed, "news", settings().code_key))
    made = insert(Subscriber).values(email=email, seed=seed, link_hash=hashed, created_at=now())
    kept = made.on_conflict_do_update(index_elements=[Subscriber.email], set_={"email": made.excluded.email})
    return db.session.execute(kept.returning(Subscriber.id)).scalar_one()


@operation
def confirm(secret: str, number: int | None = None) -> bool:
    """The holder of the link wants this news, or all that waits; whether the link opens something."""
    subscriber_id = _held(secret)
    confirmed = db.update(Subscription).where(
        Subscription.subscriber_id == subscriber_id,
        Subscription.confirmed_at.is_(None),
        *([] if number is None else [Subscription.id == number]),
    )
    in_bulk(confirmed.values(confirmed_at=now()))
    return subscriber_id is not None


@operation
def stop(secret: str, number: int | None = None) -> bool:
    """No more news of this, or of anything; whether the address still follows something. Twice is once."""
    subscriber_id = _held(secret)
    if subscriber_id is None:
        return False
    stopped = db.delete(Subscription).where(
        Subscription.subscriber_id == subscriber_id,
        *([] if number is None else [Subscription.id == number]),
    )
    in_bulk(stopped)
    return not _erase([subscriber_id])


def _held(secret: str) -> int | None:
    """The subscriber who holds this link, locked."""
    held = db.select(Subscriber.id).where(Subscriber.link_hash == token_hash(secret))
    return db.session.execute(held.with_for_update()).scalar_one_or_none()


def _erase(numbers: Sequence[int]) -> int:
    """Forget those, locked, that follow nothing any more; the mails that wait for them never leave."""
    nothing = ~Subscriber.subscriptions.any()
    left = list(db.session.scalars(db.select(Subscriber.id).where(Subscriber.id.in_(numbers), nothing)))
    if left:
        notices = Notice.subscriber_id.in_(left)
        silenced = {"gave_up_at": now(), "fault": None}
        given_up = db.update(Notice).where(notices, Notice.done_at.is_(None)).values(**silenced)
        in_bulk(given_up)
        apart = db.update(Notice).where(notices).values(subscriber_id=None)
        in_bulk(apart)
        erased = db.delete(Subscriber).where(Subscriber.id.in_(left))
        in_bulk(erased)
    return len(left)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some subscribers looked at: the last one, and how many mails were written."""

    last: int
    mails: int


@operation
def digest_chunk(after: int = 0) -> Chunk | None:
    """Write to the next subscribers of whom a week is over and who have news; None when nobody is left.

    The mail holds no news: they are read when it leaves, so that what is hidden meanwhile is not told.
    """
    until = now() - SETTLED
    week = midnight(clock.today() - timedelta(days=DAYS_BETWEEN - 1))
    due = (
        db.select(Subscriber)
        .where(Subscriber.id > after, or_(Subscriber.told_until.is_(None), Subscriber.told_until < week))
        .where(Subscriber.subscriptions.any(Subscription.confirmed_at.is_not(None)))
        .order_by(Subscriber.id)
        .limit(CHUNK)
        .with_for_update(skip_locked=True)
        .options(selectinload(Subscriber.subscriptions).options(*queries.ABOUT))
    )
    subscribers = list(db.session.scalars(due))
    if not subscribers:
        return None
    told = news_queries.of_all(subscribers, until)
    since = {one.id: one.told_until.isoformat() if one.told_until else "" for one in subscribers}
    windows = {number: {"since": since[number], "until": until.isoformat()} for number in told}
    outbox.tell_subscribers("news", windows)
    looked = db.update(Subscriber).where(Subscriber.id.in_([one.id for one in subscribers]))
    in_bulk(looked.values(told_until=until))
    return Chunk(subscribers[-1].id, len(told))


def digest() -> int:
    """The weekly mails, some subscribers at a time; how many. Again the same day, it writes none."""
    mails, chunk = 0, digest_chunk()
    while chunk is not None:
        mails, chunk = mails + chunk.mails, digest_chunk(chunk.last)
    return mails


@operation
def forget(instant: datetime) -> int:
    """Erase what nobody confirmed in a week, what follows an envie that is gone, then the addresses."""
    gone = db.select(Proposal.id).where(Proposal.moderation.in_(GONE))
    over = or_(
        Subscription.confirmed_at.is_(None) & (Subscription.asked_at <= instant - UNCONFIRMED_LIFE),
        Subscription.proposal_id.in_(gone),
    )
    return _end(over)


@operation
def forget_old(instant: datetime) -> int:
    """Erase what was confirmed so many years ago: whoever still wants news asks again."""
    return _end(Subscription.confirmed_at <= life(KeptData.SUBSCRIPTION).before(instant))


def _end(over: Any) -> int:
    numbers = sorted(set(db.session.scalars(db.select(Subscription.subscriber_id).where(over))))
    if not numbers:
        return 0
    locked = db.select(Subscriber.id).where(Subscriber.id.in_(numbers)).order_by(Subscriber.id)
    db.session.execute(locked.with_for_update())
    erased = db.delete(Subscription).where(over, Subscription.subscriber_id.in_(numbers))
    return in_bulk(erased) + _erase(numbers)
