"""The sentences of « Aujourd’hui »: how many things wait, and since when or until when."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from .french import NBSP, day, plural

#: Beyond, nobody counted.
MOST = 99
Says = Callable[[int, date | None, date], str]


def counted(one: str, many: str) -> Says:
    """« 3 lettres n’ont pas pu partir. »"""
    return lambda count, first, on: f"{_many(count, one, many)}."


def since(one: str, many: str, oldest: str) -> Says:
    """« 3 envies à lire, la plus ancienne attend depuis 4 jours. »"""

    def said(count: int, first: date | None, on: date) -> str:
        ago = _ago(first or on, on)
        return f"{_many(count, one, many)}, {f'{oldest} attend ' if count > 1 else ''}depuis {ago}."

    return said


def before(one: str, many: str, nearest: str, oldest: str) -> Says:
    """« 3 promesses à tenir, la plus proche avant le 2 décembre 2026. »"""

    def said(count: int, first: date | None, on: date) -> str:
        late, words = (first or on) < on, _many(count, one, many)
        which = f"{oldest if late else nearest} " if count > 1 else ""
        if late:
            return f"{words}, {which}en retard depuis {_ago(first or on, on)}."
        return f"{words}, {which}{'aujourd’hui' if first == on else f'avant le{NBSP}{day(first or on)}'}."

    return said


def _many(count: int, one: str, many: str) -> str:
    return f"Plus de {MOST}{NBSP}{many}" if count > MOST else plural(count, one, many)


def _ago(first: date, on: date) -> str:
    days = max((on - first).days, 0)
    return plural(days, "jour", "jours") if days > 1 else ("aujourd’hui", "hier")[days]


#: What was done this week, by the word of what counts it.
DONE = {
    "decided": ("décision prise sur une envie", "décisions prises sur des envies"),
    "answered": ("message écrit à une personne", "messages écrits à des personnes"),
    "called": ("appel passé", "appels passés"),
    "met": (
        "échange noté\u00a0: appel, visite ou rencontre",
        "échanges notés\u00a0: appels, visites, rencontres",
    ),
    "held": ("rendez-vous tenu", "rendez-vous tenus"),
}


def done(counts: Mapping[str, int]) -> Iterator[str]:
    """« 5 décisions prises sur des envies »; nothing of what nobody did."""
    return (plural(counts[one], *words) for one, words in DONE.items() if counts.get(one))
