"""French as people read it: dates, numbers, plurals."""

from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask

from ctg_site.domain import deadlines, text
from ctg_site.domain.deadlines import PARIS

from .labels import label, tone

NBSP = "\u00a0"


def local(instant: datetime) -> datetime:
    return instant.astimezone(PARIS)


def today() -> date:
    return datetime.now(PARIS).date()


def day(value: date | datetime) -> str:
    """« 1er mars 2026 »."""
    if isinstance(value, datetime):
        value = local(value)
    written = format_date(value, "d MMMM y", locale="fr")
    return _first(written)


def weekday(value: date | datetime) -> str:
    """« mardi 1er décembre »."""
    if isinstance(value, datetime):
        value = local(value)
    name, _, rest = format_date(value, "EEEE d MMMM", locale="fr").partition(" ")
    return f"{name} {_first(rest)}"


def moment(value: datetime) -> str:
    """« mardi 1er décembre, 9 h 12 »."""
    return f"{weekday(value)}, {hour(value)}"


def hour(value: datetime) -> str:
    """« 9 h 12 »."""
    return format_datetime(local(value), f"H'{NBSP}h{NBSP}'mm", locale="fr")


def iso(value: date | datetime) -> str:
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _first(written: str) -> str:
    return "1er " + written[2:] if written.startswith("1 ") else written


def number(value: int | float) -> str:
    return format_decimal(value, locale="fr")


def plural(count: int, one: str, many: str) -> str:
    """« 0 envie », « 1 envie », « 3 envies »."""
    return f"{number(count)}{NBSP}{one if abs(count) < 2 else many}"


def remaining(due: date, start: date | None = None) -> str:
    """The clock of a file in working days: « encore 2 jours ouvrés », « en retard de 1 jour ouvré »."""
    left = deadlines.working_days_between(start or today(), due)
    if left == 0:
        return "aujourd’hui au plus tard"
    days = plural(abs(left), "jour ouvré", "jours ouvrés")
    return f"encore {days}" if left > 0 else f"en retard de {days}"


def days_left(end: date, start: date | None = None) -> int:
    return max((end - (start or today())) // timedelta(days=1), 0)


FILTERS: dict[str, Any] = {
    "label": label,
    "tone": tone,
    "day": day,
    "weekday": weekday,
    "moment": moment,
    "hour": hour,
    "iso": iso,
    "number": number,
    "excerpt": text.excerpt,
    "remaining": remaining,
    "days_left": days_left,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(plural=plural, today=today)
