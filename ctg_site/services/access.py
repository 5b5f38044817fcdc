"""What opens and closes accounts: for one's own operations and the administrator's."""

from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ctg_site import throttle
from ctg_site.db import advisory_lock, before_commit, db, now, slow
from ctg_site.domain import codes
from ctg_site.domain.passwords import Weakness, weakness
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.tokens import derived_token, new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.effects import outbox
from ctg_site.models.access import KeptWriting, PasswordReset, RecoveryCode, SecondFactor
from ctg_site.models.people import Invitation, StaffSession, User
from ctg_site.runtime import settings
from ctg_site.slots import Slots

from . import audit

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

INVITATION = timedelta(hours=72)
#: Hashing takes a whole core and 19 MB: so many at once in all processes, the others wait so many seconds.
AT_ONCE, PATIENCE = 2, 3.0
hashing = Slots(AT_ONCE)
NOBODY = 1, 24 * 60, "asked for an account that nobody has", "everywhere"


class WeakPassword(ValueError):
    """A password that somebody would guess; `weakness` says why."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(f"this password is refused: {weakness}")
        self.weakness = weakness


def own_words(name: str, email: str) -> tuple[str, ...]:
    """What the password of this person may not be made of."""
    return name, email, settings().town_name


@slow
def hashed(password: str, about: tuple[str, ...] = ()) -> str:
    """What is kept of a password, whatever door it was chosen at; `about` is what `own_words` says.

    WeakPassword; AllTaken when too many are hashed at once.
    """
    if found := weakness(password, about):
        raise WeakPassword(found)
    place = hashing.wait(PATIENCE)
    try:
        return hasher.hash(password)
    finally:
        hashing.give_back(place)


@slow
def is_password(password: str, kept: str | None) -> bool:
    """Whether this password is the one kept; without any, no, after the same time. AllTaken as above."""
    kept = kept or _nobody()
    place = hashing.wait(PATIENCE)
    try:
        return hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
    finally:
        hashing.give_back(place)


@cache
def _nobody() -> str:
    """The hash verified when nobody has this address."""
    return hashed(new_token())


def note_tried(event: AuditEvent, account: str) -> None:
    """Inside an operation: somebody tried to enter this account, or asked for its password: a line says so.

    For an address that nobody has, the same work and no line: anybody could fill the trail with them, and no
    time of an answer may tell who works here.
    """
    if account:
        audit.record(event, None, account)
    else:
        before_commit(_count_nobody)


def _count_nobody() -> None:
    advisory_lock(audit.LOCK)
    audit.head()
    throttle.within(*NOBODY)


def account_number(user: User | None) -> str:
    """An account in the audit trail: its number, never its address; nothing for one nobody has."""
    return f"compte n°\u00a0{user.id}" if user else ""


def invite(user: User, mailed: bool, by: User | None) -> str:
    """A link with which this person chooses a password; the ones they had before open nothing any more."""
    drop_links(user.id)
    seed = codes.new_seed()
    token = derived_token(seed, "invitation", settings().code_key)
    row = Invitation(token_hash=token_hash(token), seed=seed, user_id=user.id, expires_at=now() + INVITATION)
    db.session.add(row)
    audit.record(AuditEvent.INVITED, by or SYSTEM, account_number(user))
    if mailed:
        db.session.flush()
        outbox.tell_staff(user, "invitation", row=row.id)
    return token


def drop_links(user_id: int) -> None:
    """Whatever link would let this person choose a password opens nothing any more."""
    for table in (Invitation, PasswordReset):
        db.session.execute(db.delete(table).where(table.user_id == user_id))


def close_sessions(user_id: int, but: int | None = None) -> None:
    """End at once every session of this person, `but` the one of this number.

    Nothing is left of them: whoever held one may have been somebody else, so what arrives is not kept.
    """
    ended = db.delete(StaffSession).where(StaffSession.user_id == user_id)
    db.session.execute(ended if but is None else ended.where(StaffSession.id != but))


def close_session(token: str) -> None:
    """Inside an operation: end the session that this browser holds, and no other; the trail says who left."""
    closed = db.delete(StaffSession).where(StaffSession.token_hash == token_hash(token))
    user_id = db.session.execute(closed.returning(StaffSession.user_id)).scalar_one_or_none()
    if user_id is not None:
        audit.record(AuditEvent.SIGNED_OUT, db.session.get_one(User, user_id))


def end_sessions(user_id: int) -> None:
    """End at once every session of this person, as time would: what they were writing is kept for them."""
    instant = now()
    running = db.update(StaffSession).where(
        StaffSession.user_id == user_id, StaffSession.expires_at > instant
    )
    db.session.execute(running.values(expires_at=instant))


def drop_second_factor(user_id: int) -> None:
    """No telephone and no recovery code opens this account any more."""
    for table in (SecondFactor, RecoveryCode):
        db.session.execute(db.delete(table).where(table.user_id == user_id))


def drop_kept(user_id: int) -> None:
    db.session.execute(db.delete(KeptWriting).where(KeptWriting.user_id == user_id))
