"""Table: what people ask about their own data."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.policy import Permission
from ctg_site.domain.rights import RightsKind, RightsState
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Workflow

from .aside import SetAside
from .people import User
from .proposals import Proposal


class RightsRequest(SetAside, Model):
    """A request about one's data; without an envie, nobody knows yet whose."""

    __tablename__ = "rights_request"
    known_by: ClassVar[Permission] = Permission.RIGHTS_ANSWER
    kind: Mapped[RightsKind] = state_column(RightsKind)
    state: Mapped[RightsState] = state_column(RightsState, RightsState.ASKED)
    channel: Mapped[Channel] = state_column(Channel, Channel.ONLINE)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    words: Mapped[str] = mapped_column(default="")
    #: Where whoever a page stops wants the answer, in their own words.
    reply_to: Mapped[str] = mapped_column(default="")
    #: What was answered, or why it is refused.
    answer: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    send_key: Mapped[str] = mapped_column(unique=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id, lazy="raise_on_sql")

    @property
    def number(self) -> int:
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"demande n°\u00a0{self.id}"

    @property
    def structure_id(self) -> int | None:
        """Whoever handles the envie answers; the envie must be loaded."""
        return self.proposal.structure_id if self.proposal else None

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state; the caller records it in the trail."""
        transition = workflow.step(by, self, event)
        setattr(self, workflow.attribute, transition.target)


Index("ix_rights_request_open", RightsRequest.closed_at, RightsRequest.due_on)
