"""The bilan in words: the promise, what a part of a group amounts to, its first line."""

from flask import Flask

from ctg_site.domain.bilan import Counted, PromiseKept, at_least, street
from ctg_site.domain.results import SMALLEST
from ctg_site.words.french import number, working


def promise(kept: PromiseKept) -> str:
    """« 9 fois sur 10, en 3 jours de travail au plus »."""
    if kept.is_nine:
        return "9 fois sur 10, " + ("le jour même" if kept.days == 0 else f"en {working(kept.days)} au plus")
    times = f"{kept.times} fois sur 10" if kept.times else "Moins d’une fois sur 10"
    return f"{times}, dans le délai promis\u00a0: {working(kept.days)}"


def part(count: int) -> str:
    """« au moins 35 », « moins de 5 »: what is told of a part of a group that is told."""
    least = at_least(count)
    return f"moins de {SMALLEST}" if least is None else f"au moins {number(least)}"


def first_line(counted: Counted, kept: PromiseKept | None) -> str:
    """« 61 envies reçues, 14 réalisées. Une réponse 9 fois sur 10… »; nothing before the first."""
    if not counted.received:
        return ""
    received = "envie reçue" if counted.received < 2 else "envies reçues"
    realised = "réalisée" if counted.realised < 2 else "réalisées"
    said = f"{number(counted.received)}\u00a0{received}, {number(counted.realised)}\u00a0{realised}."
    return f"{said} Une réponse {promise(kept)[0].lower() + promise(kept)[1:]}." if kept else said


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(promise=promise, part=part, street=street)
