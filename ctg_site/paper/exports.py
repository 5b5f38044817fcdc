"""What a centre prints: the form of an envie on sheets, the receipts of a stack, its envies for the wall."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from ctg_site.domain.vocabulary import ContactWay
from ctg_site.effects import pdf, printed_form, receipts
from ctg_site.effects.printed_form import FormSection, PrintedForm, PrintedQuestion
from ctg_site.models.paper import PaperSheet
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import delays, settings
from ctg_site.words.answer_lines import paper_questions
from ctg_site.words.french import day, working
from ctg_site.words.labels import LABELS, label

#: What is longer is on the page of the envie.
LONGEST_ON_WALL = 220


def envie_form(place: Structure | None, numbers: Iterable[str] = ("",)) -> bytes:
    """The questions of the screens under the same numbers, for this centre or for any."""
    site = settings()
    address = f"{site.base_url}/envies/proposer"
    told = PrintedForm(
        title="Mon envie d’agir",
        intro=("Les fautes n’ont pas d’importance. Une personne du centre vous lit, puis vous répond.",),
        sections=list(_sections()),
        keep=(f"Une personne du centre vous contacte sous {working(delays().contact)}.",),
        write_in=("Le centre écrit ici votre code de suivi\u00a0:", "Reçu le\u00a0:"),
        opens=f"{address}?{urlencode({'centre': place.slug})}" if place else address,
        place=place,
    )
    return printed_form.form(told, numbers)


def _sections() -> Iterable[FormSection]:
    visit = label(ContactWay.VISIT)
    wish = [
        PrintedQuestion("", ("Une phrase suffit.",), lines=printed_form.LINES),
        PrintedQuestion("", (), ("Je préfère en parler",)),
    ]
    yield FormSection("1. De quoi avez-vous envie\u00a0?", [*wish, *_asked("wish")])
    child = (
        f"Moins de 15 ans\u00a0? N’écrivez ni nom, ni téléphone, ni adresse. Cochez «\u00a0{visit}\u00a0»."
    )
    ways = PrintedQuestion(
        "", (child, "Choisissez une réponse (obligatoire)."), list(LABELS[ContactWay].values())
    )
    details = PrintedQuestion(
        "",
        ("Téléphone, e-mail ou adresse (seul le centre qui vous répond le lit)\u00a0:",),
        lines=2,
    )
    yield FormSection("2. Comment vous répondre\u00a0?", [ways, details])
    shown = PrintedQuestion(
        "On peut montrer votre envie sur le site\u00a0?",
        ("Sans réponse, c’est non.",),
        ("Oui, avec mon prénom", "Oui, sans mon prénom", "Non, seulement le centre la lit"),
        tall=True,
    )
    name = PrintedQuestion("", ("Votre prénom (pas avant 15 ans)\u00a0:",), lines=1)
    yield FormSection("3. Pour aider le centre (facultatif)", [*_asked("place"), name, shown])


def _asked(part: str) -> list[PrintedQuestion]:
    """The questions of a screen: boxes to tick, or a line."""
    return [
        PrintedQuestion(words, (), boxes, lines=0 if boxes else 1) for words, boxes in paper_questions(part)
    ]


def receipts_of(stack: Sequence[PaperSheet]) -> bytes:
    """The receipts of a stack, four on a page, to cut and hand over; each says the number of its sheet."""
    site = settings()
    told = [
        _receipt(one.proposal, one.written, one.receipt.seed) for one in stack if one.proposal and one.receipt
    ]
    return pdf.sheet(
        "receipts.typ",
        {
            "title": "Les reçus à remettre",
            "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
            "receipts": told,
        },
    )


def _receipt(proposal: Proposal, sheet: str, seed: str | None) -> dict[str, Any]:
    site, link = settings(), receipts.link(receipts.FOLLOW_UP, seed)
    return {
        "title": f"Envie n°\u00a0{proposal.number}",
        "sheet": sheet,
        "code": " ".join(receipts.code(seed)),
        "due": f"Une personne du centre vous répond avant le {day(proposal.contact_due_on)}.",
        "centre": printed_form.drop(proposal.structure),
        "address": f"{site.base_url}{receipts.FOLLOW_UP.page}",
        "square": printed_form.square(link),
        "square_alt": "Carré à photographier\u00a0: il ouvre le suivi de cette envie",
    }


def wall(place: Structure, envies: Sequence[Proposal]) -> bytes:
    """The envies that everybody may join, in large type, each with the square that opens its page."""
    site = settings()
    return pdf.sheet(
        "wall.typ",
        {
            "title": f"Les envies, {place.name}",
            "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
            "contact": printed_form.drop(place)[1:],
            "envies": [_on_wall(one, f"{site.base_url}/envies/{one.number}") for one in envies],
        },
    )


def _on_wall(envie: Proposal, address: str) -> dict[str, Any]:
    text = envie.public_text if envie.public_text != envie.public_title else ""
    title = envie.public_title or ""
    return {
        "number": f"Envie n°\u00a0{envie.number}" + (f", {envie.district.name}" if envie.district else ""),
        "title": pdf.short(title, 110),
        "paragraphs": pdf.shortened(text or "", LONGEST_ON_WALL),
        "tag": pdf.tag(title),
        "address": address,
        "square": printed_form.square(address),
        "square_alt": f"Carré à photographier\u00a0: il ouvre {address}",
    }
