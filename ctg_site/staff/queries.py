"""Reads about the accounts of the staff, for the administrator: no file, no envie, no contact."""

from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlalchemy.orm import selectinload

from ctg_site.accounts import queries as account_queries
from ctg_site.db import Page, db, page_of
from ctg_site.models.access import SecondFactor
from ctg_site.models.people import User
from ctg_site.models.places import Structure

PAGE = 50


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of the list, and whether it has a second factor."""

    user: User
    protected: bool

    @property
    def id(self) -> int:
        return self.user.id


def accounts(after: int | None = None) -> Page[AccountLine]:
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
    found = [AccountLine(user, factor is not None) for user, factor in db.session.execute(asked)]
    return page_of(found, PAGE)


def account(number: int) -> User | None:
    """Anybody's account, with its structures."""
    return account_queries.account(number)


@dataclass(frozen=True, slots=True)
class ActAsked:
    """Something to do to the account of this number."""

    id: int
    act: str


def asked(number: int, act: str) -> ActAsked | None:
    return ActAsked(number, act) if account_queries.account(number) is not None else None


def is_protected(user_id: int) -> bool:
    return account_queries.second_factor(user_id) is not None


def places() -> dict[str, str]:
    """Every structure somebody may work in, by its short name."""
    named = db.select(Structure.slug, Structure.name).order_by(Structure.name)
    found: dict[str, str] = dict(db.session.execute(named).all())
    return found
