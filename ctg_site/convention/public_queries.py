"""Reads: what everybody finds of the conventions, by the search and by search engines."""

from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.services import conventions
from ctg_site.services.publishing import IndexSource, of_theme

COMMITMENTS = IndexSource(
    Commitment,
    lambda: Commitment.convention_id.in_(db.select(Convention.id).where(conventions.is_public())),
    lambda one: (one.number, one.plain_title, one.plain_text, one.official_text),
    lambda one: [of_theme(one.theme)],
    (joinedload(Commitment.theme),),
)


def listed() -> Any:
    return _periods().order_by(Convention.id)


def listed_themes() -> Any:
    slug = Theme.slug.label("theme")
    return _periods().add_columns(slug).join_from(Theme, Theme.convention).order_by(Theme.id)


def listed_commitments() -> Any:
    rows = _periods().add_columns(Commitment.number.label("number")).join_from(Commitment, Commitment.theme)
    return rows.join(Theme.convention).order_by(Commitment.id)


def _periods() -> Any:
    return db.select(Convention.period.label("period")).where(conventions.is_public())
