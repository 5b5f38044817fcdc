"""Mixins: what was sent waits aside until a person looks at it, in each table that the public fills in."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.domain.workflow import InvalidTransition


class SetAside:
    """Set aside, in a flood or as a machine would send it: it counts nowhere, and nobody is told of it."""

    to_check: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def counting(cls) -> ColumnElement[bool]:
        """What a person accepted, or never had to look at."""
        return cls.to_check.is_(False)

    @classmethod
    def aside(cls) -> ColumnElement[bool]:
        """What waits to be looked at."""
        return cls.to_check.is_(True)

    def accept(self) -> None:
        """A person looked at it: it counts from now on; raises InvalidTransition when it did already."""
        if not self.to_check:
            raise InvalidTransition("it is not set aside")
        self.to_check = False


class SortedAside(SetAside):
    """The same, where what looks like a machine's is swept apart from what only came too many at once."""

    #: It carries the signs of a machine: the hidden field, no form opened, too fast, words sent again.
    machine_like: Mapped[bool] = mapped_column(default=False)

    def accept(self) -> None:
        """A machine is not suspected any more either."""
        super().accept()
        self.machine_like = False
