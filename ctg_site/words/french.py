"""French as people read it: dates, numbers, plurals."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask

from ctg_site.domain import deadlines, text, towns
from ctg_site.domain.evaluation import Tally
from ctg_site.domain.languages import spoken
from ctg_site.domain.participation import OpinionCounts
from ctg_site.domain.town_calendar import local

from . import items, pathway
from .evaluation_labels import IN_A_SENTENCE
from .labels import label, tone
from .written import day_of_month, day_of_week, figures, shortest

NBSP = "\u00a0"


def today() -> date:
    return local(datetime.now(UTC)).date()


def day(value: date | datetime) -> str:
    """« 1er mars 2026 »."""
    if isinstance(value, datetime):
        value = local(value).date()
    return f"{day_of_month(value)} {value.year}"


def weekday(value: date | datetime) -> str:
    """« mardi 1er décembre »."""
    if isinstance(value, datetime):
        value = local(value).date()
    return f"{day_of_week(value)} {day_of_month(value)}"


def moment(value: datetime) -> str:
    """« mardi 1er décembre, 9 h 12 »."""
    return f"{weekday(value)}, {hour(value)}"


def hour(value: datetime) -> str:
    """« 9 h 12 »."""
    here = local(value)
    return f"{here.hour}{NBSP}h{NBSP}{here.minute:02}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """« mardi 1er décembre 2026, de 18 h 00 à 20 h 00 », « … de 22 h 00 à 1 h 00 le lendemain »."""
    start, end = local(starts_at), local(ends_at)
    until = hour(ends_at) if end.date() == start.date() else f"{hour(ends_at)} le lendemain"
    if (end.hour, end.minute) == (0, 0):
        until = "minuit"
    return f"{weekday(starts_at)} {start.year}, de {hour(starts_at)} à {until}"


def iso(value: date | datetime) -> str:
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def number(value: int | float) -> str:
    if isinstance(value, int) and -1000 < value < 1000:
        return str(int(value))
    return shortest(value)


def euros(value: float | None) -> str:
    """« 1 200 € »; what was not recorded says so."""
    if value is None:
        return "non renseigné"
    return f"{figures(value, 0 if value == int(value) else 2)}{NBSP}€"


def cents(value: int) -> str:
    """An amount kept in cents: « 1 200 € », « 12,50 € »."""
    return f"{figures(value / 100, 0 if value % 100 == 0 else 2)}{NBSP}€"


def plural(count: int, one: str, many: str) -> str:
    """« 0 envie », « 1 envie », « 3 envies »."""
    return f"{number(count)}{NBSP}{one if abs(count) < 2 else many}"


def tallied(tallies: Iterable[Tally]) -> str:
    """« 4 actions en cours, 2 terminées, 1 reportée »; nothing when there is no action."""
    parts: list[str] = []
    for one in tallies:
        state = IN_A_SENTENCE[one.state][one.count > 1]
        noun = f"{plural(one.count, 'action', 'actions')} " if not parts else f"{number(one.count)} "
        parts.append(noun + state)
    return ", ".join(parts)


def opinions(counts: OpinionCounts) -> str:
    """« 34 avis : 20 l’ont vu, 4 pas encore, 8 disent « utile », 2 « à améliorer » »."""
    said = (
        (counts.seen, "l’a vu", "l’ont vu"),
        (counts.not_yet, "pas encore", "pas encore"),
        (counts.useful, f"dit «{NBSP}utile{NBSP}»", f"disent «{NBSP}utile{NBSP}»"),
        (counts.to_improve, f"dit «{NBSP}à améliorer{NBSP}»", f"disent «{NBSP}à améliorer{NBSP}»"),
    )
    parts = [plural(count, one, many) for count, one, many in said if count]
    return f"{plural(counts.total, 'avis', 'avis')}{NBSP}: {', '.join(parts)}" if parts else "aucun avis"


COUNTED = ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def people(count: int) -> str:
    """« Une autre personne a », « Deux autres personnes ont »; in figures beyond ten."""
    written = COUNTED[count - 1].capitalize() if count <= len(COUNTED) else number(count)
    return f"{written} autre personne a" if count == 1 else f"{written} autres personnes ont"


def working(days: int) -> str:
    """A delay in working days, as people say it: « deux semaines », « 3 jours de travail »."""
    weeks, rest = divmod(days, 5)
    if rest or not 0 < weeks <= len(COUNTED):
        return plural(days, "jour de travail", "jours de travail")
    return f"{COUNTED[weeks - 1]} semaine{'s' if weeks > 1 else ''}"


def remaining(due: date, start: date | None = None) -> str:
    """The clock of a file in working days: « encore deux semaines », « en retard de 1 jour de travail »."""
    left = deadlines.working_days_between(start or today(), due)
    if left == 0:
        return "aujourd’hui au plus tard"
    days = working(abs(left))
    return f"encore {days}" if left > 0 else f"en retard de {days}"


def days_left(end: date, start: date | None = None) -> int:
    return max((end - (start or today())) // timedelta(days=1), 0)


def voice(words: str | None) -> dict[str, str]:
    """The attributes with which a text is read aloud and laid out in its own language: `|voice|xmlattr`."""
    language = spoken(words)
    return {"lang": language.tag, "dir": language.dir} if language else {}


FILTERS: dict[str, Any] = {
    "label": label,
    "tone": tone,
    "day": day,
    "weekday": weekday,
    "moment": moment,
    "hour": hour,
    "iso": iso,
    "number": number,
    "cents": cents,
    "euros": euros,
    "tallied": tallied,
    "item_name": items.named,
    "step_called": pathway.called,
    "item_word": items.word,
    "item_by": items.said_by,
    "excerpt": text.excerpt,
    "first_sentence": text.first_sentence,
    "remaining": remaining,
    "people": people,
    "opinions": opinions,
    "days_left": days_left,
    "voice": voice,
    "of": towns.of,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(plural=plural, working=working, today=today, span=span)
