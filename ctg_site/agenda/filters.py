"""What is asked of the agenda, as an address says it: which way in time, and the choices of its filters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from ctg_site.domain.asked import AddressFilters

#: What a slug, a key or a code is made of: anything else names nothing, and some of it no database may hold.
WORD = re.compile(r"[A-Za-z0-9_-]{1,80}")


def word(asked: str) -> str:
    """What may name a theme, a body or a place; nothing for what never does."""
    return asked.strip() if WORD.fullmatch(asked.strip()) else ""


class When(StrEnum):
    """The two sides of today, by the word in the address."""

    COMING = "a-venir"
    PAST = "passes"


@dataclass(frozen=True, slots=True)
class MeetingFilters(AddressFilters):
    """`theme` is a code, `vise` an item, the others are slugs or a key; without `quand`: what comes."""

    quand: str = ""
    sorte: str = ""
    theme: str = ""
    vise: str = ""
    instance: str = ""
    structure: str = ""
    quartier: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """What an address asks for; a word that nothing has is left out."""
        read = {one.name: word(asked.get(one.name, "")) for one in fields(cls)}
        return cls(**read | {"quand": When.PAST if read["quand"] == When.PAST else ""})

    @property
    def is_past(self) -> bool:
        return self.quand == When.PAST

    @property
    def narrowed(self) -> dict[str, str]:
        """The filters that are set, whatever the side of today."""
        return self.without("quand")

    def address(self, **changes: str) -> dict[str, str]:
        """The words of the address of the same wishes, but for `changes`; what says nothing is left out."""
        return {name: value for name, value in (self.chosen | changes).items() if value}
