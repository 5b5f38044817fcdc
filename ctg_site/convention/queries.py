"""Reads: each brings all that its page shows. `period` is « 2022-2026 »; a number is taken in any case."""

import re
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ctg_site.db import db
from ctg_site.domain.conventions import around
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.services import conventions
from ctg_site.services.conventions import TREE

#: What the overview shows beside the themes.
LISTS = selectinload(Convention.items), selectinload(Convention.steps), selectinload(Convention.bodies)


#: What the page of a commitment shows besides.
COMMITMENT_LISTS = (
    joinedload(Convention.themes)
    .joinedload(Theme.commitments)
    .options(selectinload(Commitment.topics), selectinload(Commitment.steps))
)


def overview(period: str) -> Convention | None:
    """A whole convention: four statements."""
    return _of(period, TREE, *LISTS)


def line() -> list[Convention]:
    """Those that everybody reads, in the order of the years: one statement."""
    known = db.select(Convention).where(conventions.is_public())
    return list(db.session.scalars(known.order_by(Convention.starts_on)))


def neighbours(convention: Convention) -> tuple[Convention | None, Convention | None]:
    """The conventions that everybody reads before and after this one: one statement."""
    return around(convention, sorted({*line(), convention}, key=lambda one: one.starts_on))


def current() -> Convention | None:
    """The convention that the short addresses open, with its themes and commitments: one statement."""
    return _one(Convention.is_current.is_(True), TREE)


def of_period(period: str) -> Convention | None:
    """The same of any that everybody reads: one statement."""
    return _of(period, TREE)


def offered() -> list[Convention]:
    """The current convention, if there is one, as what a form lets one choose from: one statement."""
    return conventions.offered()


def offered_to(thing: Any) -> list[Convention]:
    """The same, before it those of the commitments that this is linked to already, which are loaded."""
    return conventions.offered({one.convention_id for one in thing.commitments})


def theme(period: str, theme: str) -> Theme | None:
    """A theme by its slug, with its commitments and the other themes: one statement."""
    return theme_in(_of(period, TREE), theme)


def current_theme(theme: str) -> Theme | None:
    """That of the current convention; else of the latest one that has it, for an old address."""
    latest = _latest(Theme.convention_id, Theme.slug == theme)
    return theme_in(current(), theme) or theme_in(_one(Convention.id == latest, TREE), theme)


def commitment(period: str, number: str) -> Commitment | None:
    """A commitment with its neighbours, its topics and its steps: three statements."""
    return commitment_in(_of(period, TREE, COMMITMENT_LISTS), number)


def current_commitment(number: str) -> Commitment | None:
    """The same for a commitment."""
    latest = _latest(Commitment.convention_id, Commitment.number == number.upper())
    return commitment_in(current(), number) or commitment_in(_one(Convention.id == latest, TREE), number)


def _latest(convention: Any, holds: ColumnElement[bool]) -> Any:
    """The number of the latest convention that began and holds this."""
    begun = db.select(convention).join(Convention, Convention.id == convention).where(holds)
    known = begun.where(Convention.id.in_(conventions.begun()))
    return known.order_by(Convention.starts_on.desc()).limit(1).scalar_subquery()


def _of(period: str, *options: ORMOption) -> Convention | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}", period):
        return None
    return _one((Convention.period == period) & conventions.is_public(), *options)


def _one(condition: ColumnElement[bool], *options: ORMOption) -> Convention | None:
    return db.session.scalars(db.select(Convention).where(condition).options(*options)).unique().one_or_none()


def theme_in(convention: Convention | None, slug: str) -> Theme | None:
    themes = convention.themes if convention else []
    return next((theme for theme in themes if theme.slug == slug), None)


def commitment_in(convention: Convention | None, number: str) -> Commitment | None:
    commitments = convention.commitments if convention else []
    return next((one for one in commitments if one.number == number.upper()), None)
