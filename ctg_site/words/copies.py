"""A copy of somebody’s data as people read it: each part, each row in pairs of a name and of what it says."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from flask import Flask

from .french import day, moment
from .journal import NOTICES
from .journal_events import family, said
from .labels import LABELS
from .letter_labels import KINDS
from .rights_labels import COLUMNS, PARTS


def said_value(value: Any) -> str:
    """Nothing of what is empty."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(LABELS.get(type(value), {}).get(value, value))


def copy_rows(rows: Iterable[dict[str, Any]]) -> Iterator[list[tuple[str, str]]]:
    """What is empty is left out; what the code reads is said as in the journal and the letters."""
    for row in rows:
        told = {name: value for name, value in row.items() if name != "subject"} | _told(row)
        yield [(COLUMNS[name], read) for name, value in told.items() if (read := said_value(value))]


def _told(row: dict[str, Any]) -> dict[str, str]:
    if "event" in row:
        lives: dict[Any, str] = LABELS.get(family(row["subject"]), {})
        return {"event": said(row["subject"], row["event"]).staff or lives.get(row["event"], row["event"])}
    if "template" in row:
        return {"template": (KINDS | NOTICES).get(row["template"], "une nouvelle de votre envie")}
    return {}


def init_app(app: Flask) -> None:
    app.jinja_env.filters["copy_rows"] = copy_rows
    app.jinja_env.filters["copy_part"] = PARTS.__getitem__
