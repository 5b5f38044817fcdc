"""Reads of the draft of the next convention, and of the conventions that it may be begun from."""

import re

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.conventions import COMING
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.services.conventions import TREE

from . import years_queries


def begun(period: str) -> Convention | None:
    """A convention that began, from which the next one may be drafted."""
    found = years_queries.any_convention(period)
    return found if found is not None and found.state not in COMING else None


def coming() -> Convention | None:
    """The convention that is prepared or shown as a draft, the nearest: one statement."""
    wanted = db.select(Convention).where(Convention.state.in_(COMING)).order_by(Convention.starts_on)
    return db.session.scalars(wanted.limit(1)).one_or_none()


def draft(period: str) -> Convention | None:
    """A convention that has not begun, with its themes and commitments: one statement."""
    wanted = db.select(Convention).where(Convention.period == period, Convention.state.in_(COMING))
    return db.session.scalars(wanted.options(TREE)).unique().one_or_none()


def themes(convention: int) -> list[Theme]:
    """The themes of a convention with their commitments: two statements."""
    wanted = db.select(Theme).where(Theme.convention_id == convention).order_by(Theme.position)
    return list(db.session.scalars(wanted.options(selectinload(Theme.commitments))))


def drafted_theme(number: int) -> Theme | None:
    """A theme of a convention that has not begun."""
    wanted = db.select(Theme).where(Theme.id == number).options(joinedload(Theme.convention))
    found = db.session.execute(wanted).scalar_one_or_none()
    return found if found is not None and found.convention.state in COMING else None


def drafted_commitment(number: int) -> Commitment | None:
    """A commitment of a convention that has not begun."""
    whole = joinedload(Commitment.theme).joinedload(Theme.convention)
    wanted = db.select(Commitment).where(Commitment.id == number).options(whole)
    found = db.session.execute(wanted).scalar_one_or_none()
    return found if found is not None and found.convention.state in COMING else None


def next_number(theme: Theme) -> tuple[str, int]:
    """The number and the place of one more commitment of a theme; numbers are of the whole convention."""
    of = db.select(Commitment.number).where(Commitment.convention_id == theme.convention_id)
    read = (re.fullmatch(rf"{re.escape(theme.code)}([0-9]+)", one) for one in db.session.scalars(of))
    last = max((int(found[1]) for found in read if found), default=0)
    places = db.select(db.func.max(Commitment.position)).where(Commitment.theme_id == theme.id)
    return f"{theme.code}{last + 1}", (db.session.scalar(places) or 0) + 1
