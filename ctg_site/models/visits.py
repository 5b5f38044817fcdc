"""Table: the visits that somebody ended, so that a copy of their cookie opens nothing."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model, UtcDateTime


class EndedVisit(Model):
    """One left before its cookie was too old: the hash of its number, kept as long as that cookie."""

    __tablename__ = "ended_visit"
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
