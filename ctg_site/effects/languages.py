"""The languages of the welcome pages, kept in the process: the foot of every page names them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from ctg_site.db import db, now
from ctg_site.domain.languages import FRENCH, LANGUAGES, Language
from ctg_site.models.content import ContentPage

#: How long another process may ignore a page just published here.
FRESH = timedelta(minutes=1)


@dataclass(slots=True)
class Kept:
    """What was last read, and until when it holds."""

    languages: tuple[Language, ...] = ()
    until: datetime | None = None


def welcomed() -> tuple[Language, ...]:
    """The languages of the published welcome pages; while the database is away, the last ones known."""
    kept = _kept()
    if kept.until is None or now() > kept.until:
        kept.languages, kept.until = _read(kept.languages), now() + FRESH
    return kept.languages


def forget() -> None:
    """What was read no longer holds: a page was published, or withdrawn."""
    _kept().until = None


def _kept() -> Kept:
    kept: Kept = current_app.extensions.setdefault("ctg_languages", Kept())
    return kept


def _read(before: tuple[Language, ...]) -> tuple[Language, ...]:
    """On a connection of its own: a page that asks nothing of the database lives without it."""
    published = (
        db.select(ContentPage.language)
        .where(ContentPage.is_published, ContentPage.language != FRENCH)
        .order_by(ContentPage.language)
    )
    try:
        with db.engine.connect() as connection:
            return tuple(LANGUAGES[tag] for tag in connection.scalars(published) if tag in LANGUAGES)
    except SQLAlchemyError:
        current_app.logger.warning("the languages of the welcome pages could not be read")
        return before
