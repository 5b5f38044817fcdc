"""The words of what is measured: how its halves make a year, what they are, which one is missing."""

from typing import Any

from flask import Flask

from ctg_site.domain.charts import ColumnChart, columns
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.measuring import FIRST, SECOND, OverYear, Point, series

from .french import NBSP, number, today

HALF = {FIRST: f"1er{NBSP}semestre", SECOND: f"2e{NBSP}semestre"}
#: What an indicator says of its halves.
OVER_YEAR = {
    OverYear.LAST: "l’année prend la dernière valeur connue",
    OverYear.SUM: "les deux semestres s’ajoutent",
}
#: What is asked of a bearer, by what is collected and how it makes a year.
ASKED = {
    (FIRST, OverYear.SUM): "Comptez du 1er janvier au 30 juin.",
    (SECOND, OverYear.SUM): "Comptez du 1er juillet au 31 décembre, sans le premier semestre.",
    (FIRST, OverYear.LAST): "Donnez la valeur au 30 juin.",
    (SECOND, OverYear.LAST): "Donnez la valeur au 31 décembre.",
}


def by_year(indicator: Any) -> list[Point]:
    """The years of an indicator; those to come are not shown as missing."""
    return series(indicator.points, last=today().year - 1)


def halves(point: Point) -> str:
    """« 1er semestre : 12, 2e semestre : non renseigné »."""
    told = ((FIRST, point.first), (SECOND, point.second))
    return ", ".join(
        f"{HALF[half]}{NBSP}: {'non renseigné' if value is None else number(value)}" for half, value in told
    )


def says(indicator: Any) -> str:
    """« En 2025 : 13 familles. On visait 12. Pas de valeur pour 2024. » What the chart shows, in words."""
    points, now = by_year(indicator), today().year
    known = [one for one in points if one.value is not None]
    missing = [str(one.year) for one in points if one.value is None and one.year < now]
    coming = next((one for one in points if one.value is None and one.year >= now and one.target), None)
    told = []
    if known and (last := known[-1]).value is not None:
        told.append(f"En {last.year}{NBSP}: {_counted(last.value, indicator.unit)}.")
        if last.target is not None:
            told.append(f"On visait {number(last.target)}.")
    if missing:
        told.append(f"Pas de valeur pour {' ni pour '.join(missing)}.")
    if coming and coming.target is not None:
        told.append(f"En {coming.year}, on vise {number(coming.target)}.")
    return " ".join(told)


def _counted(value: float, unit: str) -> str:
    """The unit is written as several are: of one alone, it stands apart."""
    return f"{number(value)}{NBSP}{unit}" if abs(value) >= 2 else f"{number(value)}, en {unit}"


def drawn(points: list[Point]) -> ColumnChart:
    return columns([(str(one.year), one.value, one.target) for one in points])


def asked(part: str, over: str) -> str:
    """How a value of this part of a year is counted; nothing to say of a whole year."""
    return ASKED.get((CollectedPart(part), OverYear(over)), "")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(by_year=by_year, halves=halves, over_year=OVER_YEAR.__getitem__)
    app.jinja_env.filters.update(says=says, columns=drawn)
    app.jinja_env.globals.update(how_counted=asked)
