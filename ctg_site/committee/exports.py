"""The files that leave a committee file: the tagged PDF, its two-page version, the spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from ctg_site.domain.committee import Criterion, Judgement, ToDecide
from ctg_site.domain.evaluation import ActionState, IndicatorKind
from ctg_site.effects import pdf
from ctg_site.effects.sheets.writing import SheetPage
from ctg_site.effects.sheets.writing import spreadsheet as written
from ctg_site.runtime import settings
from ctg_site.words.committee_labels import CRITERIA
from ctg_site.words.labels import label

from . import content, telling
from .blocks import FileSection
from .content import Content


def whole(told: Content) -> bytes:
    """All of it, as a tagged PDF."""
    return _printed(told, "Dossier", telling.sections(told), 10.5)


def plain(told: Content) -> bytes:
    """The two-page version, in larger letters."""
    return _printed(told, "Le dossier en deux pages", telling.plain(told), 12)


def _printed(told: Content, kind: str, sections: Sequence[FileSection], size: float) -> bytes:
    site = settings()
    data = {
        "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
        "title": f"{kind}\u00a0: {telling.title(told)}",
        "size": size,
        "sections": [asdict(one) for one in sections],
    }
    return pdf.sheet("committee.typ", data)


def spreadsheet(told: Content) -> bytes:
    """Every figure as a number, in the format of Excel."""
    return written(_pages(told))


def _pages(told: Content) -> Iterator[SheetPage]:
    sheets, before = told["sheets"], told["before"]
    then: dict[str, Any] = before["totals"] if before else {}
    yield SheetPage(
        "Chiffres",
        ("Ce qui est compté", "Cette fois", "Un an avant"),
        [(words, told["totals"].get(name), then.get(name)) for name, (words, _) in telling.FIGURES.items()],
    )
    yield SheetPage(
        "Engagements",
        ("Numéro", "Thème", "Engagement", *telling.OF_SHEET.values()),
        [
            (
                one["number"],
                one["theme"],
                one["title"],
                *(content.counts(one)[name] for name in telling.OF_SHEET),
            )
            for one in sheets
        ],
    )
    yield SheetPage(
        "Actions",
        ("Numéro", "Action", "Où elle en est", "Dernière nouvelle, le", "Dernière nouvelle", "Sans nouvelle"),
        [
            (
                one["number"],
                one["title"],
                ActionState(one["state"]),
                _day(one["told_on"]) if one["news"] else None,
                one["news"],
                one["silent"],
            )
            for one in content.actions_of(sheets)
        ],
    )
    yield SheetPage(
        "Indicateurs",
        ("Action", "Indicateur", "Unité", "Sorte", "Année", "Départ", "Année du départ", "Visé", "Constaté"),
        [
            (
                one["action"],
                one["name"],
                one["unit"],
                IndicatorKind(one["kind"]),
                one["year"],
                *(one["baseline"], one["baseline_year"], one["target"], one["value"]),
            )
            for one in content.once(sheets, "indicators")
        ],
    )
    yield SheetPage(
        "Décisions à faire",
        ("Numéro", "Décision", "Qui s’en charge", "Pour quand", "En retard"),
        [
            (one["id"], one["text"], one["owner"], _day(one["due_on"]), one["late"])
            for one in content.once(sheets, "decisions")
        ],
    )
    yield SheetPage(
        "Financements",
        ("Action", "Qui finance", "Année", "Prévu", "Accordé", "Versé"),
        [
            (one["action"], one["funder"], one["year"], one["planned"], one["granted"], one.get("paid"))
            for one in content.once(sheets, "funding")
        ],
    )
    yield SheetPage(
        "Argent par thème",
        ("Thème", "Année", "Prévu", "Accordé", "Versé"),
        [
            (one["name"] or telling.ALL_THEMES, one["year"], *(one[name] for name in telling.MONEY))
            for one in telling.money_of(told)
        ],
    )
    yield SheetPage(
        "Évaluation", ("Thème", "Question", "Au nom de", "Qui", "Réponse", "Pourquoi"), _judged(told)
    )
    yield SheetPage("Dossier", ("Réunion", "Convention", "Fait le", "Fait par"), [_of_what(told)])
    yield SheetPage(
        "À décider",
        ("Sorte", "Décision proposée"),
        [(label(ToDecide(one["kind"])), one["text"]) for one in told["to_decide"]],
    )


def _of_what(told: Content) -> Sequence[Any]:
    return telling.title(told), told["convention"]["period"], _day(told["on"]), told["author"]


def _judged(told: Content) -> Iterator[Sequence[Any]]:
    for asked in told["evaluation"]:
        for one in asked["answers"]:
            question = CRITERIA[Criterion(asked["criterion"])]
            said = label(Judgement(one["judgement"])), one["text"]
            yield asked["theme"], question, one["in_name_of"], one["who"], *said


def _day(written_on: str | None) -> date | None:
    return date.fromisoformat(written_on) if written_on else None
