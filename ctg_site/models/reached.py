"""Columns of a contact: how somebody is reached, and whether they want to be."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import UtcDateTime, state_column
from ctg_site.domain.vocabulary import ContactWay


class Reached:
    """The way that somebody chose and its detail; what they corrected, or asked, since."""

    way: Mapped[ContactWay] = state_column(ContactWay)
    first_name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    #: When it was last corrected, by its author or for them.
    mended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Since when the author wants neither letter nor call.
    silenced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: A first name that its author wrote since, and nobody of the centre read: the public does not yet.
    name_to_read: Mapped[bool] = mapped_column(default=False)

    @property
    def reached_by(self) -> ContactWay:
        """The way of the letters and calls; whoever wants none hears it at the centre."""
        return ContactWay.VISIT if self.silenced_at else self.way

    @property
    def mark(self) -> str:
        """What tells a page that it was corrected since."""
        return self.mended_at.isoformat() if self.mended_at else ""
