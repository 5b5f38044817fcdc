"""Table: the bridges of the children's pathway."""

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model

from .convention import PathwayStep
from .people import Structure

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
