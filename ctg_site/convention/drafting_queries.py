"""Reads of the draft of the next convention, and of the conventions that it may be begun from."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.conventions import COMING
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.renewal import queries as renewal
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


@dataclass(frozen=True, slots=True)
class DraftedPart:
    """A theme or a commitment of a draft: what leaves with it, and what of the convention before it ends."""

    part: Theme | Commitment
    convention: Convention
    #: The part, then the commitments of a theme.
    parts: list[Theme | Commitment]
    comparison: renewal.Comparison | None

    @property
    def ends(self) -> list[renewal.Part]:
        """What goes on in it, or waits for it under the same name."""
        both = self.comparison
        if both is None:
            return []
        names = {(type(one), renewal.name_of(one)) for one in self.parts}
        waits = [one for one in both.undecided if (type(one), renewal.name_of(one)) in names]
        return [*(old for one in self.parts for old in both.comes_from(one)), *waits]

    def rows(self) -> dict[Any, list[int]]:
        """The numbers of what leaves, by table."""
        models = (Theme, Commitment)
        return {of.__table__: [one.id for one in self.parts if isinstance(one, of)] for of in models}


def kind_of(part: Theme | Commitment) -> str:
    """What its address says of it."""
    return "themes" if isinstance(part, Theme) else "engagements"


def drafted_part(kind: str, number: int) -> DraftedPart | None:
    """A theme or a commitment of a draft that no act follows yet, and what would end with it."""
    of_kind = {"themes": drafted_theme, "engagements": drafted_commitment}.get(kind)
    part = of_kind(number) if of_kind is not None else None
    if part is None or part.convention.has_act:
        return None
    own = db.select(Commitment).where(Commitment.theme_id == part.id).order_by(Commitment.position)
    held = list(db.session.scalars(own)) if isinstance(part, Theme) else []
    before = renewal.preceding(part.convention)
    both = renewal.comparison(before) if before is not None else None
    return DraftedPart(part, part.convention, [part, *held], both)


def known_codes() -> set[str]:
    """The codes of all the themes there ever were: each is one theme, whatever the convention."""
    return set(db.session.scalars(db.select(Theme.code)))


def known_slugs(convention: Convention) -> set[str]:
    return set(db.session.scalars(db.select(Theme.slug).where(Theme.convention_id == convention.id)))


def next_place(position: Any, among: Any) -> int:
    """The place after the last one."""
    return (db.session.scalar(db.select(db.func.max(position)).where(among)) or 0) + 1


def next_number(theme: Theme) -> str:
    """The number of one more commitment of a theme; numbers are of the whole convention."""
    of = db.select(Commitment.number).where(Commitment.convention_id == theme.convention_id)
    read = (re.fullmatch(rf"{re.escape(theme.code)}([0-9]+)", one) for one in db.session.scalars(of))
    return f"{theme.code}{max((int(found[1]) for found in read if found), default=0) + 1}"
