"""Tables: the districts, the structures and when they are open, the bridges of the pathway."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import Access

from .convention import ID_NEVER_REUSED, PathwayStep


class District(Model):
    __tablename__ = "district"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    #: « Quartier prioritaire de la politique de la ville » (QPV); None: nobody said.
    is_priority: Mapped[bool | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PlaceKind(Model):
    """What a place is, as the coordination says it; its slug is the word of addresses."""

    __tablename__ = "place_kind"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
    #: One that is set aside is offered no more; the places that are of it stay so.
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


structure_step = Table(
    "structure_step",
    Base.metadata,
    Column("structure_id", ForeignKey("structure.id"), primary_key=True),
    Column("pathway_step_id", ForeignKey("pathway_step.id"), primary_key=True, index=True),
)


class Structure(Model):
    """A place that the residents know: a centre, a crèche, a school…"""

    __tablename__ = "structure"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(ForeignKey("place_kind.slug"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    receives_proposals: Mapped[bool] = mapped_column(default=False)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    #: A closed place is kept, since files and accounts name it; it is offered nowhere any more.
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    #: The name as an alphabet sorts it, accents apart: « École » between « Crèche » and « Foyer ».
    name_key: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    #: The ages it is for, both included; None when nothing is said.
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    access_note: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    #: The usual hours hold on public holidays too.
    opens_on_holidays: Mapped[bool] = mapped_column(default=False)
    #: Who answers first the envies that it receives: they are named on the receipt as they allow.
    referent_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    #: When the public sheet or the hours last changed.
    described_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    kind_row: Mapped[PlaceKind] = relationship(lazy="raise_on_sql")
    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[PathwayStep]] = relationship(
        secondary=structure_step, order_by="PathwayStep.position", lazy="raise_on_sql"
    )
    audience_rows: Mapped[list["StructureAudience"]] = relationship(
        order_by="StructureAudience.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    access_rows: Mapped[list["StructureAccess"]] = relationship(
        order_by="StructureAccess.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    hours: Mapped[list["OpeningHours"]] = relationship(
        order_by="(OpeningHours.weekday, OpeningHours.opens)",
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
    )
    closures: Mapped[list["Closure"]] = relationship(
        back_populates="structure",
        order_by="(Closure.first_day, Closure.id)",
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("name")
    def _sort(self, key: str, name: str) -> str:
        self.name_key = fold(name)
        return name

    @property
    def audiences(self) -> list[Audience]:
        return [row.audience for row in self.audience_rows]

    @property
    def accesses(self) -> list[Access]:
        return [row.access for row in self.access_rows]


Index("ix_structure_list", Structure.is_active, Structure.name_key, Structure.id)


class StructureAudience(Model):
    """Whom a place is for."""

    __tablename__ = "structure_audience"
    __table_args__ = (UniqueConstraint("structure_id", "audience"), ID_NEVER_REUSED)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    audience: Mapped[Audience] = state_column(Audience, index=True)


class StructureAccess(Model):
    """Something that makes a place easier to come to."""

    __tablename__ = "structure_access"
    __table_args__ = (UniqueConstraint("structure_id", "access"), ID_NEVER_REUSED)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    access: Mapped[Access] = state_column(Access)


class OpeningHours(Model):
    """Every week on this weekday (Monday is 0), open between two minutes of the day, 1440 being midnight."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("structure_id", "weekday", "opens"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens >= 0 AND opens < closes AND closes <= 1440", name="span"),
        ID_NEVER_REUSED,
    )
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    weekday: Mapped[int]
    opens: Mapped[int]
    closes: Mapped[int]


class Closure(Model):
    """Days on which a place does not keep its usual hours, both ends included."""

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_closure_days", "structure_id", "last_day"),
        ID_NEVER_REUSED,
    )
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    structure: Mapped[Structure] = relationship(back_populates="closures", lazy="raise_on_sql")


bridge_structure = Table(
    "bridge_structure",
    Base.metadata,
    Column("bridge_id", ForeignKey("bridge.id"), primary_key=True),
    Column("structure_id", ForeignKey("structure.id"), primary_key=True, index=True),
)


class Bridge(Model):
    """What helps a child to go from one step of the pathway to the next one (passerelle)."""

    __tablename__ = "bridge"
    from_step_id: Mapped[int] = mapped_column(ForeignKey("pathway_step.id"), index=True)
    to_step_id: Mapped[int] = mapped_column(ForeignKey("pathway_step.id"), index=True)
    title: Mapped[str]
    plain_text: Mapped[str]
    version: Mapped[int] = mapped_column()

    from_step: Mapped[PathwayStep] = relationship(foreign_keys=from_step_id, lazy="raise_on_sql")
    to_step: Mapped[PathwayStep] = relationship(foreign_keys=to_step_id, lazy="raise_on_sql")
    structures: Mapped[list[Structure]] = relationship(
        secondary=bridge_structure, order_by="(Structure.name_key, Structure.id)", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}
