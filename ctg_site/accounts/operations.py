"""Writes about one's own way in: sign in, give the second factor, set it up, sign out."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import joinedload

from ctg_site import throttle
from ctg_site.db import db, end_read, in_bulk, now, operation, slow
from ctg_site.domain import codes, mailbox
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects import outbox
from ctg_site.models.access import KeptWriting, PasswordReset, RecoveryCode, SecondFactor
from ctg_site.models.people import Invitation, StaffSession, User
from ctg_site.runtime import settings
from ctg_site.services import access, audit, clock
from ctg_site.services.access import account_number

from . import queries, totp

log = logging.getLogger(__name__)

SESSION = timedelta(hours=12)
#: How long somebody may look for their telephone, or set it up.
HALF_SESSION = timedelta(minutes=20)
SEEN_AGAIN = timedelta(minutes=1)
#: How long an ended session is remembered, and what its person was writing is kept.
REMEMBERED = timedelta(hours=24)
#: How many, in how many minutes, for one account from one place.
WRONG_PASSWORDS = 5, 1
WRONG_CODES = 5, 10
#: From one place, for all accounts together.
WRONG_FROM_A_NETWORK = 30, 10, "wrong sign-in"
#: And from everywhere: whoever types a code knows the password already, so nobody else is locked out by it.
WRONG_CODES_IN_ALL = 30, 60
#: The one of a day at which the person is written to: somebody else may know their password.
TOLD_AT, A_DAY = 5, 24 * 60


class TooManyTries(Exception):
    """Too much was tried for this account from this place within a short time."""


class Replayed(Exception):
    """This code is right, but it was used: the next one comes within half a minute."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that a right password opened; a half one, as long as the second factor is due."""

    token: str
    second_factor_due: bool


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """A browser that signed in here before: its mark, and the accounts that it opened."""

    mark: str = ""
    accounts: tuple[int, ...] = ()

    def or_network(self, user_id: int | None, network: str | None) -> str | None:
        """Where tries for this account are counted: a stranger's, at the same place, lock nobody out."""
        return f"device {self.mark}" if self.mark and user_id in self.accounts else network


STRANGER = KnownBrowser()


def sign_in(
    email: str, password: str, network: str | None, device: str = "", known: KnownBrowser = STRANGER
) -> Opened | None:
    """A new session, or None when address and password do not match.

    The same answer in the same time for an unknown address; TooManyTries after five wrong ones in a minute
    for an account, or thirty in ten minutes for all of them, from one place; a known browser counts alone.
    The password is verified outside the transaction: hashing is slow on purpose and would hold the lock.
    """
    user = queries.to_sign_in(email)
    here = known.or_network(user.id if user else None, network)
    good = _verify(user, email, password, here, everybody=here == network)
    return _open_session(user, device) if user and user.is_active and good else None


def verify(user: User, password: str, session: StaffSession) -> bool:
    """Whether this is the present password of somebody signed in; as throttled as signing in."""
    return _verify(user, user.email, password, f"session {session.id}", everybody=False)


@slow
def _verify(user: User | None, email: str, password: str, here: str | None, everybody: bool) -> bool:
    account = f"wrong sign-in {mailbox.same(email)}"
    if throttle.spent(*WRONG_PASSWORDS, account, here):
        raise TooManyTries
    if everybody and throttle.spent(*WRONG_FROM_A_NETWORK, here):
        raise TooManyTries
    good = access.is_password(password, user.password_hash if user and user.is_active else None)
    if not good:
        log.warning("a sign-in was refused", extra={"ctg": {"account": user.id if user else None}})
        _note_wrong(account, here, account_number(user), everybody)
    return good


@operation
def _note_wrong(account: str, here: str | None, subject: str, everybody: bool) -> None:
    throttle.within(*WRONG_PASSWORDS, account, here)
    if everybody:
        throttle.within(*WRONG_FROM_A_NETWORK, here)
    access.note_tried(AuditEvent.SIGN_IN_FAILED, subject)


@operation
def _open_session(user: User, device: str) -> Opened | None:
    """A whole session; a half one for whoever has a second factor, or must set one up."""
    if not user.is_active:
        return None
    has_one, needed = queries.second_factor(user.id) is not None, queries.second_factor_from(user)
    due = has_one or (needed is not None and needed <= clock.today())
    offered = codes.new_seed() if due and not has_one else None
    token = new_session(user, device, HALF_SESSION if due else SESSION, due, offered_seed=offered)
    if not due:
        _signed_in(user)
    return Opened(token, due)


def new_session(user: User, device: str, lifetime: timedelta, due: bool = False, **seeds: str | None) -> str:
    token, instant = new_token(), now()
    db.session.add(
        StaffSession(
            token_hash=token_hash(token),
            user_id=user.id,
            last_seen_at=instant,
            expires_at=instant + lifetime,
            device=device,
            proved_at=None if due else instant,
            second_factor_due=due,
            **seeds,
        )
    )
    return token


def _signed_in(user: User, detail: str = "") -> None:
    user.last_sign_in_at = now()
    audit.record(AuditEvent.SIGNED_IN, user, detail=detail)


