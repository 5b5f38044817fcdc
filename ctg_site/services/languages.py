"""The languages of the welcome pages, kept in the process: the foot of every page names them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ctg_site import versions
from ctg_site.db import db, now
from ctg_site.domain.languages import FRENCH, LANGUAGES, Language
from ctg_site.models.content import ContentPage

KEPT, MARK = "ctg_languages", "changes_languages"
#: How long another process may ignore a page just published here, for who reads without knowing what changed.
FRESH = timedelta(minutes=1)
READ = frozenset({ContentPage.__tablename__})


@dataclass(frozen=True, slots=True)
class KeptLanguages:
    """What was last read, and until when it holds. Never changed: another one takes its place."""

    languages: tuple[Language, ...] = ()
    until: datetime | None = None
    seen: tuple[int, ...] | None = None


def welcomed() -> tuple[Language, ...]:
    """The languages of the published welcome pages; while the database is away, the last ones known."""
    kept, seen = _kept(), versions.seen(READ)
    if kept.until is not None and now() <= kept.until and (seen is None or seen == kept.seen):
        return kept.languages
    found = _read(kept.languages)
    if _kept() is kept:  # else a page was published while this was read
        current_app.extensions[KEPT] = KeptLanguages(found, now() + FRESH, seen)
    return found


def forget() -> None:
    """What was read no longer holds: a page was published, or withdrawn."""
    current_app.extensions[KEPT] = KeptLanguages(_kept().languages)


def _kept() -> KeptLanguages:
    kept: KeptLanguages = current_app.extensions.setdefault(KEPT, KeptLanguages())
    return kept


def _read(before: tuple[Language, ...]) -> tuple[Language, ...]:
    """In the read of the request if it has begun one, since two at once would make a writer wait for both
    and the second for the writer; else on a connection of its own: a page that asks nothing of the database
    lives without it.
    """
    published = (
        db.select(ContentPage.language)
        .where(ContentPage.is_published, ContentPage.language != FRENCH)
        .order_by(ContentPage.language)
    )
    try:
        if db.session().in_transaction():
            return _known(db.session.connection().scalars(published))
        with db.engine.connect() as connection:
            return _known(connection.scalars(published))
    except SQLAlchemyError:
        current_app.logger.warning("the languages of the welcome pages could not be read")
        return before


def _known(tags: Iterable[str]) -> tuple[Language, ...]:
    return tuple(LANGUAGES[tag] for tag in tags if tag in LANGUAGES)


@event.listens_for(Session, "after_flush")
def _look(session: Session, context: Any) -> None:
    if any(isinstance(thing, ContentPage) for thing in (*session.new, *session.dirty, *session.deleted)):
        session.info[MARK] = True


@event.listens_for(Session, "after_commit")
def _changed(session: Session) -> None:
    if session.info.pop(MARK, False):
        forget()


@event.listens_for(Session, "after_rollback")
def _forget_mark(session: Session) -> None:
    session.info.pop(MARK, None)
