"""The audit trail: what operations note of sensitive acts, and its head kept outside the database."""

import hmac
import logging
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ctg_site.db import advisory_lock, before_commit, db, in_bulk, now, operation
from ctg_site.domain import chain
from ctg_site.domain.policy import SYSTEM, Person
from ctg_site.domain.retention import KeptData
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.models.outbox import SiteFact
from ctg_site.runtime import life, settings

from . import facts

log = logging.getLogger(__name__)

#: Rows of `site_fact`: the name of the database, the last line whose head was kept outside, whether a
#: backup was ever put back.
NAME, HEADS, RESTORED = "database", "audit_heads", "restored"
#: What was before the first line that is kept.
BEGINS = "audit_begins"
#: The number of the trail's lock on PostgreSQL; SQLite has one writer at a time.
LOCK = 2_026_112_501


def record(event: AuditEvent, by: Any, subject: str = "", detail: str = "") -> None:
    """Inside an operation: note who did what. Never a resident's words or details: « envie n° 12 ».

    `by` is a member of the staff, an author, SYSTEM, or None for somebody unknown. The line is written last
    of the transaction, so that the one lock of the trail is held for no longer than the commit.
    """
    actor, actor_id, name = _actor(by)
    entry = AuditEntry(
        event=str(event), actor=actor, actor_id=actor_id, actor_name=name, subject=subject, detail=detail
    )
    before_commit(lambda: append(entry))


def _actor(by: Any) -> tuple[Actor | None, int | None, str]:
    if by is SYSTEM:
        return Actor.SYSTEM, None, ""
    if by is None or isinstance(by, Person):
        return (Actor.AUTHOR if by is not None and by.proposal_id is not None else None), None, ""
    return Actor.STAFF, by.id, by.name


def append(entry: AuditEntry) -> None:
    """At the end of an operation: number the line, seal it and write it."""
    advisory_lock(LOCK)
    number, before = head() or (0, chain.START)
    entry.number, entry.previous, entry.at = number + 1, before, now()
    entry.seal = chain.seal(chain.key_of(settings().code_key), entry)
    db.session.add(entry)
    db.session.flush()


def head() -> tuple[int, str] | None:
    """The number and the seal of the last line, erased or not: one statement."""
    last = db.select(AuditEntry.number).order_by(AuditEntry.number.desc()).limit(1).scalar_subquery()
    seal = db.select(AuditEntry.seal).where(AuditEntry.number == last).scalar_subquery()
    before = db.select(SiteFact.value).where(SiteFact.key == BEGINS).scalar_subquery()
    number, sealed, erased = db.session.execute(db.select(last, seal, before)).one()
    return _read(erased) if number is None else (number, sealed)


def begins_after() -> tuple[int, str] | None:
    """The number and the seal of the last line whose time was over; None when the trail is whole.

    Whoever writes in the database without the key of the site cannot move it.
    """
    return _read(facts.read(BEGINS))


def _read(erased: str | None) -> tuple[int, str] | None:
    number, _, rest = (erased or "").partition(" ")
    line, _, proof = rest.partition(" ")
    if not number.isdecimal() or not hmac.compare_digest(_proof(int(number), line), proof):
        return None
    return int(number), line


def _proof(number: int, line: str) -> str:
    key = chain.key_of(settings().code_key)
    return hmac.new(key, f"begins {number} {line}".encode(), "sha256").hexdigest()


@operation
def forget(instant: datetime) -> int:
    """Erase the lines whose time is over; the chain begins after them, and is followed from there."""
    old = AuditEntry.at <= life(KeptData.AUDIT).before(instant)
    advisory_lock(LOCK)
    young = db.session.scalar(db.select(db.func.min(AuditEntry.number)).where(~old))
    kept = db.select(AuditEntry.number, AuditEntry.seal).where(old)
    if young is not None:
        kept = kept.where(AuditEntry.number < young)
    last = db.session.execute(kept.order_by(AuditEntry.number.desc()).limit(1)).one_or_none()
    if last is None:
        return 0
    facts.write(BEGINS, f"{last.number} {last.seal} {_proof(last.number, last.seal)}")
    return in_bulk(db.delete(AuditEntry).where(AuditEntry.number <= last.number))


@dataclass(frozen=True, slots=True)
class Head:
    """What was the end of the trail at some moment, as it was written outside the database.

    `of` is the name of the database it was written of; empty in what older releases wrote.
    """

    number: int
    seal: str
    of: str = ""


def kept_heads() -> Iterator[Head]:
    """Every head that was kept outside, the oldest first; a line that means nothing is passed over."""
    path = settings().audit_heads
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if len(words) in {3, 4} and words[0].isdecimal():
                yield Head(int(words[0]), words[1], words[3] if words[3:] else "")


def keep_head() -> bool:
    """Write the head of the trail outside the database when it changed; whether it did.

    To be called outside any transaction. A disk that fails is told in the log: mails go on leaving.
    """
    found, name = head(), facts.read(NAME) or ""
    db.session.rollback()
    last = next(iter(deque(kept_heads(), maxlen=1)), None)
    if found is None or last == Head(*found, name):
        return False
    path = settings().audit_heads
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(file, "a", encoding="utf-8") as lines:
            lines.write(f"{found[0]} {found[1]} {now().isoformat(timespec='seconds')} {name}".rstrip() + "\n")
            lines.flush()
            os.fsync(lines.fileno())
    except OSError:
        log.exception("the head of the audit trail could not be kept outside")
        return False
    _remember(found[0])
    return True


@operation
def _remember(number: int) -> None:
    """The database knows that heads are kept: without their file, something was taken away."""
    facts.write(HEADS, str(number))
