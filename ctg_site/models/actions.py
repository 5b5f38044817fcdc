"""Tables: the actions that carry the commitments, their story, their figures, and who changed what."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.evaluation import (
    ActionNext,
    ActionState,
    Audience,
    ResidentsPlace,
)

from .convention import ID_NEVER_REUSED, Commitment, Convention, PathwayStep
from .people import User
from .places import District, Structure
from .proposals import Proposal

if TYPE_CHECKING:
    from .indicators import Indicator


def _link(name: str, other: str) -> Table:
    return Table(
        f"action_{name}",
        Base.metadata,
        Column("action_id", ForeignKey("action.id"), primary_key=True),
        Column(f"{other}_id", ForeignKey(f"{other}.id"), primary_key=True, index=True),
    )


action_commitment = _link("commitment", "commitment")
action_district = _link("district", "district")
action_step = _link("step", "pathway_step")
action_scheme = _link("scheme", "scheme")
action_proposal = _link("proposal", "proposal")


class Scheme(Model):
    """What an action is part of (« dispositif »): the coordination keeps the list; addresses say its slug."""

    __tablename__ = "scheme"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    #: One that is set aside is offered last; the actions that are of it stay so.
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Action(Model):
    """What is done to reach one or several commitments (fiche action); `number` is its address for ever."""

    __tablename__ = "action"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    is_published: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ActionState] = state_column(ActionState, ActionState.TO_LAUNCH)
    state_reason: Mapped[str] = mapped_column(default="")
    changed_on: Mapped[date]
    version: Mapped[int] = mapped_column()

    plain_text: Mapped[str] = mapped_column(default="")
    need: Mapped[str] = mapped_column(default="")
    need_source: Mapped[str] = mapped_column(default="")
    general_aim: Mapped[str] = mapped_column(default="")
    operational_aims: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"), index=True)
    referent_function: Mapped[str] = mapped_column(default="")
    human_means: Mapped[str] = mapped_column(default="")
    material_means: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    residents_place: Mapped[ResidentsPlace | None] = state_column(ResidentsPlace)
    evaluation_questions: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    difficulties: Mapped[str] = mapped_column(default="")
    adjustments: Mapped[str] = mapped_column(default="")
    residents_words: Mapped[str] = mapped_column(default="")
    what_next: Mapped[ActionNext | None] = state_column(ActionNext)
    what_next_why: Mapped[str] = mapped_column(default="")

    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")
    lead: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=action_commitment,
        order_by="(Commitment.theme_id, Commitment.position)",
        lazy="raise_on_sql",
    )
    districts: Mapped[list[District]] = relationship(
        secondary=action_district, order_by="District.name", lazy="raise_on_sql"
    )
    steps: Mapped[list[PathwayStep]] = relationship(
        secondary=action_step, order_by="PathwayStep.position", lazy="raise_on_sql"
    )
    schemes: Mapped[list[Scheme]] = relationship(
        secondary=action_scheme, order_by="Scheme.name", lazy="raise_on_sql"
    )
    proposals: Mapped[list[Proposal]] = relationship(
        secondary=action_proposal, order_by="Proposal.id", lazy="raise_on_sql"
    )
    audience_rows: Mapped[list["ActionAudience"]] = relationship(
        order_by="ActionAudience.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    partners: Mapped[list["Partner"]] = relationship(
        order_by="Partner.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    fundings: Mapped[list["Funding"]] = relationship(
        order_by="Funding.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        order_by="(Milestone.due_on, Milestone.id)", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    indicators: Mapped[list["Indicator"]] = relationship(
        back_populates="action", order_by="Indicator.id", lazy="raise_on_sql"
    )
    #: Those of another action, or of none, that serve this one too.
    shared: Mapped[list["Indicator"]] = relationship(
        secondary="indicator_action",
        back_populates="also",
        order_by="Indicator.id",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    updates: Mapped[list["ProgressUpdate"]] = relationship(
        back_populates="action",
        order_by="(ProgressUpdate.on.desc(), ProgressUpdate.id.desc())",
        lazy="raise_on_sql",
    )

    def code_of(self, commitment: Commitment) -> str:
        """Its number; before it the period of its convention, when this action is of another one."""
        own = commitment.convention_id == self.convention_id
        return commitment.number if own else f"{commitment.convention.period} {commitment.number}"

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_public(self) -> bool:
        return self.is_published

    @property
    def measured(self) -> list["Indicator"]:
        """What is measured of it: its own indicators, then the others that serve it and may be told."""
        return [*self.indicators, *(one for one in self.shared if one.is_told)]

    @property
    def audiences(self) -> list[Audience]:
        return [row.audience for row in self.audience_rows]


Index("ix_action_list", Action.is_published, Action.number)
Index("ix_action_state", Action.convention_id, Action.is_published, Action.state)


class ActionAudience(Model):
    __tablename__ = "action_audience"
    __table_args__ = (UniqueConstraint("action_id", "audience"), ID_NEVER_REUSED)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    audience: Mapped[Audience] = state_column(Audience)


class Partner(Model):
    """Who works on an action with the lead; `is_formal` once an agreement is signed."""

    __tablename__ = "action_partner"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    is_formal: Mapped[bool] = mapped_column(default=False)


class Funding(Model):
    """Money for an action, in euros, for one year; the public reads it only when `is_public`."""

    __tablename__ = "action_funding"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    funder: Mapped[str]
    year: Mapped[int]
    planned: Mapped[float | None]
    granted: Mapped[float | None]
    paid: Mapped[float | None]
    is_public: Mapped[bool] = mapped_column(default=False)


class Milestone(Model):
    __tablename__ = "action_milestone"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    title: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class ProgressUpdate(Model):
    """How far an action is, on one day: a sentence, public once the coordination publishes it, and a note."""

    __tablename__ = "progress_update"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    on: Mapped[date]
    public_text: Mapped[str]
    internal_note: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    action: Mapped[Action] = relationship(back_populates="updates", lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")


class ActionChange(Model):
    """Who changed which section of an action, when, from what to what, by the name of each field."""

    __tablename__ = "action_change"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    section: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class ActionDraft(Model):
    """What somebody is typing in one section of an action, kept by itself until it is saved."""

    __tablename__ = "action_draft"
    __table_args__ = (UniqueConstraint("action_id", "user_id", "section"), ID_NEVER_REUSED)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    section: Mapped[str]
    fields: Mapped[list[Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
