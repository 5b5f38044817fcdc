"""Tables: the codes of one person, linked by whoever held each of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime

from .convention import ID_NEVER_REUSED
from .meetings import Registration
from .participation import Participation
from .proposals import Proposal

ONE_OF_THESE = (
    "CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END + CASE WHEN registration_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN participation_id IS NULL THEN 0 ELSE 1 END = 1"
)


class CodeGroup(Model):
    """Codes that open one page together; it says nothing of whose they are."""

    __tablename__ = "code_group"
    #: When that page was last opened.
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LinkedCode(Model):
    """A file of a group: an envie, a place at a meeting or a participation; another code leaves it linked."""

    __tablename__ = "linked_code"
    __table_args__ = (CheckConstraint(ONE_OF_THESE, name="one_file"), ID_NEVER_REUSED)
    group_id: Mapped[int] = mapped_column(ForeignKey("code_group.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), unique=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"), unique=True)
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participation.id"), unique=True)
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    registration: Mapped[Registration | None] = relationship(lazy="raise_on_sql")
    participation: Mapped[Participation | None] = relationship(lazy="raise_on_sql")

    @property
    def opens_by(self) -> str:
        """What the database keeps of the secret that opens it now; the file must be loaded."""
        if self.participation is not None:
            return self.participation.link_hash
        coded = self.proposal or self.registration
        return coded.code_hash if coded else ""
