"""The year of a centre to take away: a spreadsheet, and a tagged PDF; the lines of the page, and no other."""

from collections.abc import Sequence

from ctg_site.domain.meetings import PeopleGroup
from ctg_site.effects import pdf
from ctg_site.effects.sheets import writing
from ctg_site.runtime import settings
from ctg_site.words.french import day, number, today
from ctg_site.words.labels import label

from .figures import AskedYear, HeldSession
from .telling import NOT_RECORDED, YearSection

HEADS = ("Rubrique", "Ce qui est compté", "Nombre", "Unité", "Comment c’est compté")
SESSIONS = (
    *("Date", "Rendez-vous", "Sorte", "Participations", "Participants uniques"),
    *(label(one) for one in PeopleGroup),
)


def spreadsheet(sections: Sequence[YearSection], sessions: Sequence[HeldSession]) -> bytes:
    """Numbers are numbers; what nobody recorded says so."""
    lines = [
        (section.title, one.name, NOT_RECORDED if one.value is None else one.value, one.unit, one.how)
        for section in sections
        for one in section.lines
    ]
    held = [(one.day, one.title, one.kind, *_counted(one)) for one in sessions]
    pages = writing.SheetPage("Année", HEADS, lines), writing.SheetPage("Rendez-vous", SESSIONS, held)
    return writing.spreadsheet(pages)


def _counted(one: HeldSession) -> Sequence[int | str]:
    """How many came; the site has no place for how many different people did."""
    known = (one.people, None, *(one.groups.get(group) for group in PeopleGroup))
    return [NOT_RECORDED if people is None else people for people in known]


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
