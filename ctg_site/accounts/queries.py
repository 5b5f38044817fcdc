"""Reads about the staff: who is signed in, who exists, which link is still good."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, now
from ctg_site.domain import codes, mailbox
from ctg_site.domain.policy import SECOND_FACTOR_COMPULSORY, SECOND_FACTOR_SOON
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.town_calendar import local
from ctg_site.models.access import KeptWriting, PasswordReset, RecoveryCode, SecondFactor
from ctg_site.models.people import Invitation, StaffSession, User
from ctg_site.models.places import Structure
from ctg_site.runtime import settings
from ctg_site.services import access, facts, identity

from . import totp

#: How long an agent works with a password alone, while they find their telephone.
FIRST_WEEK = timedelta(days=7)

IDLE = timedelta(minutes=30)
MOST_SESSIONS = 50


def signed_in(token: str) -> User | None:
    """The person whose session this token opens, with their structures; None when it ended or is half one."""
    session = db.session.execute(
        _running(token)
        .where(StaffSession.second_factor_due.is_(False))
        .options(joinedload(StaffSession.user).selectinload(User.structures))
    ).scalar_one_or_none()
    if session is None or not session.user.is_active:
        return None
    session.user.session_token = token
    session.user.last_seen_at, session.user.proved_at = session.last_seen_at, session.proved_at
    return session.user


def half_session(token: str) -> StaffSession | None:
    """The session that waits for its second factor, with its person."""
    half = db.session.execute(
        _running(token).where(StaffSession.second_factor_due).options(joinedload(StaffSession.user))
    ).scalar_one_or_none()
    return half if half and half.user.is_active else None


def _running(token: str) -> Any:
    instant = now()
    return (
        db.select(StaffSession)
        .where(StaffSession.token_hash == token_hash(token))
        .where(StaffSession.expires_at > instant, StaffSession.last_seen_at > instant - IDLE)
    )


def session_of(token: str) -> StaffSession | None:
    """The running session of this token, with its person."""
    return db.session.execute(
        _running(token)
        .where(StaffSession.second_factor_due.is_(False))
        .options(joinedload(StaffSession.user))
    ).scalar_one_or_none()


def sessions(user_id: int) -> list[StaffSession]:
    """Where this person is signed in, the most recently seen first."""
    instant = now()
    found = (
        db.select(StaffSession)
        .where(StaffSession.user_id == user_id, StaffSession.second_factor_due.is_(False))
        .where(StaffSession.expires_at > instant, StaffSession.last_seen_at > instant - IDLE)
        .order_by(StaffSession.last_seen_at.desc(), StaffSession.id.desc())
        .limit(MOST_SESSIONS)
    )
    return list(db.session.scalars(found))


def owner_of_ended(token: str) -> int | None:
    """Whose session this was, when time ended it less than a day ago; None for any other token."""
    instant = now()
    over = or_(StaffSession.expires_at <= instant, StaffSession.last_seen_at <= instant - IDLE)
    ended = (
        db.select(StaffSession.user_id)
        .join(User)
        .where(StaffSession.token_hash == token_hash(token), over, User.is_active)
        .where(StaffSession.second_factor_due.is_(False))
    )
    return db.session.execute(ended).scalar_one_or_none()


def kept(user_id: int) -> list[KeptWriting]:
    """What this person wrote when their session was dead, the latest first."""
    found = db.select(KeptWriting).where(KeptWriting.user_id == user_id).order_by(KeptWriting.id.desc())
    return list(db.session.scalars(found))


def unused_codes(user_id: int) -> int:
    """How many recovery codes are left."""
    unused = db.select(db.func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.execute(unused).scalar_one()


def shown_codes(session: StaffSession | None) -> list[list[str]]:
    """The recovery codes just made, in groups of signs, until the person says that they are kept."""
    if session is None or session.codes_seed is None:
        return []
    return [codes.groups(code) for code in totp.recovery_codes(session.codes_seed, settings().code_key)]


def second_factor(user_id: int, locked: bool = False) -> SecondFactor | None:
    """The second factor of this person; `locked` until the end of the operation that compares it."""
    asked = db.select(SecondFactor).where(SecondFactor.user_id == user_id)
    if locked:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return db.session.execute(asked).scalar_one_or_none()


def offered(session: StaffSession) -> tuple[str, str]:
    """The secret of the second factor that this session sets up, and the address a telephone photographs."""
    site, email = settings(), session.user.email
    secret = totp.secret_of(session.offered_seed or "", site.code_key)
    return secret, totp.address_of(secret, email, site.town_name)


def shown_code(user_id: int) -> str:
    """In a demonstration, the code that a telephone would show; nothing anywhere else.

    The first one that was not used: several people may walk through within the same half-minute.
    """
    factor = second_factor(user_id) if settings().demo else None
    if factor is None:
        return ""
    step = max(totp.step_at(now()), factor.last_step + 1)
    return totp.code_at(totp.secret_of(factor.seed, settings().code_key), step)


def to_sign_in(email: str) -> User | None:
    """The account of this address and nothing more, so that one that nobody has costs the same."""
    return db.session.execute(db.select(User).where(User.email == mailbox.same(email))).scalar_one_or_none()


def by_email(email: str) -> User | None:
    return db.session.execute(
        db.select(User).where(User.email == mailbox.same(email)).options(selectinload(User.structures))
    ).scalar_one_or_none()


def account(user_id: int, locked: bool = False) -> User | None:
    """Anybody's account, with its structures; `locked` until the end of the operation that changes it."""
    asked = db.select(User).where(User.id == user_id).options(selectinload(User.structures))
    if locked:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return db.session.execute(asked).scalar_one_or_none()


