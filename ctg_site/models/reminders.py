"""Tables: who was reminded of what they owe, and on which day; whom a note of the team calls."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime

from .people import User


class Reminder(Model):
    """One digest for one person on one day: a second command on that day writes none."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("user_id", "day"), {"sqlite_autoincrement": True})
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date] = mapped_column(index=True)


class Mention(Model):
    """Somebody of the staff whom a note calls: it waits for them until they say that they have seen it."""

    __tablename__ = "mention"
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[User] = relationship(lazy="raise_on_sql")


Index("ix_mention_waiting", Mention.user_id, Mention.seen_at, Mention.id)
