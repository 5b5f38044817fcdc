"""What is asked of the agenda, as an address says it: which way in time, and the choices of its filters."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from ctg_site.domain.meetings import MeetingKind

#: What a slug or a key is made of: anything else names nothing, and some of it no database may hold.
WORD = re.compile(r"[a-z0-9-]{1,80}")


def word(asked: str) -> str:
    """What may name a body or a place; nothing for what never does."""
    return asked.strip() if WORD.fullmatch(asked.strip()) else ""


class When(StrEnum):
    """The two sides of today, by the word in the address."""

    COMING = "a-venir"
    PAST = "passes"


@dataclass(frozen=True, slots=True)
class MeetingFilters:
    """The words of the address; empty: everything. `sorte` is a kind, the others are slugs or a key."""

    quand: str = When.COMING
    sorte: str = ""
    instance: str = ""
    structure: str = ""
    quartier: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "MeetingFilters":
        """What an address asks for; a word that nothing has is left out."""
        when, kind = asked.get("quand", ""), asked.get("sorte", "")
        return cls(
            quand=when if when in set(When) else When.COMING,
            sorte=kind if kind in set(MeetingKind) else "",
            **{name: word(asked.get(name, "")) for name in ("instance", "structure", "quartier")},
        )

    @property
    def is_past(self) -> bool:
        return self.quand == When.PAST

    @property
    def narrowed(self) -> dict[str, str]:
        """The filters that are set, whatever the side of today."""
        return {name: value for name, value in asdict(self).items() if value and name != "quand"}

    def address(self, **changes: str) -> dict[str, str]:
        """The words of the address of the same wishes, but for `changes`; what says nothing is left out."""
        asked = asdict(self) | changes
        return {
            name: value
            for name, value in asked.items()
            if value and not (name, value) == ("quand", When.COMING)
        }
