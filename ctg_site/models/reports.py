"""Table: what readers report of what everybody reads, and what the centre did about it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import ReportAbout, ReportKind, ReportOutcome

from .actions import Action
from .agenda import Meeting
from .aside import SetAside
from .convention import Commitment
from .people import User
from .pictures import EnviePicture
from .proposals import Proposal
from .remarks import Remark
from .stories import Photo, Story

#: What may be reported, by its table.
ABOUT: dict[type, ReportAbout] = {
    Proposal: ReportAbout.ENVIE,
    Story: ReportAbout.STORY,
    Photo: ReportAbout.PHOTO,
    EnviePicture: ReportAbout.PICTURE,
    Remark: ReportAbout.REMARK,
    Action: ReportAbout.ACTION,
    Meeting: ReportAbout.MEETING,
}


class Report(SetAside, Model):
    """A reader says that something is wrong. Open until `outcome` is given, once; what it is about stays.

    One link tells whose page it stands on; `row`, which of the photos or of the remarks of that page.
    `email` is there for the answer alone: it is erased once the mail left, or when its time is over.
    """

    __tablename__ = "report"
    about: Mapped[ReportAbout] = state_column(ReportAbout, ReportAbout.ENVIE)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    row: Mapped[int | None]
    kind: Mapped[ReportKind] = state_column(ReportKind)
    words: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    send_key: Mapped[str] = mapped_column(unique=True)
    outcome: Mapped[ReportOutcome | None] = state_column(ReportOutcome)
    answer: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    closed_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    known_by: ClassVar[Permission] = Permission.REPORT_ANSWER

    @property
    def number(self) -> int:
        """What people call it by: « signalement n° 12 »."""
        return self.id

    @property
    def page(self) -> Any:
        """Whose page it stands on, which must be loaded."""
        return self.proposal or self.action or self.meeting or self.commitment

    @property
    def structure_id(self) -> int | None:
        """The centre of the envie, or that of the meeting, which must be loaded; else the coordination."""
        held = self.proposal or self.meeting
        return held.structure_id if held is not None else None


Index("ix_report_open", Report.closed_at, Report.to_check, Report.id)
