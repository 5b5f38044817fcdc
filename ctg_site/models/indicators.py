"""Tables: what is measured, of an action or of a commitment, and its values by year or by half of it."""

from datetime import date
from typing import Any

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, state_column
from ctg_site.domain import measuring
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.evaluation import Frequency, IndicatorKind
from ctg_site.domain.measuring import OverYear, Point

from .actions import Action
from .convention import ID_NEVER_REUSED, Commitment
from .people import User


def _served(name: str) -> Table:
    """What an indicator serves beside its own action; the link goes with either."""
    return Table(
        f"indicator_{name}",
        Base.metadata,
        Column("indicator_id", ForeignKey("indicator.id", ondelete="CASCADE"), primary_key=True),
        Column(f"{name}_id", ForeignKey(f"{name}.id"), primary_key=True, index=True),
    )


indicator_action = _served("action")
indicator_commitment = _served("commitment")


class Indicator(Model):
    """Something counted or judged; `reminded_for`: the last year its owner was reminded of.

    `action` is where its values are given; without one, the coordination gives them. It may serve other
    actions (`also`) and commitments: its values are theirs too, written once.
    """

    __tablename__ = "indicator"
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    name: Mapped[str]
    kind: Mapped[IndicatorKind] = state_column(IndicatorKind)
    unit: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    frequency: Mapped[Frequency] = state_column(Frequency, Frequency.YEARLY)
    over_year: Mapped[OverYear] = state_column(OverYear, OverYear.LAST)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    baseline: Mapped[float | None]
    baseline_year: Mapped[int | None]
    reminded_for: Mapped[int | None]
    #: The day on which what it says changed, when no action has that day.
    changed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    action: Mapped[Action | None] = relationship(back_populates="indicators", lazy="raise_on_sql")
    also: Mapped[list[Action]] = relationship(
        secondary=indicator_action,
        back_populates="shared",
        order_by="Action.number",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=indicator_commitment,
        order_by="(Commitment.theme_id, Commitment.position)",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    measures: Mapped[list["Measure"]] = relationship(
        order_by="(Measure.year, Measure.part)", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def lead_id(self) -> int | None:
        """Whose agents may fill it in: those of the action's lead."""
        return self.action.lead_id if self.action is not None else None

    @property
    def is_told(self) -> bool:
        """An action in preparation keeps its indicators to itself."""
        return self.action is None or self.action.is_published

    @property
    def points(self) -> dict[int, Point]:
        """What its values say, year by year."""
        return measuring.points(self.measures, self.over_year)

    @property
    def beside(self) -> tuple[set[Any], set[int], set[int]]:
        """What is said of it in other tables: its values, what it serves."""
        values = {(one.year, one.part, one.target, one.value, one.comment) for one in self.measures}
        return values, {one.id for one in self.also}, {one.id for one in self.commitments}

    @property
    def last_known(self) -> Point | None:
        return next((one for one in reversed(self.points.values()) if one.value is not None), None)


class Measure(Model):
    """An indicator in one year, or in half of it: what was aimed at, what was found; None: not recorded."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("indicator_id", "year", "part"), ID_NEVER_REUSED)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    part: Mapped[CollectedPart] = state_column(CollectedPart, CollectedPart.YEAR)
    target: Mapped[float | None]
    value: Mapped[float | None]
    comment: Mapped[str] = mapped_column(default="")
