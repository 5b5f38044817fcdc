"""Table: who was reminded of their files, and on which day."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model


class Reminder(Model):
    """One digest for one person on one day: a second command on that day writes none."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("user_id", "day"), {"sqlite_autoincrement": True})
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date] = mapped_column(index=True)
