"""A form to be filled by hand, A4 and tagged: the questions of the screens, their numbers, big boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

import segno

from ctg_site.models.places import Structure
from ctg_site.runtime import settings

from . import pdf

#: Where the words are written: so many lines.
LINES = 8


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """One question: a sentence to read first, then boxes to tick, or lines to write on."""

    title: str = ""
    told: Sequence[str] = ()
    boxes: Sequence[str] = ()
    lines: int = 0
    #: The boxes stand one under the other, to be numbered or read slowly.
    tall: bool = False


@dataclass(frozen=True, slots=True)
class FormSection:
    """What one screen asks, under its title."""

    title: str
    asked: Sequence[PrintedQuestion]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form, whatever sheets it is printed on; `opens` is where its square leads, the number apart."""

    title: str
    intro: Sequence[str]
    sections: Sequence[FormSection]
    keep: Sequence[str]
    opens: str
    place: Structure | None = None
    keep_title: str = "À garder"
    write_in: Sequence[str] = field(default_factory=tuple)


def form(told: PrintedForm, numbers: Iterable[str] = ("",)) -> bytes:
    """As many sheets as there are numbers, each on a new leaf; without a number, one sheet."""
    site = settings()
    data = {
        "title": told.title,
        "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
        "intro": list(told.intro),
        "sections": [asdict(one) for one in told.sections],
        "keep_title": told.keep_title,
        "keep": list(told.keep),
        "write_in": list(told.write_in),
        "where": drop(told.place),
        "sheets": [
            {"number": number, "square": square(opened(told.opens, number)), "square_alt": ALT}
            for number in numbers
        ],
    }
    return pdf.sheet("form.typ", data)


ALT = "Carré à photographier\u00a0: il ouvre la même fiche sur le site"


def opened(address: str, number: str) -> str:
    """The address of the form on the site, with the number of the sheet."""
    if not number:
        return address
    return f"{address}{'&' if '?' in address else '?'}{SHEET}={number}"


#: How an address names the number of a sheet.
SHEET = "fiche"


def square(address: str) -> str:
    return segno.make(address, error="m").svg_inline(border=1)


def drop(place: Structure | None) -> list[str]:
    """Where to drop it, and whom to call."""
    site = settings()
    if place is None:
        lines = ["Dans un centre socioculturel", site.contact_address, whole(site.contact_phone)]
    else:
        lines = [place.name, place.address, whole(place.phone or site.contact_phone)]
    return [line for line in lines if line]


def whole(number: str | None) -> str:
    """A telephone number that no end of line cuts."""
    return (number or "").replace(" ", "\u00a0")
