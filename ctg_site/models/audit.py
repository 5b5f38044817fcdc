"""Table: the audit trail, a chain of sealed lines never changed; the purge alone ends it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.vocabulary import Actor


class AuditEntry(Model):
    """Who did what, when. Names are those of the moment: no row of another table is needed to read it."""

    __tablename__ = "audit_entry"
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str]
    #: None: somebody who has no account, or did not prove it.
    actor: Mapped[Actor | None] = state_column(Actor)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    seal: Mapped[str]


Index("ix_audit_entry_event", AuditEntry.event, AuditEntry.number)
Index("ix_audit_entry_actor", AuditEntry.actor_id, AuditEntry.number)
Index("ix_audit_entry_at", AuditEntry.at, AuditEntry.number)
