"""The year of a centre to take away: a spreadsheet, and a tagged PDF; the lines of the page, and no other."""

from collections.abc import Sequence

from ctg_site.effects import pdf
from ctg_site.effects.sheets import writing
from ctg_site.runtime import settings
from ctg_site.words.french import day, number, today

from .figures import AskedYear, HeldSession
from .telling import NOT_RECORDED, YearSection

HEADS = ("Rubrique", "Ce qui est compté", "Nombre", "Unité", "Comment c’est compté")
SESSIONS = ("Date", "Rendez-vous", "Sorte", "Participations", "Participants uniques", "Par tranche d’âge")


def spreadsheet(sections: Sequence[YearSection], sessions: Sequence[HeldSession]) -> bytes:
    """Numbers are numbers; what nobody recorded says so."""
    lines = [
        (section.title, one.name, NOT_RECORDED if one.value is None else one.value, one.unit, one.how)
        for section in sections
        for one in section.lines
    ]
    held = [
        (one.day, one.title, one.kind, NOT_RECORDED if one.people is None else one.people, *_unknown())
        for one in sessions
    ]
    pages = writing.SheetPage("Année", HEADS, lines), writing.SheetPage("Rendez-vous", SESSIONS, held)
    return writing.spreadsheet(pages)


def _unknown() -> tuple[str, str]:
    """What the site has no place for, of one meeting."""
    return NOT_RECORDED, NOT_RECORDED


def sheet(asked: AskedYear, sections: Sequence[YearSection], sessions: Sequence[HeldSession]) -> bytes:
    """A few pages A4, tagged."""
    site = settings()
    return pdf.sheet(
        "centre_year.typ",
        {
            "title": f"{asked.structure.name}, année {asked.year}",
            "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
            "made": f"Compté le {day(today())}",
            "sections": [
                {"title": one.title, "lines": [[line.name, line.said, line.how] for line in one.lines]}
                for one in sections
            ],
            "sessions": [
                [
                    day(one.day),
                    one.title,
                    one.kind,
                    NOT_RECORDED if one.people is None else number(one.people),
                ]
                for one in sessions
            ],
        },
    )