def give_code(
    half: StaffSession, typed: str, network: str | None, known: KnownBrowser = STRANGER
) -> str | None:
    """The token of the whole session that this code opens; None when it is wrong.

    Replayed for a code used before; TooManyTries after five wrong ones in ten minutes.
    """
    what, here = f"wrong code {half.user_id}", known.or_network(half.user_id, network)
    if throttle.spent(*WRONG_CODES, what, here) or throttle.spent(*WRONG_CODES_IN_ALL, what, "everywhere"):
        raise TooManyTries
    return _give_code(half.id, typed, what, here)


@operation
def _give_code(session_id: int, typed: str, what: str, network: str | None) -> str | None:
    """All is read again under lock: of two browsers with one code, the later is refused."""
    half = _locked(session_id)
    if half is None:
        return None
    user = half.user
    if _use_code(user.id, typed):
        _signed_in(user, "code du téléphone")
        return _complete(half, user)
    if _use_recovery_code(user.id, typed):
        audit.record(AuditEvent.RECOVERY_CODE_USED, user)
        _signed_in(user, "code de secours")
        return _complete(half, user)
    throttle.within(*WRONG_CODES, what, network)
    throttle.within(*WRONG_CODES_IN_ALL, what, "everywhere")
    audit.record(AuditEvent.SECOND_FACTOR_FAILED, None, account_number(user))
    if throttle.count(A_DAY, what, "everywhere") == TOLD_AT:
        outbox.tell_account(user, "wrong_codes")
    return None


def _locked(session_id: int) -> StaffSession | None:
    """The session, until the end of the operation; None when another request closed it a moment before."""
    asked = (
        db.select(StaffSession).where(StaffSession.id == session_id).options(joinedload(StaffSession.user))
    )
    asked = asked.with_for_update(of=StaffSession).execution_options(populate_existing=True)
    return db.session.execute(asked).scalar_one_or_none()


def _use_code(user_id: int, typed: str) -> bool:
    factor = queries.second_factor(user_id, locked=True)
    if factor is None:
        return False
    step = totp.accepted_step(totp.secret_of(factor.seed, settings().code_key), typed, now())
    if step is None:
        return False
    if step <= factor.last_step:
        raise Replayed
    factor.last_step = step
    return True


def _use_recovery_code(user_id: int, typed: str) -> bool:
    try:
        hashed = codes.hashed(codes.read_code(typed), settings().code_key)
    except codes.MalformedCode:
        return False
    unused = (
        db.update(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.code_hash == hashed)
        .where(RecoveryCode.used_at.is_(None))
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return db.session.execute(unused).first() is not None


def _complete(session: StaffSession, user: User, codes_seed: str | None = None) -> str:
    """The session dies, half one or not; a whole one is born under another token."""
    db.session.delete(session)
    return new_session(user, session.device, SESSION, codes_seed=codes_seed)


@operation
def set_up(session_id: int, typed: str) -> str | None:
    """The offered second factor becomes the person's own, once their telephone gives its code.

    Their recovery codes are new, and so is their session: its token; None when the code is wrong.
    """
    session = _locked(session_id)
    if session is None or session.offered_seed is None:
        return None
    step = totp.accepted_step(totp.secret_of(session.offered_seed, settings().code_key), typed, now())
    if step is None:
        return None
    access.drop_second_factor(session.user_id)
    db.session.flush()
    db.session.add(SecondFactor(user_id=session.user_id, seed=session.offered_seed, last_step=step))
    access.close_sessions(session.user_id, but=session.id)
    user = session.user
    audit.record(AuditEvent.SECOND_FACTOR_SET, user)
    if session.second_factor_due:
        _signed_in(user, "code du téléphone, mis en place")
    return _complete(session, user, codes_seed=new_recovery_codes(user.id))


def new_recovery_codes(user_id: int) -> str:
    """Ten new codes in place of the old ones; the seed they can be shown from."""
    seed, key = codes.new_seed(), settings().code_key
    db.session.execute(db.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    for code in totp.recovery_codes(seed, key):
        db.session.add(RecoveryCode(user_id=user_id, code_hash=codes.hashed(code, key)))
    return seed


def seen(user: User) -> None:
    """Somebody is still there: their thirty minutes begin again, noted once a minute at most.

    Not an operation: what cannot be noted, on a connection of its own, takes nothing from the page asked for.
    """
    if not user.session_token or not user.last_seen_at or now() - user.last_seen_at <= SEEN_AGAIN:
        return
    of_session = StaffSession.token_hash == token_hash(user.session_token)
    end_read()
    try:
        with db.engine.begin() as connection:
            connection.execute(db.update(StaffSession).where(of_session).values(last_seen_at=now()))
    except SQLAlchemyError:
        log.warning("the clock of a session could not be moved")


@operation
def sign_out(token: str) -> None:
    access.close_session(token)


@operation
def forget(instant: datetime) -> int:
    """Erase what is past its day: sessions, links to choose a password, kept writing; how many."""
    return in_bulk(
        db.delete(StaffSession).where(StaffSession.expires_at <= instant - REMEMBERED),
        db.delete(Invitation).where(Invitation.expires_at <= instant),
        db.delete(PasswordReset).where(PasswordReset.expires_at <= instant),
        db.delete(KeptWriting).where(KeptWriting.created_at <= instant - REMEMBERED),
    )
