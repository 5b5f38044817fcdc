"""Tables of the accompaniment: what was done, given and asked, who takes part, in figures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.vocabulary import ResourceAnswer, StepKind, SupportKind

from .people import User
from .proposals import Proposal


class AccompanimentStep(Model):
    """A call, a meeting, a visit: what was said and done, for the staff; what comes next, and when."""

    __tablename__ = "accompaniment_step"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[StepKind] = state_column(StepKind)
    happened_on: Mapped[date]
    text: Mapped[str]
    #: What its author reads of it in the follow-up; nothing when it stays with the staff.
    told: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    #: When the next step was done, or another one took its place.
    next_done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposal: Mapped["Proposal"] = relationship(lazy="raise_on_sql")
    person: Mapped[User] = relationship(lazy="raise_on_sql")


#: Next steps by their day, for the call-back list.
Index("ix_accompaniment_step_next", AccompanimentStep.next_done_at, AccompanimentStep.next_on)


class Support(Model):
    """A « coup de pouce »: what was given, by whom, and its amount when it is known."""

    __tablename__ = "support"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[SupportKind] = state_column(SupportKind)
    provider: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    cents: Mapped[int | None]
    given_on: Mapped[date]
    person: Mapped[User] = relationship(lazy="raise_on_sql")


class ResourceRequest(Model):
    """Something asked of somebody for the project, and the answer."""

    __tablename__ = "resource_request"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    what: Mapped[str]
    whom: Mapped[str]
    asked_on: Mapped[date]
    answer: Mapped[ResourceAnswer] = state_column(ResourceAnswer, ResourceAnswer.PENDING)
    answered_on: Mapped[date | None]
    person: Mapped[User] = relationship(lazy="raise_on_sql")


class GroupMember(Model):
    """Somebody of the group, by a first name or a role, without a way to reach them; a child by role."""

    __tablename__ = "group_member"
    __table_args__ = (
        CheckConstraint("NOT under_15 OR first_name = ''", name="child_without_name"),
        {"sqlite_autoincrement": True},
    )
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    first_name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    does: Mapped[str] = mapped_column(default="")
    under_15: Mapped[bool] = mapped_column(default=False)


class Figures(Model):
    """What is counted of a realised envie; what nobody recorded is None, never zero."""

    __tablename__ = "figures"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    realised_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    participants: Mapped[int | None]
    #: Each person counted every time they came.
    attendances: Mapped[int | None]
    aged_0_6: Mapped[int | None]
    aged_7_10: Mapped[int | None]
    aged_11_14: Mapped[int | None]
    aged_15_17: Mapped[int | None]
    aged_18_25: Mapped[int | None]
    aged_26_59: Mapped[int | None]
    aged_60_74: Mapped[int | None]
    aged_75: Mapped[int | None]
    volunteer_hours: Mapped[int | None]
    is_outdoors: Mapped[bool | None]
    is_event: Mapped[bool | None]
    changed: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