def staff() -> list[User]:
    """Everybody with an account, by name, with their structures."""
    return list(
        db.session.scalars(db.select(User).options(selectinload(User.structures)).order_by(User.name))
    )


def invitation(token: str, locked: bool = False) -> Invitation | None:
    """An invitation that was neither used nor left to expire, with its person."""
    found: Invitation | None = _link(Invitation, token, locked)
    return found


def reset(token: str, locked: bool = False) -> PasswordReset | None:
    """A link to choose another password, while it opens something, with its person."""
    found: PasswordReset | None = _link(PasswordReset, token, locked)
    return found


def _link(table: Any, token: str, locked: bool) -> Any:
    """A used link has no row any more: of two people who use it at once, the later finds nothing."""
    asked = db.select(table).where(table.token_hash == token_hash(token), table.expires_at > now())
    if locked:
        asked = asked.with_for_update(of=table)
    found = db.session.execute(asked.options(joinedload(table.user))).scalar_one_or_none()
    return found if found and found.user and found.user.is_active else None


def structures(slugs: tuple[str, ...]) -> list[Structure]:
    return list(db.session.scalars(db.select(Structure).where(Structure.slug.in_(slugs))))


def second_factor_from(user: User) -> date | None:
    """The day from which this person needs a second factor: long ago, or after a first week; None for never.

    The week begins with the first password or with another role; for an account of before the rule, with the
    rule, noted by `flask ctg init`. The people of a demonstration are invented, and have no telephone.
    """
    if user.role in SECOND_FACTOR_COMPULSORY:
        return date.min
    if user.role not in SECOND_FACTOR_SOON or settings().demo:
        return None
    noted = facts.read(identity.WEEK)
    begun = user.week_from or user.created_at
    if noted:
        begun = max(begun, datetime.fromisoformat(noted))
    return local(begun + FIRST_WEEK).date()


def second_factor_missing(user: User) -> date | None:
    """The day from which this person, who has no second factor yet, will need one; else None."""
    needed = second_factor_from(user)
    return needed if needed and second_factor(user.id) is None else None


def own_words(user: User) -> tuple[str, ...]:
    """What the password of this person may not be made of."""
    return access.own_words(user.name, user.email)
