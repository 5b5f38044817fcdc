"""Reads about the staff: who is signed in, who exists, which invitation is still good."""

from datetime import timedelta

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, now
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import token_hash
from ctg_site.models.people import Invitation, StaffSession, Structure, User

IDLE = timedelta(minutes=30)


def signed_in(token: str) -> User | None:
    """The person whose session this token opens, with their structures; None when it ended."""
    instant = now()
    session = db.session.execute(
        db.select(StaffSession)
        .where(StaffSession.token_hash == token_hash(token))
        .where(StaffSession.expires_at > instant, StaffSession.last_seen_at > instant - IDLE)
        .options(joinedload(StaffSession.user).selectinload(User.structures))
    ).scalar_one_or_none()
    if session is None or not session.user.is_active:
        return None
    session.user.session_token = token
    session.user.last_seen_at = session.last_seen_at
    return session.user


def by_email(email: str) -> User | None:
    return db.session.execute(
        db.select(User).where(User.email == email.strip().lower()).options(selectinload(User.structures))
    ).scalar_one_or_none()


def staff() -> list[User]:
    """Everybody with an account, by name, with their structures."""
    return list(
        db.session.scalars(db.select(User).options(selectinload(User.structures)).order_by(User.name))
    )


def invitation(token: str) -> Invitation | None:
    """An invitation that was neither used nor left to expire, with its person."""
    return db.session.execute(
        db.select(Invitation)
        .where(Invitation.token_hash == token_hash(token))
        .where(Invitation.used_at.is_(None), Invitation.expires_at > now())
        .options(joinedload(Invitation.user))
    ).scalar_one_or_none()


def structures(slugs: tuple[str, ...]) -> list[Structure]:
    return list(db.session.scalars(db.select(Structure).where(Structure.slug.in_(slugs))))


def active_administrators() -> int:
    counted = db.select(db.func.count(User.id)).where(User.role == Role.ADMINISTRATOR, User.is_active)
    return db.session.execute(counted).scalar_one()
