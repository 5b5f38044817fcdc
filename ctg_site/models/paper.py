"""Tables: the sheets that a centre prints to be filled by hand, each known by its number."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime
from ctg_site.domain import sheet_numbers

from .consultations import Consultation, Contribution
from .desk import DeskReceipt
from .people import User
from .places import Structure
from .proposals import Proposal


class SheetBatch(Model):
    """Sheets printed together for a centre: of the envie, or of one consultation."""

    __tablename__ = "sheet_batch"
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"), index=True)
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    structure: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    consultation: Mapped[Consultation | None] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")
    sheets: Mapped[list["PaperSheet"]] = relationship(
        back_populates="batch", order_by="PaperSheet.id", lazy="raise_on_sql"
    )

    @property
    def number(self) -> int:
        return self.id


class PaperSheet(Model):
    """One sheet: what it became once keyed in, by whom, and the receipt to hand over for it."""

    __tablename__ = "paper_sheet"
    batch_id: Mapped[int] = mapped_column(ForeignKey("sheet_batch.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("desk_receipt.id"), index=True)
    entered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Nobody of the staff when its author filled it in on the site, from its square.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    batch: Mapped[SheetBatch] = relationship(back_populates="sheets", lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    contribution: Mapped[Contribution | None] = relationship(lazy="raise_on_sql")
    receipt: Mapped[DeskReceipt | None] = relationship(lazy="raise_on_sql")
    entered_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def written(self) -> str:
        """Its number, as it is printed."""
        return sheet_numbers.written(self.id)


Index("ix_paper_sheet_stack", PaperSheet.entered_by_id, PaperSheet.entered_at)
