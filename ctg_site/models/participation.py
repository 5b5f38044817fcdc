"""Tables: who joins a published envie, and who carries it with its author."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.participation import CompanionEvent, CompanionState, JoinState
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.domain.workflow import Workflow

from .aside import SortedAside
from .people import User
from .proposals import Proposal


class Participation(SortedAside, Model):
    """Somebody joins an envie. How to reach them is read by the centre alone, and erased in its time."""

    __tablename__ = "participation"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    state: Mapped[JoinState] = state_column(JoinState, JoinState.NEW)
    #: Members of `Offer`, in their order.
    offers: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str] = mapped_column(default="")
    is_child: Mapped[bool] = mapped_column(default=False)
    first_name: Mapped[str] = mapped_column(default="")
    way: Mapped[ContactWay | None] = state_column(ContactWay)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    send_key: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    #: What the secret link is made from.
    seed: Mapped[str | None]
    due_on: Mapped[date | None]
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    #: The member of the staff who wrote it down for somebody.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    #: When the envie ended: how to reach them is erased a month later.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
    called_by: Mapped[User | None] = relationship(foreign_keys=called_by_id, lazy="raise_on_sql")

    @property
    def number(self) -> int:
        return self.id

    @property
    def structure_id(self) -> int | None:
        """Whoever handles the envie handles those who join it; the envie must be loaded."""
        return self.proposal.structure_id

    @property
    def counts(self) -> bool:
        return self.state is not JoinState.LEFT and not self.to_check

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state: a line of the journal of the envie, which must be loaded."""
        transition = workflow.step(by, self, event)
        self.proposal.note_down(FileEvent(f"join_{event}"), by)
        setattr(self, workflow.attribute, transition.target)

    def erase(self, instant: datetime) -> None:
        """Nothing personal is left; that somebody joined, and with what, still counts."""
        self.first_name, self.phone, self.email, self.words = "", "", "", ""
        self.way, self.seed, self.due_on, self.erased_at = None, None, None, instant


Index("ix_participation_file", Participation.proposal_id, Participation.state, Participation.id)
Index("ix_participation_due", Participation.state, Participation.to_check, Participation.due_on)


class Companion(Model):
    """Somebody invited by an author to carry the envie with them: no way to reach them is kept."""

    __tablename__ = "companion"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[CompanionState] = state_column(CompanionState, CompanionState.INVITED)
    first_name: Mapped[str] = mapped_column(default="")
    #: Of the invitation, then, once accepted, of their own code and link.
    code_hash: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When they last opened the follow-up.
    visited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Of the browser that accepted: the same form sent twice shows the same code.
    accept_key: Mapped[str | None]
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")

    @property
    def structure_id(self) -> int | None:
        """Whoever may know the envie may know who carries it; the envie must be loaded."""
        return self.proposal.structure_id

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state: a line of the journal of the envie, which must be loaded."""
        transition = workflow.step(by, self, event)
        closed = self.state is CompanionState.INVITED and event == CompanionEvent.LEAVE
        self.proposal.note_down(FileEvent.COMPANION_CLOSE if closed else FileEvent(f"companion_{event}"), by)
        setattr(self, workflow.attribute, transition.target)
