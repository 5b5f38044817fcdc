"""Opening hours in words: « Ouvert jusqu’à 18 h », « Fermé, ouvre demain à 9 h »."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import Flask

from ctg_site.domain.hours import DAY, HoursFault, Moment, Span, Status, wall

from .french import NBSP, weekday
from .written import WEEKDAYS, day_of_week

EXAMPLE = f"9{NBSP}h{NBSP}–{NBSP}12{NBSP}h, 14{NBSP}h{NBSP}–{NBSP}18{NBSP}h"
#: What is wrong in the hours of a day, for whoever typed them.
FAULTS = {
    HoursFault.UNREADABLE: f"Le site ne comprend pas «{NBSP}{{words}}{NBSP}». Écrivez{NBSP}: {EXAMPLE}.",
    HoursFault.BEYOND: (
        f"«{NBSP}{{words}}{NBSP}» n’est pas une heure de la journée. Écrivez des heures de 0 à 24."
    ),
    HoursFault.REVERSED: (
        f"«{NBSP}{{words}}{NBSP}» finit avant de commencer. Après minuit, écrivez la suite au jour suivant."
    ),
    HoursFault.OVERLAP: f"Deux horaires se chevauchent dans «{NBSP}{{words}}{NBSP}». Séparez-les.",
}


def clock(minute: int) -> str:
    """« 9 h », « 9 h 05 », « minuit »."""
    if minute in {0, DAY}:
        return "minuit"
    hours, minutes = divmod(minute, 60)
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02}" if minutes else "")


def appointment(starts_at: datetime) -> str:
    """« mardi 12 janvier à 18 h »."""
    moment = wall(starts_at)
    return f"{weekday(moment.day)} à {clock(moment.minute)}"


def spans(of_a_day: Sequence[Span]) -> str:
    """« 9 h à 12 h, 14 h à 18 h »; empty when closed."""
    if list(of_a_day) == [Span(0, DAY)]:
        return f"24{NBSP}h/24"
    return ", ".join(f"{clock(span.opens)}{NBSP}à{NBSP}{clock(span.closes)}" for span in of_a_day)


def status(found: Status, now: date) -> str:
    """What a door says: open until when, or closed until when."""
    if found.is_open:
        return f"Ouvert jusqu’à {_closing(found.until, now)}" if found.until else "Ouvert jour et nuit"
    return f"Fermé, ouvre {_opening(found.opens, now)}" if found.opens else "Fermé pour le moment"


def _closing(moment: Moment, now: date) -> str:
    if moment.day == now:
        return clock(moment.minute)
    return f"{_day(moment.day, now)}, {clock(moment.minute)}"


def _opening(moment: Moment, now: date) -> str:
    at = f"à {clock(moment.minute)}"
    return at if moment.day == now else f"{_day(moment.day, now)} {at}"


def _day(day: date, now: date) -> str:
    """« demain », « lundi », « le lundi 4 janvier »."""
    if day == now + timedelta(1):
        return "demain"
    if day - now < timedelta(7):
        return day_of_week(day)
    return f"le {weekday(day)}"


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(spans=spans, clock=clock, appointment=appointment)
    app.jinja_env.globals.update(open_words=status, WEEKDAYS=WEEKDAYS)
