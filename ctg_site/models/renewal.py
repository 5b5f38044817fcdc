"""Tables: what becomes of each commitment in the next convention, and the steps that lead to it."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, state_column
from ctg_site.domain.renewal import Continuity

from .convention import ID_NEVER_REUSED, Commitment, Convention, Theme


class ContinuityLine(Model):
    """What becomes of a theme or of a commitment, or that one is new.

    Of a pair, the old one is None when the next one is new, the next one when the old one is dropped.
    """

    __tablename__ = "continuity_line"
    __table_args__ = (
        UniqueConstraint("next_id", "old_theme_id"),
        UniqueConstraint("next_id", "old_commitment_id"),
        ID_NEVER_REUSED,
    )
    next_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    old_theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    old_commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    new_theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    new_commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    fate: Mapped[Continuity] = state_column(Continuity)
    #: A sentence; compulsory unless it is kept.
    why: Mapped[str] = mapped_column(default="")
    old_theme: Mapped[Theme | None] = relationship(foreign_keys=old_theme_id, lazy="raise_on_sql")
    old_commitment: Mapped[Commitment | None] = relationship(
        foreign_keys=old_commitment_id, lazy="raise_on_sql"
    )
    new_theme: Mapped[Theme | None] = relationship(foreign_keys=new_theme_id, lazy="raise_on_sql")
    new_commitment: Mapped[Commitment | None] = relationship(
        foreign_keys=new_commitment_id, lazy="raise_on_sql"
    )


class RenewalStep(Model):
    """A step towards the convention that follows this one: what, who, when, and when it was done."""

    __tablename__ = "renewal_step"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    title: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}


Index("ix_renewal_step_list", RenewalStep.convention_id, RenewalStep.due_on)
Index("ix_renewal_step_late", RenewalStep.done_on, RenewalStep.due_on)
