"""What is asked of the directory, as its address says it: a sort of place, a district, for whom, now."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ctg_site.domain.evaluation import Audience

AUDIENCES = {
    "tout-petits": Audience.TODDLERS,
    "enfants": Audience.CHILDREN,
    "adolescents": Audience.TEENAGERS,
    "jeunes": Audience.YOUNG_ADULTS,
    "parents": Audience.PARENTS,
    "adultes": Audience.ADULTS,
    "aines": Audience.SENIORS,
    "tout-le-monde": Audience.EVERYONE,
}
#: The ages, both included, that an audience says by itself.
AGES = {
    Audience.TODDLERS: (0, 3),
    Audience.CHILDREN: (3, 11),
    Audience.TEENAGERS: (11, 17),
    Audience.YOUNG_ADULTS: (18, 25),
    Audience.EVERYONE: (0, 120),
}
OLDEST = 25


@dataclass(frozen=True, slots=True)
class Ages:
    """A tile of « Mon enfant »: who reaches its last year is already at the next one."""

    first: int
    last: int
    sign: str

    @property
    def word(self) -> str:
        return f"{self.first}-{self.last}"


TILES = (
    Ages(0, 3, "PE"),
    Ages(3, 6, "blocks"),
    Ages(6, 11, "bag"),
    Ages(11, 17, "music"),
    Ages(18, OLDEST, "cap"),
)
#: The words of the address, by what they filter.
NAMES = {
    "kind": "sorte",
    "district": "quartier",
    "audience": "pour",
    "age": "age",
    "step": "etape",
    "item": "vise",
    "open_now": "ouvert",
    "step_free": "acces",
}


def audiences_at(age: int) -> list[Audience]:
    """Whom a child or young person of this age belongs to."""
    return [audience for audience, (first, last) in AGES.items() if first <= age <= last]


def tile_of(word: str) -> Ages | None:
    """The tile of this word, or of an age in figures, as the addresses of other years say it."""
    age = int(word) if word.isascii() and word.isdecimal() and len(word) < 3 else None
    return next(
        (
            tile
            for tile in TILES
            if word == tile.word
            or (age is not None and tile.first <= age < tile.last + (age in (17, OLDEST)))
        ),
        None,
    )


def audiences_of(ages: Ages) -> list[Audience]:
    """Whom those of this tile belong to."""
    return [who for who, (first, last) in AGES.items() if first < ages.last and last > ages.first]


@dataclass(frozen=True, slots=True)
class StructureFilters:
    """The choices of the reader; empty or None: any."""

    kind: str = ""
    district: str = ""
    audience: Audience | None = None
    age: int | None = None
    step: str = ""
    item: str = ""
    open_now: bool = False
    step_free: bool = False

    @property
    def chosen(self) -> list[str]:
        """The names of the filters in use, in the order of the form."""
        return [name for name in NAMES if _is_asked(getattr(self, name))]

    @property
    def address(self) -> dict[str, Any]:
        """The same choices, as `url_for` writes them after the question mark."""
        return {NAMES[name]: _word(getattr(self, name)) for name in self.chosen}

    def but(self, **changes: Any) -> "StructureFilters":
        """The same with other choices."""
        return replace(self, **changes)

    def without(self, name: str) -> "StructureFilters":
        return replace(self, **{name: getattr(StructureFilters(), name)})


WORDS: dict[Any, str] = {value: word for word, value in AUDIENCES.items()}


def _is_asked(value: Any) -> bool:
    """A newborn is nought: that is an age."""
    return value is not None and value is not False and value != ""


def _word(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return WORDS[value]
    return "oui" if value is True else value
