"""Table: the questions, encouragements and comments of readers, read by a person before anybody else."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, now, state_column
from ctg_site.domain.participation import RemarkKind, RemarkState
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .aside import SetAside
from .convention import Commitment
from .people import User
from .proposals import Proposal


class Remark(SetAside, Model):
    """A reader's words about a published envie, an action or a commitment: exactly one of the three.

    Nothing says who wrote them: no name is asked, so that nobody has to say their age.
    """

    __tablename__ = "remark"
    kind: Mapped[RemarkKind] = state_column(RemarkKind)
    state: Mapped[RemarkState] = state_column(RemarkState, RemarkState.WAITING)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    text: Mapped[str]
    channel: Mapped[Channel] = state_column(Channel, Channel.ONLINE)
    alerts: Mapped[bool] = mapped_column(default=False)
    send_key: Mapped[str] = mapped_column(unique=True)
    #: By when a person has read it, as its receipt says.
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id, lazy="raise_on_sql")
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id, lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}
    known_by: ClassVar[Permission] = Permission.REMARK_DECIDE

    @property
    def number(self) -> int:
        return self.id

    @property
    def structure_id(self) -> int | None:
        """The centre that reads it: of the envie, or the one that leads the action, which must be loaded."""
        if self.proposal is not None:
            return self.proposal.structure_id
        return self.action.lead_id if self.action is not None else None

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"parole n°\u00a0{self.id}"

    def advance(self, workflow: Workflow, event: StrEnum, by: Any, reason: str = "") -> None:
        """The only way to change its state: it keeps who did so, when and why; the caller records it."""
        transition = workflow.step(by, self, event)
        setattr(self, workflow.attribute, transition.target)
        self.decided_at, self.decided_by_id, self.reason = now(), by.id, reason


Index("ix_remark_waiting", Remark.state, Remark.to_check, Remark.id)
Index("ix_remark_due", Remark.state, Remark.to_check, Remark.due_on)
Index("ix_remark_proposal", Remark.proposal_id, Remark.state, Remark.id)
Index("ix_remark_action", Remark.action_id, Remark.state, Remark.id)
Index("ix_remark_commitment", Remark.commitment_id, Remark.state, Remark.id)
