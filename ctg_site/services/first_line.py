"""The figures that the home page opens on, kept a minute in the process: a crowd counts the envies once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from ctg_site.db import now
from ctg_site.models.proposals import Proposal

KEPT, MARK = "ctg_first_line", "changes_first_line"
#: How long another process may ignore what changed here.
FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """What was last counted, and until when it holds. Never changed: another one takes its place."""

    figures: Any = None
    until: datetime | None = None


def figures(count: Callable[[], Any]) -> Any:
    """What `count` gives, at most a minute old."""
    kept = _kept()
    if kept.until is not None and now() <= kept.until:
        return kept.figures
    found = count()
    if _kept() is kept:  # else an envie changed while they were counted
        current_app.extensions[KEPT] = KeptFigures(found, now() + FRESH)
    return found


def forget() -> None:
    """What was counted no longer holds."""
    current_app.extensions[KEPT] = KeptFigures()


def _kept() -> KeptFigures:
    kept: KeptFigures = current_app.extensions.setdefault(KEPT, KeptFigures())
    return kept


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    if any(isinstance(thing, Proposal) for thing in (*session.new, *session.dirty, *session.deleted)):
        session.info[MARK] = True


@event.listens_for(Session, "after_commit")
def _changed(session: Session) -> None:
    if session.info.pop(MARK, False):
        forget()


@event.listens_for(Session, "after_rollback")
def _forget_mark(session: Session) -> None:
    session.info.pop(MARK, None)
