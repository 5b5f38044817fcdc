"""Reads: each brings all that its page shows. `period` is « 2022-2026 »; a number is taken in any case."""

import re

from sqlalchemy import ColumnElement
from sqlalchemy.orm import immediateload, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ctg_site.db import db
from ctg_site.models.convention import Commitment, Convention, Theme

#: Downwards in one statement; upwards from what that statement brought, without another.
TREE = joinedload(Convention.themes).options(
    immediateload(Theme.convention),
    joinedload(Theme.commitments).immediateload(Commitment.theme),
)


def overview(period: str) -> Convention | None:
    """A whole convention: four statements."""
    lists = (selectinload(Convention.items), selectinload(Convention.steps), selectinload(Convention.bodies))
    return _of(period, TREE, *lists)


def current() -> Convention | None:
    """The convention that the short addresses open, with its themes and commitments: one statement."""
    return _one(Convention.is_current.is_(True), TREE)


def theme(period: str, theme: str) -> Theme | None:
    """A theme by its slug, with its commitments and the other themes: one statement."""
    return _theme(_of(period, TREE), theme)


def current_theme(theme: str) -> Theme | None:
    return _theme(current(), theme)


def commitment(period: str, number: str) -> Commitment | None:
    """A commitment with its neighbours, its topics and its steps: three statements."""
    commitments = joinedload(Convention.themes).joinedload(Theme.commitments)
    lists = commitments.options(selectinload(Commitment.topics), selectinload(Commitment.steps))
    return _commitment(_of(period, TREE, lists), number)


def current_commitment(number: str) -> Commitment | None:
    return _commitment(current(), number)


def _of(period: str, *options: ORMOption) -> Convention | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}", period):
        return None
    return _one(Convention.period == period, *options)


def _one(condition: ColumnElement[bool], *options: ORMOption) -> Convention | None:
    return db.session.scalars(db.select(Convention).where(condition).options(*options)).unique().one_or_none()


def _theme(convention: Convention | None, slug: str) -> Theme | None:
    themes = convention.themes if convention else []
    return next((theme for theme in themes if theme.slug == slug), None)


def _commitment(convention: Convention | None, number: str) -> Commitment | None:
    commitments = convention.commitments if convention else []
    return next((one for one in commitments if one.number == number.upper()), None)
