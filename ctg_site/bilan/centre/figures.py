"""The figures of a centre’s year, as they are counted: what nobody recorded is None, never zero."""

from dataclasses import dataclass, field
from datetime import date

from ctg_site.domain.evaluation import ResidentsPlace
from ctg_site.domain.meetings import College, PeopleGroup
from ctg_site.domain.vocabulary import Channel, StepKind, SupportKind
from ctg_site.domain.workflow import Outcome, Stage
from ctg_site.models.places import Structure


@dataclass(frozen=True, slots=True)
class AskedYear:
    """A year of a centre; `id` is that of the centre, by which the policy knows whose it is."""

    structure: Structure
    year: int

    @property
    def id(self) -> int:
        return self.structure.id


@dataclass(frozen=True, slots=True)
class Recorded:
    """The sum of what was written down, and how many wrote it; None when nobody did, never zero."""

    total: int | None
    by: int


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A meeting of the centre that took place, and how many came, by college; none: nobody counted."""

    number: int
    day: date
    title: str
    kind: str
    came: dict[College, int]
    groups: dict[PeopleGroup, int] = field(default_factory=dict)

    @property
    def people(self) -> int | None:
        return sum(self.came.values()) if self.came else None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """All that is counted of a year; a dictionary holds what was found, and no zero."""

    arrived: int = 0
    stages: dict[Stage, int] = field(default_factory=dict)
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    channels: dict[Channel, int] = field(default_factory=dict)
    contacted: int = 0
    on_time: int = 0
    realised: int = 0
    steps: dict[StepKind, int] = field(default_factory=dict)
    supports: dict[SupportKind, int] = field(default_factory=dict)
    projects: int = 0
    sums: dict[str, Recorded] = field(default_factory=dict)
    outdoors: Recorded = Recorded(None, 0)
    events: Recorded = Recorded(None, 0)
    told_by_hand: int = 0
    tried: int = 0
    called_on_time: int = 0
    outings: int = 0
    heard: int = 0
    heard_people: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    sessions: list[HeldSession] = field(default_factory=list)
    counted: int = 0
    came: dict[College, int] = field(default_factory=dict)
    groups: dict[PeopleGroup, Recorded] = field(default_factory=dict)
    decisions: int = 0
    deciding: int = 0
    with_residents: int = 0
    residents: int = 0
    people: int = 0
    places: dict[ResidentsPlace | None, int] = field(default_factory=dict)
    formal: int = 0
    informal: int = 0

    @property
    def held(self) -> int:
        return sum(self.kinds.values())

    @property
    def residents_share(self) -> int | None:
        """Of a hundred people counted where something was decided, how many are residents."""
        return round(100 * self.residents / self.people) if self.people else None
