"""Tables: what the staff enter for somebody, the receipts they have to hand over, the tablets they lend."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime

from .people import User
from .places import Structure
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


class Tablet(Model):
    """A shared tablet at the desk of a centre, from the hand that opens it to the code that ends it."""

    __tablename__ = "tablet"
    token_hash: Mapped[str] = mapped_column(unique=True)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    #: Of the code that leaves; the key of the site is in it, since a few digits alone are soon guessed.
    code_hash: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    structure: Mapped[Structure] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def number(self) -> int:
        return self.id
