"""Tables: the shared diagnosis of a convention: figures brought in, findings and what supports each."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, state_column
from ctg_site.domain.renewal import DiagnosisState
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .convention import ID_NEVER_REUSED, Convention, Theme
from .places import District
from .proposals import Proposal


class Diagnosis(Model):
    """Whether everybody reads what was found before the convention that follows this one."""

    __tablename__ = "diagnosis"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), unique=True)
    state: Mapped[DiagnosisState] = state_column(DiagnosisState, DiagnosisState.WRITTEN)

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state; the journal of the convention says who did."""
        setattr(self, workflow.attribute, workflow.step(by, self, event).target)


class DiagnosisFigure(Model):
    """A figure of somebody else, with its source and its year; a file that says it again changes it."""

    __tablename__ = "diagnosis_figure"
    __table_args__ = (UniqueConstraint("convention_id", "name", "territory", "year"), ID_NEVER_REUSED)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    name: Mapped[str]
    territory: Mapped[str]
    value: Mapped[float]
    unit: Mapped[str] = mapped_column(default="")
    year: Mapped[int]
    source: Mapped[str]


class Finding(Model):
    """A sentence of the coordination about a theme, in a district or in the whole town."""

    __tablename__ = "finding"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    text: Mapped[str]
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")
    supports: Mapped[list["FindingSupport"]] = relationship(
        order_by="FindingSupport.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )


Index("ix_finding_list", Finding.convention_id, Finding.theme_id)


class FindingSupport(Model):
    """What a finding stands on: an envie, an action or a figure."""

    __tablename__ = "finding_support"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_support",
        ),
        ID_NEVER_REUSED,
    )
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("diagnosis_figure.id"), index=True)
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    figure: Mapped[DiagnosisFigure | None] = relationship(lazy="raise_on_sql")

    @property
    def is_public(self) -> bool:
        """Whether everybody reads what it names: an envie may have been hidden since."""
        if self.proposal is not None:
            return self.proposal.is_public
        return self.action.is_published if self.action is not None else True
