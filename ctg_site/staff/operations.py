"""Writes about the accounts of others: invite, change, close, open again, reset a second factor."""

from dataclasses import dataclass

from ctg_site.accounts import queries as account_queries
from ctg_site.db import advisory_lock, db, now, operation
from ctg_site.domain import mailbox
from ctg_site.domain.passwords import Weakness
from ctg_site.domain.policy import AT_A_CENTRE, SYSTEM, Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import Forbidden
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.services import access, audit
from ctg_site.words.labels import label

#: Held by whoever takes rights away: rows locked one after the other could wait for each other in a ring.
LOCK = 2_026_112_502
LONGEST_NAME = 80
WEAK = {
    Weakness.SHORT: "this password is too short: 14 signs, or seven different words",
    Weakness.COMMON: "this password is guessed too soon: take four or five words that have nothing in common",
    Weakness.REPEATED: "this password says the same thing again: take four or five words",
    Weakness.PERSONAL: "this password is made of the name, the address or the town",
}


class AccountError(Exception):
    """An account cannot be made or changed this way: `reason` says why, the message says it in words."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody does here: their name, their function as authors read it, their role, their places."""

    name: str
    role: Role
    slugs: tuple[str, ...] = ()
    function: str = ""


def add_staff(
    email: str, name: str, role: Role, slugs: tuple[str, ...] = (), password: str | None = None
) -> str | None:
    """For the command line: make an account. The token of its invitation, or None with a password given."""
    try:
        kept = None if password is None else access.hashed(password, access.own_words(name, email))
    except access.WeakPassword as weak:
        raise AccountError("weak", WEAK[weak.weakness]) from weak
    return _add(email, Post(name.strip(), role, slugs), kept)


@operation
def _add(email: str, post: Post, password_hash: str | None) -> str | None:
    user = new_user(email, post)
    if password_hash is not None:
        user.password_hash = password_hash
        audit.record(AuditEvent.ACCOUNT_MADE, SYSTEM, access.account_number(user), "avec un mot de passe")
        return None
    return access.invite(user, mailed=False, by=None)


@operation
def invite(email: str, post: Post, by: User) -> User:
    """Make an account; its person receives by mail the link with which they choose a password."""
    user = new_user(email, post)
    access.invite(user, mailed=True, by=by)
    return user


def new_user(email: str, post: Post) -> User:
    """Inside an operation: an account without a password; AccountError when it cannot be."""
    _refuse_nameless(post)
    try:
        email = mailbox.plain(email).lower()
    except mailbox.NotAnAddress as refused:
        raise AccountError("address", f"{email}: {refused}") from refused
    if account_queries.by_email(email) is not None:
        raise AccountError("taken", f"{email} already has an account")
    user = User(email=email, password_hash=None, structures=_places(post))
    user.name, user.function, user.role = post.name, post.function, post.role
    db.session.add(user)
    db.session.flush()
    return user


def _refuse_nameless(post: Post) -> None:
    if not 0 < len(post.name.strip()) <= LONGEST_NAME:
        raise AccountError("nameless", f"a name has 1 to {LONGEST_NAME} signs")


def _places(post: Post) -> list[Structure]:
    found = account_queries.structures(post.slugs)
    if missing := set(post.slugs) - {structure.slug for structure in found}:
        raise AccountError("unknown", f"unknown structure: {', '.join(sorted(missing))}")
    if post.role in AT_A_CENTRE and not found:
        raise AccountError("placeless", "an agent, a direction work in a structure: give --structure")
    return found


@operation
def invite_again(user_id: int, by: User | None = None) -> str:
    """Another invitation, for somebody who has no password yet; the ones before open nothing any more."""
    user = _locked(user_id)
    if user.password_hash is not None or not user.is_active:
        raise AccountError("not_waiting", f"{user.email} is not waiting for an invitation")
    return access.invite(user, mailed=by is not None, by=by)


@operation
def change(user_id: int, post: Post, by: User) -> None:
    """Give somebody another name, function, role or places; their sessions end when their rights change.

    Nobody changes their own role or places.
    """
    _refuse_nameless(post)
    administrators = _administrators(by)
    user = _locked(user_id)
    places = _places(post)
    rights = user.role, user.structure_ids
    new_rights = post.role, frozenset(place.id for place in places)
    if user.id == by.id and rights != new_rights:
        raise Forbidden("nobody changes their own rights")
    if post.role is not Role.ADMINISTRATOR:
        _not_the_last(user, administrators)
    told = access.account_number(user)
    for event, before, after in (
        (AuditEvent.ROLE_CHANGED, label(user.role), label(post.role)),
        (AuditEvent.STRUCTURES_CHANGED, _named(user.structures), _named(places)),
        (AuditEvent.ACCOUNT_CHANGED, f"{user.name}, {user.function}", f"{post.name}, {post.function}"),
    ):
        if before != after:
            audit.record(event, by, told, f"{before} → {after}")
    if user.role is not post.role:
        user.week_from = now()
    user.name, user.function, user.role, user.structures = post.name, post.function, post.role, places
    if rights != new_rights:
        access.end_sessions(user.id)


def _named(places: list[Structure]) -> str:
    return ", ".join(sorted(place.name for place in places)) or "aucune"


@operation
def disable(user_id: int, by: User | None = None) -> None:
    """Close an account and every session it has; the last administrator stays."""
    administrators = _administrators(by)
    user = _locked(user_id)
    if by is not None and user.id == by.id:
        raise Forbidden("nobody closes their own account")
    _not_the_last(user, administrators)
    user.is_active, user.disabled_at = False, now()
    access.drop_links(user.id)
    access.drop_kept(user.id)
    access.close_sessions(user.id)
    audit.record(AuditEvent.ACCOUNT_DISABLED, by or SYSTEM, access.account_number(user))


@operation
def enable(user_id: int, by: User) -> None:
    """Open an account again: its password, if it has one, is the one it had."""
    user = _locked(user_id)
    user.is_active, user.disabled_at, user.unused_told_at = True, None, None
    audit.record(AuditEvent.ACCOUNT_ENABLED, by, access.account_number(user))


@operation
def reset_second_factor(user_id: int, by: User | None = None) -> None:
    """For somebody who lost telephone and recovery codes: they set it up anew at their next sign-in."""
    user = _locked(user_id)
    if by is not None and user.id == by.id:
        raise Forbidden("one's own second factor is replaced from one's own page")
    access.drop_second_factor(user.id)
    access.close_sessions(user.id)
    audit.record(AuditEvent.SECOND_FACTOR_RESET, by or SYSTEM, access.account_number(user))


def _administrators(by: User | None) -> list[int]:
    """The active administrators; one of them acts at a time, so that two never close each other at once.

    Whoever acts must still be one of them: another one may have closed their account a moment before.
    """
    advisory_lock(LOCK)
    found = db.select(User.id).where(User.role == Role.ADMINISTRATOR, User.is_active).order_by(User.id)
    administrators = list(db.session.scalars(found.with_for_update()))
    if by is not None and by.id not in administrators:
        raise Forbidden("not an administrator any more")
    return administrators


def _locked(user_id: int) -> User:
    user = account_queries.account(user_id, locked=True)
    if user is None:
        raise AccountError("nobody", f"nobody has the number {user_id}")
    return user


def _not_the_last(user: User, administrators: list[int]) -> None:
    if administrators == [user.id]:
        raise AccountError("last", "this is the last administrator")
