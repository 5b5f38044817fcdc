"""What is new of what people follow: read from what the public reads, for many people at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_
from sqlalchemy.orm import aliased, join

from ctg_site.db import db
from ctg_site.domain.participation import Followed
from ctg_site.domain.workflow import Moderation
from ctg_site.models.actions import (
    Action,
    ActionChange,
    ProgressUpdate,
    action_commitment,
    action_proposal,
)
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.meetings import MeetingDecision, decision_action
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import JournalEntry, Proposal, proposal_commitment
from ctg_site.models.stories import Story
from ctg_site.models.subscriptions import Subscriber, Subscription

from . import queries
from .queries import COLUMNS, Thing

#: Beyond, a mail says how many others there are.
MOST_LINES = 6
#: The theme that somebody follows, and those of its code in any convention: news go on from one to the next.
FOLLOWED, SAME = aliased(Theme), aliased(Theme)
SERVED = join(join(Commitment, SAME, SAME.id == Commitment.theme_id), FOLLOWED, FOLLOWED.code == SAME.code)


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One piece of news: `what` says which sentence tells it, with these words."""

    what: str
    at: datetime
    words: Any = ""
    of: str = ""
    on: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class NewsSection:
    """What is new of one thing, the oldest first, and how much more there is."""

    thing: Thing
    lines: list[NewsLine]
    more: int


