"""Tables: which commitments an aim, a domain or a topic touches, by the act or by the coordination."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model

from .convention import ID_NEVER_REUSED


class ItemNamed(Model):
    """The act names an item in the words of a commitment, or of its theme; made again at each loading."""

    __tablename__ = "item_named"
    __table_args__ = (UniqueConstraint("commitment_id", "item_id"), ID_NEVER_REUSED)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("convention_item.id", ondelete="CASCADE"), index=True)


class ItemTicked(Model):
    """The coordination says that a commitment touches an item, where the act does not."""

    __tablename__ = "item_ticked"
    __table_args__ = (UniqueConstraint("commitment_id", "item_id"), ID_NEVER_REUSED)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("convention_item.id", ondelete="CASCADE"), index=True)
