"""The lines of the audit trail that invented acts leave, each sealed after the one before it."""

from dataclasses import dataclass, fields
from datetime import datetime

from ctg_site.db import advisory_lock
from ctg_site.domain import chain
from ctg_site.domain.vocabulary import Actor, AuditEvent
from ctg_site.models.audit import AuditEntry
from ctg_site.runtime import settings
from ctg_site.services import audit

from .town import Follower
from .writing import Batch


@dataclass(slots=True)
class Line:
    """A line before its place is known."""

    at: datetime
    event: str
    actor: Actor
    actor_id: int | None
    actor_name: str
    subject: str
    detail: str
    number: int = 0
    previous: str = ""
    seal: str = ""


def line(at: datetime, event: AuditEvent, by: Follower, subject: str, detail: str = "") -> Line:
    return Line(at, str(event), Actor.STAFF, by.id, by.name, subject, detail)


def seal(lines: list[Line], batch: Batch) -> None:
    """At the end of an operation: give each its place after the last of the trail, in their order of time."""
    advisory_lock(audit.LOCK)
    number, before = audit.head() or (0, chain.START)
    key, names = chain.key_of(settings().code_key), [one.name for one in fields(Line)]
    for one in sorted(lines, key=lambda line: line.at):
        number += 1
        one.number, one.previous = number, before
        before = one.seal = chain.seal(key, one)
        batch.add(AuditEntry, created_at=one.at, **{name: getattr(one, name) for name in names})
