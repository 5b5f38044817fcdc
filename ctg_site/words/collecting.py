"""The words of a collection of values: what it is of, and its journal."""

from typing import Any

from flask import Flask

from ctg_site.domain.collecting import CollectedPart, CollectionAct

from .french import NBSP

OF = {
    CollectedPart.YEAR: "{year}",
    CollectedPart.FIRST_HALF: "1er{nbsp}semestre {year}",
    CollectedPart.SECOND_HALF: "2e{nbsp}semestre {year}",
}
ACTS = {
    CollectionAct.OPEN: "Collecte ouverte",
    CollectionAct.CLOSE: "Collecte close",
    CollectionAct.REOPEN: "Collecte ouverte à nouveau",
    CollectionAct.GIVE: "Valeurs proposées",
    CollectionAct.CLEAR: "Valeurs effacées",
    CollectionAct.VALIDATE: "Valeurs validées",
    CollectionAct.SEND_BACK: "Valeurs renvoyées",
    CollectionAct.ENTRUST: "Actions confiées à une autre personne",
    CollectionAct.MAKE_LINK: "Un autre lien fait",
    CollectionAct.REVOKE_LINK: "Lien coupé",
    CollectionAct.REMIND: "Rappel écrit",
}


def period(year: int, part: str) -> str:
    """« 2026 », « 1er semestre 2026 »."""
    return OF[CollectedPart(part)].format(year=year, nbsp=NBSP)


def said_of(entry: Any) -> str:
    """A line of the journal: what, of which action or whom, by whom."""
    about = f", action n°{NBSP}{entry.action.number}" if entry.action else ""
    whose = f", {entry.bearer.name}" if entry.bearer and entry.bearer.name else ""
    by_whom = "le site" if entry.act is CollectionAct.REMIND else "le porteur, par son lien"
    return f"{ACTS[entry.act]}{about}{whose}, par {entry.user.name if entry.user else by_whom}"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(period=period)
    app.jinja_env.filters.update(collected=said_of)
