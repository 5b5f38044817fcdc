"""Reads for the feed of the actions that move: their published news, the last change of state of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased

from ctg_site.db import db
from ctg_site.domain.evaluation import ActionState
from ctg_site.domain.text import printable
from ctg_site.models.actions import Action, ActionChange, ProgressUpdate


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """What happened to an action: `key` is its own for ever, `state` where it is, if that is the news."""

    key: str
    number: int
    title: str
    text: str
    at: datetime
    state: ActionState | None = None

    @property
    def instant(self) -> str:
        """As RFC 3339 writes it."""
        return self.at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def entries(limit: int) -> list[ActionEntry]:
    """The latest, whatever they are: two statements."""
    found = [*_news(limit), *_states(limit)]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:limit]


def _news(limit: int) -> Iterator[ActionEntry]:
    told = (
        db.select(ProgressUpdate.id, Action.number, Action.title, ProgressUpdate.public_text)
        .add_columns(ProgressUpdate.published_at)
        .join(Action, Action.id == ProgressUpdate.action_id)
        .where(Action.is_published, ProgressUpdate.published_at.is_not(None))
        .order_by(ProgressUpdate.published_at.desc(), ProgressUpdate.id.desc())
    )
    for key, number, title, text, at in db.session.execute(told.limit(limit)):
        yield ActionEntry(f"nouvelles/{key}", number, printable(title), printable(text), at)


def _states(limit: int) -> Iterator[ActionEntry]:
    """Of each action, the last time its state became another one."""
    later = aliased(ActionChange)
    again = _is_of_state(later, db.select(later.id)).where(
        later.action_id == ActionChange.action_id, later.id > ActionChange.id
    )
    changed = (
        _is_of_state(ActionChange, db.select(ActionChange.id, Action.number, Action.title, Action.state))
        .add_columns(Action.state_reason, ActionChange.created_at)
        .join(Action, Action.id == ActionChange.action_id)
        .where(Action.is_published, ~again.correlate(ActionChange).exists())
        .order_by(ActionChange.created_at.desc(), ActionChange.id.desc())
    )
    for key, number, title, state, reason, at in db.session.execute(changed.limit(limit)):
        yield ActionEntry(f"etats/{key}", number, printable(title), printable(reason), at, state)


def _is_of_state(change: Any, select: Select[Any]) -> Select[Any]:
    before, after = (column["state"].as_string() for column in (change.before, change.after))
    return select.where(after.is_not(None), before.is_distinct_from(after))
