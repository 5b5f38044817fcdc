"""Writes about one's own account: password, sessions, second factor, a text kept when a session died."""

from datetime import timedelta
from typing import Any

from ctg_site import throttle
from ctg_site.db import db, now, operation
from ctg_site.domain import codes, mailbox
from ctg_site.domain.tokens import derived_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import Forbidden
from ctg_site.effects import outbox
from ctg_site.models.access import KeptWriting, PasswordReset
from ctg_site.models.people import StaffSession, User
from ctg_site.runtime import settings
from ctg_site.services import access, audit

from . import operations, queries

RESET = timedelta(hours=1)
#: How many mails, in how many minutes, for one address from one place.
RESETS = 3, 60
#: For all addresses, from one place.
RESETS_FROM_A_NETWORK = 20, 60, "resets"
#: And for one account, whoever asks and from wherever.
RESETS_OF_ACCOUNT = 5, 60, "resets of an account"
MOST_KEPT = 5


LINKS = {
    "invitation": (queries.invitation, AuditEvent.INVITATION_USED),
    "reset": (queries.reset, AuditEvent.PASSWORD_CHANGED),
}


def choose_password(purpose: str, token: str, password: str) -> bool:
    """Use a link: it opens once, kills every other link and closes every session of the person.

    False when it opens nothing any more: somebody used it a moment before. WeakPassword as at every door.
    """
    link = LINKS[purpose][0](token)
    if link is None or link.user is None:
        return False
    return _choose(purpose, token, access.hashed(password, queries.own_words(link.user)))


@operation
def _choose(purpose: str, token: str, password_hash: str) -> bool:
    opened, event = LINKS[purpose]
    link = opened(token, locked=True)
    if link is None or link.user is None:
        return False
    if link.user.password_hash is None:
        link.user.week_from = now()
    link.user.password_hash = password_hash
    access.drop_links(link.user.id)
    access.close_sessions(link.user.id)
    audit.record(event, link.user, detail="" if purpose == "invitation" else "par le lien d’un mail")
    return True


def change_password(user: User, password: str, device: str) -> str:
    """Another password: every session ends, and a new one is born for whoever changed it; its token."""
    return _change(user, access.hashed(password, queries.own_words(user)), device)


@operation
def _change(user: User, password_hash: str, device: str) -> str:
    user.password_hash = password_hash
    access.drop_links(user.id)
    access.close_sessions(user.id)
    audit.record(AuditEvent.PASSWORD_CHANGED, user)
    return operations.new_session(user, device, operations.SESSION)


@operation
def ask_reset(email: str, network: str | None) -> None:
    """Mail a link that chooses another password, if this address has an account; the same work if not.

    TooManyTries after three in an hour for this address, or twenty for all, from this place; another place
    still may, until five mails in an hour left for this account: beyond, nothing is said and no mail leaves.
    """
    email = mailbox.same(email)
    of_all = throttle.within(*RESETS_FROM_A_NETWORK, network)
    if not throttle.within(*RESETS, f"reset {email}", network) or not of_all:
        raise operations.TooManyTries
    user = db.session.execute(db.select(User).where(User.email == email)).scalar_one_or_none()
    few = throttle.within(*RESETS_OF_ACCOUNT, email)
    reader = user if few and user and user.is_active and user.password_hash else None
    seed = codes.new_seed()
    row = PasswordReset(
        token_hash=token_hash(derived_token(seed, "reset", settings().code_key)),
        seed=seed,
        user_id=reader.id if reader else None,
        expires_at=now() + RESET,
    )
    db.session.add(row)
    db.session.flush()
    access.note_tried(AuditEvent.PASSWORD_ASKED, access.account_number(reader))
    outbox.tell_account(reader, "reset", row=row.id)


@operation
def choose_arrivals(user: User, at_once: bool) -> None:
    """When to be told of the new envies of one's centre: each at once, or all in the morning."""
    user.told_at_once = at_once


@operation
def show_name(user: User, first_name: str) -> None:
    """Let the authors of one's files read this first name; empty: one's function alone."""
    user.shown_name = first_name


@operation
def prove(session: StaffSession) -> str:
    """Whoever sits behind this session gave their password again: it goes on under another token."""
    left = session.expires_at - now()
    token = operations.new_session(
        session.user,
        session.device,
        left,
        offered_seed=session.offered_seed,
        codes_seed=session.codes_seed,
    )
    db.session.delete(session)
    return token


@operation
def close_session(session_id: int, mine: StaffSession) -> None:
    """Close another of one's own sessions; somebody else's is left alone, and this one is signed out of."""
    others = db.delete(StaffSession).where(StaffSession.user_id == mine.user_id, StaffSession.id != mine.id)
    db.session.execute(others.where(StaffSession.id == session_id))
    audit.record(AuditEvent.SESSIONS_CLOSED, mine.user, detail="une session")


@operation
def close_others(mine: StaffSession) -> None:
    """Close every other session of the same person."""
    access.close_sessions(mine.user_id, but=mine.id)
    audit.record(AuditEvent.SESSIONS_CLOSED, mine.user, detail="toutes les autres")


@operation
def offer_second_factor(session: StaffSession) -> None:
    """Begin to set a second factor up: the one in use, if any, stays until the new telephone has answered."""
    session.offered_seed = codes.new_seed()


@operation
def renew_recovery_codes(session: StaffSession) -> None:
    """Ten new recovery codes, shown once; the old ones open nothing any more."""
    if queries.second_factor(session.user_id) is None:
        raise Forbidden("recovery codes stand for a second factor")
    session.codes_seed = operations.new_recovery_codes(session.user_id)
    audit.record(AuditEvent.RECOVERY_CODES_RENEWED, session.user)


@operation
def remove_second_factor(session: StaffSession, by: User) -> None:
    """Go back to the password alone, for whoever may; the other sessions are closed."""
    if queries.second_factor_from(by) is not None:
        raise Forbidden("this role needs a second factor")
    access.drop_second_factor(by.id)
    session.offered_seed = session.codes_seed = None
    access.close_sessions(by.id, but=session.id)
    audit.record(AuditEvent.SECOND_FACTOR_RESET, by, access.account_number(by))


@operation
def note_codes_kept(session: StaffSession) -> None:
    """The person has their recovery codes: nothing can show them again."""
    session.codes_seed = None


@operation
def keep_writing(token: str, action: str, page: str, fields: list[tuple[str, str]]) -> None:
    """What arrived under a session that time ended waits for its person, who finds it after signing in.

    A session that somebody closed leaves no trace, and an unknown one never existed: neither keeps anything.
    """
    user_id = queries.owner_of_ended(token)
    if user_id is None:
        return
    pairs = [list(pair) for pair in fields]
    db.session.add(KeptWriting(user_id=user_id, action=action, page=page, fields=pairs))
    db.session.flush()
    latest = db.select(KeptWriting.id).where(KeptWriting.user_id == user_id).order_by(KeptWriting.id.desc())
    kept = list(db.session.scalars(latest.limit(MOST_KEPT)))
    older = db.delete(KeptWriting).where(KeptWriting.user_id == user_id, KeptWriting.id.not_in(kept))
    db.session.execute(older)


@operation
def erase_kept(by: Any) -> None:
    """The person has what they wrote: nothing is kept any more."""
    access.drop_kept(by.id)
