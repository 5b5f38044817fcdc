"""The sheet of the audit: criteria, sample, what was found and read; each cell, the rates of the law."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
CONFORM, NOT_CONFORM, NOT_APPLICABLE = "C", "NC", "NA"
UNSEEN = "Ce point n’a pas été regardé."


@dataclass(frozen=True, slots=True)
class Criterion:
    number: str
    theme: str
    level: str
    says: str
    by: tuple[str, ...]
    has: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is decided of one criterion on one page, by what, and in which words when it is not conform."""

    verdict: str
    evidence: str
    says: str = ""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def criteria() -> dict[str, Criterion]:
    return {
        number: Criterion(number, theme, **{**one, "by": tuple(one["by"])})
        for theme, ones in read(HERE / "criteria.yaml").items()
        for number, one in ones.items()
    }


@cache
def sample() -> dict[str, dict[str, Any]]:
    return {key: page for pages in read(HERE / "sample.yaml").values() for key, page in pages.items()}


@cache
def readings() -> dict[str, dict[str, Any]]:
    return {
        number: one for path in sorted(HERE.glob("readings/*.yaml")) for number, one in read(path).items()
    }


@cache
def found() -> dict[str, Any]:
    """What the machine saw last time: `make audit` writes it."""
    return read(HERE / "found.yaml")


def cell(number: str, page: str) -> Cell:
    """One criterion on one page: the machine, then a person; what nobody looked at is not conform."""
    criterion, place = criteria()[number], found()["pages"].index(page)
    by = ", ".join(criterion.by)
    sign = found()["signs"][number][place]
    if sign == "-":
        return Cell(NOT_APPLICABLE, "rien de tel sur la page")
    if sign == "x":
        return Cell(NOT_CONFORM, by, found()["faults"][number][page])
    if not criterion.read:
        return Cell(CONFORM, by)
    reading = readings().get(number)
    if reading is None or page not in reading["seen"]:
        return Cell(NOT_CONFORM, "personne", UNSEEN)
    verdict, *said = reading.get("but", {}).get(page, [reading["is"]])
    how = f"lu le {reading['day']:%d/%m/%Y}"
    return Cell(verdict, f"{by}, {how}" if by else how, said[0] if said else reading.get("why", ""))


def row(number: str) -> dict[str, Cell]:
    return {page: cell(number, page) for page in sample()}


def verdict(number: str) -> str:
    """The law counts a criterion as respected when it is on every page where it applies."""
    told = {one.verdict for one in row(number).values()}
    return next((one for one in (NOT_CONFORM, CONFORM) if one in told), NOT_APPLICABLE)


def count(verdicts: Any) -> tuple[int, int]:
    """How many are respected, among those that apply."""
    told = list(verdicts)
    return told.count(CONFORM), len(told) - told.count(NOT_APPLICABLE)


def of_the_law(theme: str = "") -> tuple[int, int]:
    return count(verdict(number) for number, one in criteria().items() if theme in ("", one.theme))


def mean_of_pages() -> float:
    """The mean of the rates of the pages, in per cent."""
    rates = []
    for page in sample():
        respected, applying = count(cell(number, page).verdict for number in criteria())
        rates.append(100 * respected / applying)
    return round(sum(rates) / len(rates), 1)


def not_conform() -> dict[str, dict[str, str]]:
    """By criterion not respected: what is wrong, by sentence, and on which pages."""
    wrong: dict[str, dict[str, str]] = {}
    for number in criteria():
        for page, one in row(number).items():
            if one.verdict == NOT_CONFORM:
                wrong.setdefault(number, {})[page] = one.says
    return wrong
