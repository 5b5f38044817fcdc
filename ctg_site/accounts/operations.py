"""Writes about the staff: sign in, sign out, invite, choose a password, disable."""

from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import or_

from ctg_site.db import db, now, operation
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.effects import throttle
from ctg_site.models.people import Invitation, StaffSession, User

from . import queries

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

SESSION = timedelta(hours=12)
INVITATION = timedelta(hours=72)
SEEN_AGAIN = timedelta(minutes=1)
#: How many, in how many minutes, for one account from one place.
WRONG_SIGN_INS = 5, 1


class TooManyTries(Exception):
    """Too many sign-ins were tried for this account from this place within a minute."""


class AccountError(Exception):
    """An account cannot be made or changed this way; the message says why."""


def sign_in(email: str, password: str, place: str | None) -> str | None:
    """A new session's token, or None when address and password do not match.

    The same answer in the same time for an unknown address; TooManyTries after five wrong ones in a minute.
    The password is verified outside the transaction: hashing is slow on purpose and would hold the lock.
    """
    account = f"wrong sign-in {email.strip().lower()}"
    if throttle.spent(*WRONG_SIGN_INS, account, place or "centre"):
        raise TooManyTries
    user = queries.by_email(email)
    known = user is not None and user.is_active and user.password_hash
    good = _matches(password, user.password_hash if user and known else _nobody())
    if user and known and good:
        return _open_session(user.id)
    _note_wrong(account, place or "centre")
    return None


def _matches(password: str, password_hash: str | None) -> bool:
    try:
        return hasher.verify(password_hash or "", password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """The hash verified when nobody has this address, so that the answer takes the same time."""
    return hasher.hash(new_token())


@operation
def _note_wrong(account: str, place: str) -> None:
    throttle.within(*WRONG_SIGN_INS, account, place)


@operation
def _open_session(user_id: int) -> str:
    token, instant = new_token(), now()
    db.session.add(
        StaffSession(
            token_hash=token_hash(token), user_id=user_id, last_seen_at=instant, expires_at=instant + SESSION
        )
    )
    return token


def seen(user: User) -> None:
    """Somebody is still there: their thirty minutes begin again, noted once a minute at most."""
    if user.session_token and user.last_seen_at and now() - user.last_seen_at > SEEN_AGAIN:
        _note_seen(user.session_token)


@operation
def _note_seen(token: str) -> None:
    db.session.execute(
        db.update(StaffSession).where(StaffSession.token_hash == token_hash(token)).values(last_seen_at=now())
    )


@operation
def sign_out(token: str) -> None:
    db.session.execute(db.delete(StaffSession).where(StaffSession.token_hash == token_hash(token)))


@operation
def add_staff(
    email: str, name: str, role: Role, slugs: tuple[str, ...] = (), password: str | None = None
) -> str | None:
    """Make an account; returns the token of its invitation, or None when a password was given."""
    email = email.strip().lower()
    if queries.by_email(email) is not None:
        raise AccountError(f"{email} already has an account")
    structures = queries.structures(slugs)
    if missing := set(slugs) - {structure.slug for structure in structures}:
        raise AccountError(f"unknown structure: {', '.join(sorted(missing))}")
    if role is Role.AGENT and not structures:
        raise AccountError("an agent works in a structure: give --structure")
    user = User(email=email, name=name, role=role, structures=structures, password_hash=None)
    db.session.add(user)
    db.session.flush()
    if password is not None:
        user.password_hash = hasher.hash(password)
        return None
    token = new_token()
    db.session.add(Invitation(token_hash=token_hash(token), user_id=user.id, expires_at=now() + INVITATION))
    return token


@operation
def choose_password(invitation: Invitation, password: str) -> None:
    """Use an invitation: it opens once, and closes every session of the person."""
    if invitation.used_at is not None:
        raise AccountError("this invitation was already used")
    invitation.used_at = now()
    values = {"password_hash": hasher.hash(password)}
    db.session.execute(db.update(User).where(User.id == invitation.user_id).values(values))
    db.session.execute(db.delete(StaffSession).where(StaffSession.user_id == invitation.user_id))


@operation
def forget(instant: datetime) -> int:
    """Erase the sessions that ended and the invitations that were used or left to expire; how many."""
    ended = db.delete(StaffSession).where(StaffSession.expires_at <= instant).returning(StaffSession.id)
    dead = (
        db.delete(Invitation)
        .where(or_(Invitation.expires_at <= instant, Invitation.used_at.is_not(None)))
        .returning(Invitation.id)
    )
    return sum(len(db.session.execute(statement).all()) for statement in (ended, dead))


@operation
def disable(email: str) -> None:
    """Close an account and every session it has; the last administrator stays."""
    user = queries.by_email(email)
    if user is None:
        raise AccountError(f"nobody has the address {email}")
    if user.role is Role.ADMINISTRATOR and user.is_active and queries.active_administrators() == 1:
        raise AccountError("this is the last administrator")
    user.is_active = False
    db.session.execute(db.delete(StaffSession).where(StaffSession.user_id == user.id))
