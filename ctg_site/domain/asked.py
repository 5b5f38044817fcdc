"""What the address of a list asks for, in words: the filters that its reader chose."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import ClassVar, Self

LONGEST = 80


@dataclass(frozen=True, slots=True)
class AddressFilters:
    """Each field is a word of the address; empty: everything."""

    #: Where more than a name may be typed.
    longer: ClassVar[Mapping[str, int]] = {}

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        most = {one.name: cls.longer.get(one.name, LONGEST) for one in fields(cls)}
        return cls(**{name: asked.get(name, "").strip()[:size] for name, size in most.items()})

    @property
    def chosen(self) -> dict[str, str]:
        """All of them, as the address says them."""
        return {name: value for name, value in asdict(self).items() if value}

    def without(self, name: str) -> dict[str, str]:
        return {other: value for other, value in self.chosen.items() if other != name}
