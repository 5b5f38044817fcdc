"""Table: the files that somebody reads one after the other, each served to one person at a time."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model, UtcDateTime


class HeldFile(Model):
    """Who has this file before their eyes, until when; or who left it for later, and when."""

    __tablename__ = "held_file"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    passed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
