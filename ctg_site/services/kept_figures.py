"""The figures of all the envies, kept a minute in the process: a crowd that reads them counts them once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from ctg_site import versions
from ctg_site.db import now
from ctg_site.models.proposals import Proposal

KEPT, MARK = "ctg_kept_figures", "changes_kept_figures"
#: How long another process may ignore what changed here, for who reads without knowing what changed.
FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """What was counted, from which tables; as they were, where that was known."""

    value: Any
    tables: Collection[str]
    seen: tuple[int, ...] | None

    @property
    def holds(self) -> bool:
        now_seen = versions.seen(self.tables)
        return now_seen is None or now_seen == self.seen


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """What was last counted, by name, and until when it holds. Never changed: another one takes its place."""

    found: Mapping[str, KeptFigure] = field(default_factory=dict)
    until: datetime | None = None
    #: How many times what was counted did not hold any more.
    forgotten: int = 0


def figures(name: str, count: Callable[[], Any]) -> Any:
    """What `count` gives, at most a minute old."""
    before = _kept()
    known = before.found.get(name)
    if before.until is not None and now() <= before.until and known is not None and known.holds:
        return known.value
    with versions.reading() as tables:
        value = count()
    found = KeptFigure(value, frozenset(tables), versions.seen(tables))
    kept = _kept()
    if kept.forgotten == before.forgotten:  # else an envie changed while they were counted
        holds = kept.until is not None and now() <= kept.until
        others, until = (kept.found, kept.until) if holds else ({}, now() + FRESH)
        current_app.extensions[KEPT] = KeptFigures({**others, name: found}, until, kept.forgotten)
    return value


def forget() -> None:
    """What was counted no longer holds."""
    current_app.extensions[KEPT] = KeptFigures(forgotten=_kept().forgotten + 1)


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
