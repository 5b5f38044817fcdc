"""Tables: what the staff enter for somebody, and the receipts they have to hand over."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime

from .proposals import Proposal


class DeskEntry(Model):
    """What a member of the staff is typing for somebody, kept a day; once filed, only its link stays."""

    __tablename__ = "desk_entry"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)


class DeskReceipt(Model):
    """A receipt to hand over: while `seed` stays, one member of the staff sees its code, for a moment."""

    __tablename__ = "desk_receipt"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    seed: Mapped[str | None]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
