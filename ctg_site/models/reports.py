"""Table: what readers report about a published envie, and what the centre did about it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome

from .people import User
from .proposals import Proposal


class Report(Model):
    """A reader says that something is wrong. Open until `outcome` is given, once; the envie stays as it is.

    `email` is there for the answer alone: it is erased once the mail left, or when its time is over.
    """

    __tablename__ = "report"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    kind: Mapped[ReportKind] = state_column(ReportKind)
    words: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    to_check: Mapped[bool] = mapped_column(default=False)
    send_key: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[ReportOutcome | None] = state_column(ReportOutcome)
    answer: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
    closed_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def number(self) -> int:
        """What people call it by: « signalement n° 12 »."""
        return self.id

    @property
    def structure_id(self) -> int | None:
        """Whoever reads the file of the envie reads what is reported of it."""
        return self.proposal.structure_id


Index("ix_report_open", Report.closed_at, Report.to_check, Report.id)
