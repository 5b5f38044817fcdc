"""Which conventions count: those that began, what of the town they name, those that a form offers."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased, immediateload, joinedload

from ctg_site.db import db
from ctg_site.domain.conventions import COMING, ConventionState
from ctg_site.models.convention import (
    Commitment,
    Convention,
    ConventionBody,
    ConventionStep,
    GoverningBody,
    PathwayStep,
    Theme,
)

#: Downwards in one statement; upwards from what that statement brought, without another.
TREE = joinedload(Convention.themes).options(
    immediateload(Theme.convention),
    joinedload(Theme.commitments).immediateload(Commitment.theme),
)


def offered(own: Collection[int] = ()) -> list[Convention]:
    """What a form lets one choose from: the record’s own conventions, then the current one; one statement."""
    wanted = db.select(Convention).where(or_(Convention.is_current, Convention.id.in_(own))).options(TREE)
    ordered = wanted.order_by(Convention.is_current, Convention.starts_on)
    return list(db.session.scalars(ordered).unique())


def begun() -> Any:
    """The current convention and those that are or were in force, by their row."""
    return db.select(Convention.id).where(or_(Convention.is_current, Convention.state.not_in(COMING)))


def is_public() -> ColumnElement[bool]:
    """Said of a convention: everybody reads it, as a draft at least."""
    return Convention.state != ConventionState.PREPARED


def is_latest_theme() -> ColumnElement[bool]:
    """Said of a theme with its convention: the current one holds it, or no later one has its code."""
    later = aliased(Theme)
    since = aliased(Convention)
    again = db.select(later.id).join(since, since.id == later.convention_id)
    same = again.where(
        later.code == Theme.code, since.id.in_(begun()), since.starts_on > Convention.starts_on
    )
    return Convention.id.in_(begun()) & ~same.exists()


def is_step_known() -> ColumnElement[bool]:
    """Said of a step: it is one of the pathway, unless only conventions that did not begin name it."""
    return _known(PathwayStep.id, ConventionStep.step_id, ConventionStep.convention_id)


def is_body_known() -> ColumnElement[bool]:
    """The same of a body; the coordination may have added it."""
    return _known(GoverningBody.id, ConventionBody.body_id, ConventionBody.convention_id)


def _known(row: Any, named: Any, convention: Any) -> ColumnElement[bool]:
    before = db.select(named).where(convention.in_(begun()))
    coming = db.select(named).where(convention.not_in(begun()))
    return or_(row.in_(before), row.not_in(coming))
