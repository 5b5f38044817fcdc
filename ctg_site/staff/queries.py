"""Reads about the accounts of the staff, for the administrator: no file, no envie, no contact."""

from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlalchemy.orm import selectinload

from ctg_site.accounts import queries as account_queries
from ctg_site.db import db
from ctg_site.models.access import SecondFactor
from ctg_site.models.people import Structure, User

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An account of the list, and whether it has a second factor."""

    user: User
    protected: bool


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    #: The number to give as `after` for the next page; None at the end.
    next: int | None


def accounts(after: int | None = None) -> Page:
    """Everybody with an account, by name, with their structures."""
    asked = (
        db.select(User, SecondFactor.id)
        .outerjoin(SecondFactor, SecondFactor.user_id == User.id)
        .options(selectinload(User.structures))
        .order_by(User.name, User.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        last = db.select(User.name, User.id).where(User.id == after).subquery()
        asked = asked.join(last, tuple_(User.name, User.id) > tuple_(last.c.name, last.c.id))
    found = [Line(user, factor is not None) for user, factor in db.session.execute(asked)]
    more = len(found) > PAGE
    return Page(found[:PAGE], found[PAGE - 1].user.id if more else None)


def account(number: int) -> User | None:
    """Anybody's account, with its structures."""
    return account_queries.account(number)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to do to the account of this number."""

    id: int
    act: str


def asked(number: int, act: str) -> Asked | None:
    return Asked(number, act) if account_queries.account(number) is not None else None


def is_protected(user_id: int) -> bool:
    return account_queries.second_factor(user_id) is not None


def places() -> dict[str, str]:
    """Every structure somebody may work in, by its short name."""
    named = db.select(Structure.slug, Structure.name).order_by(Structure.name)
    found: dict[str, str] = dict(db.session.execute(named).all())
    return found