@dataclass(frozen=True, slots=True)
class Window:
    """After `since`, until `until`."""

    since: datetime
    until: datetime

    def holds(self, column: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = (column > self.since) & (column <= self.until)
        return found


Wanted = Sequence[tuple[Subscription, datetime]]
Found = Iterator[tuple[int, NewsLine]]


def sections(wanted: Wanted, until: datetime) -> dict[int, list[NewsSection]]:
    """By subscriber: what is new of each subscription since the moment that goes with it.

    The statements are the same, however many people follow however many things.
    """
    found: dict[int, list[NewsSection]] = {}
    if not wanted:
        return found
    window = Window(min(since for _, since in wanted), until)
    lines = _lines([one for one, _ in wanted], window)
    for subscription, since in wanted:
        thing = queries.about(subscription)
        fresh = [line for line in lines.get((thing.kind, thing.id), ()) if line.at > since] if thing else []
        if thing and fresh:
            fresh.sort(key=lambda line: line.at)
            section = NewsSection(thing, fresh[:MOST_LINES], max(len(fresh) - MOST_LINES, 0))
            found.setdefault(subscription.subscriber_id, []).append(section)
    return found


def _lines(
    subscriptions: Iterable[Subscription], window: Window
) -> dict[tuple[Followed, int], list[NewsLine]]:
    ids: dict[Followed, set[int]] = {kind: set() for kind in Followed}
    for one in subscriptions:
        for kind, column in COLUMNS.items():
            ids[kind].update({getattr(one, column.key)} - {None})
    found: dict[tuple[Followed, int], list[NewsLine]] = {}
    for kind, sources in SOURCES.items():
        for source in sources if ids[kind] else ():
            for number, line in source(sorted(ids[kind]), window):
                found.setdefault((kind, number), []).append(line)
    return found


def _steps(ids: list[int], window: Window) -> Found:
    """Where an envie is now, when that changed: the last change of its stage, and of its outcome."""
    changed = (
        db.select(
            Proposal.id, JournalEntry.subject, JournalEntry.created_at, Proposal.stage, Proposal.outcome
        )
        .join(JournalEntry, JournalEntry.proposal_id == Proposal.id)
        .where(Proposal.id.in_(ids), Proposal.moderation == Moderation.PUBLISHED)
        .where(JournalEntry.subject.in_(("stage", "outcome")), window.holds(JournalEntry.created_at))
        .order_by(JournalEntry.id)
    )
    last = {(row.id, row.subject): row for row in db.session.execute(changed)}
    for (number, subject), row in last.items():
        yield number, NewsLine(subject, row.created_at, getattr(row, subject))


def _stories(ids: list[int], window: Window) -> Found:
    told = (
        db.select(Story.proposal_id, Story.published_at)
        .join(Proposal, Proposal.id == Story.proposal_id)
        .where(Proposal.id.in_(ids), Proposal.moderation == Moderation.PUBLISHED)
        .where(window.holds(Story.published_at))
    )
    for number, at in db.session.execute(told):
        yield number, NewsLine("story", at)


def _updates(ids: list[int], window: Window) -> Found:
    for row in db.session.execute(_told(window).where(Action.id.in_(ids))):
        yield row.id, NewsLine("update", row.published_at, row.public_text, on=row.on)


def _told(window: Window) -> Select[Any]:
    """What was published of how far the actions are."""
    update = ProgressUpdate
    return (
        db.select(Action.id, Action.number, Action.title, update.public_text, update.published_at, update.on)
        .join(update, update.action_id == Action.id)
        .where(Action.is_published, window.holds(update.published_at))
    )


def _states(ids: list[int], window: Window) -> Found:
    """Where an action is now, when that changed; what was changed back is no news."""
    before, after = (column["state"].as_string() for column in (ActionChange.before, ActionChange.after))
    changed = (
        db.select(Action.id, Action.state, ActionChange.created_at)
        .join(ActionChange, ActionChange.action_id == Action.id)
        .where(Action.id.in_(ids), Action.is_published, window.holds(ActionChange.created_at))
        .where(after.is_not(None), before.is_distinct_from(after))
        .order_by(ActionChange.id)
    )
    last: dict[int, Row[Any]] = {row.id: row for row in db.session.execute(changed)}
    for number, row in last.items():
        yield number, NewsLine("state", row.created_at, row.state)


def _decisions(ids: list[int], window: Window) -> Found:
    """What meetings decided about an action: told once the minutes are published."""
    told = Meeting.minutes_published_at
    decided = (
        db.select(decision_action.c.action_id, MeetingDecision.text, MeetingDecision.created_at, told)
        .add_columns(Meeting.id)
        .select_from(MeetingDecision)
        .join(Meeting, Meeting.id == MeetingDecision.meeting_id)
        .join(decision_action, decision_action.c.decision_id == MeetingDecision.id)
        .where(decision_action.c.action_id.in_(ids), Meeting.is_public, told.is_not(None))
        .where(or_(window.holds(told), window.holds(MeetingDecision.created_at)))
    )
    for number, text, made, published, meeting in db.session.execute(decided):
        at = max(made, published)
        if at <= window.until:
            yield number, NewsLine("decision", at, text, address=f"/agenda/{meeting}")


def _envies(ids: list[int], window: Window) -> Found:
    """Envies newly published that serve a theme, by themselves or through a published action."""
    told = Proposal.id, Proposal.public_title, Proposal.published_at
    direct = (
        db.select(FOLLOWED.id, *told)
        .select_from(SERVED)
        .join(proposal_commitment, proposal_commitment.c.commitment_id == Commitment.id)
        .join(Proposal, Proposal.id == proposal_commitment.c.proposal_id)
    )
    through = (
        db.select(FOLLOWED.id, *told)
        .select_from(SERVED)
        .join(action_commitment, action_commitment.c.commitment_id == Commitment.id)
        .join(Action, Action.id == action_commitment.c.action_id)
        .join(action_proposal, action_proposal.c.action_id == Action.id)
        .join(Proposal, Proposal.id == action_proposal.c.proposal_id)
        .where(Action.is_published)
    )
    new = Proposal.moderation == Moderation.PUBLISHED, window.holds(Proposal.published_at)
    both = db.union(*(one.where(FOLLOWED.id.in_(ids), *new) for one in (direct, through)))
    for theme, number, title, at in db.session.execute(both):
        yield theme, NewsLine("envie", at, title, address=f"/envies/{number}")


def _theme_updates(ids: list[int], window: Window) -> Found:
    serving = (
        _told(window)
        .join(action_commitment, action_commitment.c.action_id == Action.id)
        .join(Commitment, Commitment.id == action_commitment.c.commitment_id)
        .join(SAME, SAME.id == Commitment.theme_id)
        .join(FOLLOWED, FOLLOWED.code == SAME.code)
        .where(FOLLOWED.id.in_(ids))
        .add_columns(FOLLOWED.id.label("theme_id"), ProgressUpdate.id.label("line"))
        .distinct()
    )
    for row in db.session.execute(serving):
        address = f"/actions/{row.number}"
        yield row.theme_id, NewsLine("update", row.published_at, row.public_text, row.title, row.on, address)


SOURCES = {
    Followed.ENVIE: (_steps, _stories),
    Followed.ACTION: (_updates, _states, _decisions),
    Followed.THEME: (_envies, _theme_updates),
}


def carried(notice: Notice) -> list[Any]:
    """What a mail to somebody who asked for news tells, read when it leaves; with nothing, it never does.

    What was hidden, or stopped, since the mail was written is not told.
    """
    if notice.template != "news":
        found = queries.subscription(notice.context["subscription"])
        thing = queries.about(found) if found else None
        return [thing] if thing else []
    since = notice.context["since"]
    told = datetime.fromisoformat(since) if since else None
    select = db.select(Subscription).where(Subscription.subscriber_id == notice.subscriber_id)
    select = select.where(Subscription.confirmed_at.is_not(None)).order_by(Subscription.id)
    fresh = select.options(*queries.ABOUT).execution_options(populate_existing=True)
    wanted = since_of(db.session.scalars(fresh), told)
    return sections(wanted, datetime.fromisoformat(notice.context["until"])).get(
        notice.subscriber_id or 0, []
    )


def since_of(
    subscriptions: Iterable[Subscription], told: datetime | None
) -> list[tuple[Subscription, datetime]]:
    """Each confirmed subscription with the moment its news begin: the last digest, or its confirmation."""
    return [
        (one, max(one.confirmed_at, told) if told else one.confirmed_at)
        for one in subscriptions
        if one.confirmed_at is not None
    ]


def of_all(subscribers: Sequence[Subscriber], until: datetime) -> dict[int, list[NewsSection]]:
    """What is new for each of these, read with their subscriptions."""
    wanted = [pair for one in subscribers for pair in since_of(one.subscriptions, one.told_until)]
    return sections(wanted, until)
