"""Tables: dates offered to those who joined an envie, and who may come when."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, now, state_column
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import DatesState
from ctg_site.domain.workflow import Workflow

from .agenda import Meeting
from .convention import ID_NEVER_REUSED
from .participation import Participation
from .proposals import Proposal

#: The templates that ask which dates suit: nobody asks once an answer came, or nothing is left to choose.
ASKS = ("dates_offered", "dates_changed")
#: Those that tell which date was kept, and that it moved since.
CHOSEN, MOVED = "date_chosen", "date_moved"


class DatesOffer(Model):
    """Two to five dates to meet, offered to those who joined; one of them becomes a meeting."""

    __tablename__ = "dates_offer"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[DatesState] = state_column(DatesState, DatesState.OPEN)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    #: When other dates took the place of some: whoever answered before is asked anew.
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    dates: Mapped[list["OfferedDate"]] = relationship(
        order_by="(OfferedDate.starts_at, OfferedDate.id)", back_populates="offer", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Whether one may answer: not once the envie, which must be loaded, ended or is hidden."""
        return self.state is DatesState.OPEN and self.proposal.is_joinable

    @property
    def still_possible(self) -> list["OfferedDate"]:
        return [one for one in self.dates if not one.is_past]

    @property
    def structure_id(self) -> int | None:
        """Whoever handles the envie handles its dates; the envie must be loaded."""
        return self.proposal.structure_id

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state: a line of the journal of the envie, which must be loaded."""
        transition = workflow.step(by, self, event)
        self.proposal.note_down(FileEvent(f"join_dates_{event}"), by)
        setattr(self, workflow.attribute, transition.target)


class OfferedDate(Model):
    """A day, its hours and a place."""

    __tablename__ = "offered_date"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"), ID_NEVER_REUSED)
    offer_id: Mapped[int] = mapped_column(ForeignKey("dates_offer.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str]
    is_chosen: Mapped[bool] = mapped_column(default=False)
    offer: Mapped[DatesOffer] = relationship(back_populates="dates", lazy="raise_on_sql")

    @property
    def is_past(self) -> bool:
        return self.starts_at <= now()


class DatesReply(Model):
    """Somebody who joined said which dates suit them; none is an answer too."""

    __tablename__ = "dates_reply"
    __table_args__ = (UniqueConstraint("offer_id", "participation_id"), ID_NEVER_REUSED)
    offer_id: Mapped[int] = mapped_column(ForeignKey("dates_offer.id"))
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), index=True)
    #: The member of the staff who ticked for somebody they called.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    participation: Mapped[Participation] = relationship(lazy="raise_on_sql")


#: The dates that suit.
date_yes = Table(
    "date_yes",
    Base.metadata,
    Column("reply_id", ForeignKey("dates_reply.id"), primary_key=True),
    Column("date_id", ForeignKey("offered_date.id"), primary_key=True, index=True),
)
