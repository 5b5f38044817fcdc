"""What the last audit lets the site declare of its accessibility: a state that lasts three years."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("audit.yaml")
NOT, PARTLY, WHOLLY = "non conforme", "partiellement conforme", "totalement conforme"
#: Half of the criteria, and so many years: what the law asks of an audit (RGAA, obligations).
HALF, YEARS = 0.5, 3


@dataclass(frozen=True, slots=True)
class Declaration:
    """The last audit: how many criteria are respected on every page of the sample, among those that apply."""

    day: date
    release: str
    respected: int
    applying: int
    mean_of_pages: float
    tools: tuple[str, ...]
    pages: tuple[dict[str, str], ...]
    not_conform: tuple[dict[str, Any], ...]
    derogations: tuple[str, ...]
    exempt: tuple[str, ...]

    @property
    def rate(self) -> float:
        return round(100 * self.respected / self.applying, 1)

    def is_valid(self, on: date) -> bool:
        return (on.year, on.month, on.day) < (self.day.year + YEARS, self.day.month, self.day.day)

    def state(self, on: date) -> str:
        if not self.is_valid(on) or self.respected < HALF * self.applying:
            return NOT
        return WHOLLY if self.respected == self.applying else PARTLY


def read() -> Declaration:
    return Declaration(**as_shown(yaml.safe_load(SOURCE.read_text(encoding="utf-8"))))


def as_shown(told: Any) -> Any:
    """The same, its sentences typeset; addresses are left as they are."""
    if isinstance(told, dict):
        return {name: one if name == "path" else as_shown(one) for name, one in told.items()}
    if isinstance(told, list):
        return tuple(map(as_shown, told))
    return typeset(told) if isinstance(told, str) else told


DECLARATION = read()
