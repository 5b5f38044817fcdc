"""Tables: what opens an account besides its password, and what is kept for somebody whose session died."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime

from .people import User


class SecondFactor(Model):
    """The telephone that gives six digits. `last_step` is the last half-minute whose code was used.

    The row holds a seed, not the secret: that one is made of the seed and of `CTG_CODE_KEY`, which is not in
    the database. A stolen database gives nobody's codes.
    """

    __tablename__ = "second_factor"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    seed: Mapped[str]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Model):
    """One of the ten codes of somebody without their telephone: a keyed hash, good once."""

    __tablename__ = "recovery_code"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasswordReset(Model):
    """A link to choose another password, asked for by somebody who forgot theirs.

    A row is written for an address that nobody has, too: without a person, it opens nothing and is told to
    nobody, but the answer takes the same time.
    """

    __tablename__ = "password_reset"
    token_hash: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")


class KeptWriting(Model):
    """What somebody sent after their session had ended: given back at their next sign-in, for a day."""

    __tablename__ = "kept_writing"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    #: Where it was being sent, and the page it was written on.
    action: Mapped[str]
    page: Mapped[str]
    #: Pairs of a field's name and its value, in order: a name may come twice.
    fields: Mapped[list[Any]] = mapped_column(JSON)
