"""What the site says to somebody by post: the words of the mail, laid out for an envelope with a window."""

from typing import Any

import segno

from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Contact
from ctg_site.runtime import settings
from ctg_site.words.french import day, today

from . import letters, pdf


def letter(notice: Notice, contact: Contact) -> bytes:
    """One sheet or more: who writes, to whom in the window, then the same sentences as by e-mail."""
    site, proposal = settings(), notice.proposal
    place = proposal.structure if proposal else None
    subject, body = letters.words_of(notice)
    sender = [
        place.name if place else f"Envies d’agir, {site.town_name}",
        place.address if place else site.contact_address,
        (place.phone if place else "") or site.contact_phone,
    ]
    link = letters.link_of(notice)
    data: dict[str, Any] = {
        "title": subject,
        "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
        "sender": [line for line in sender if line],
        "to": [line for line in (contact.first_name, *address_lines(contact.address)) if line],
        "dated": f"{site.town_name}, le {day(today())}",
        "paragraphs": [" ".join(lines.split("\n")).strip() for lines in body.split("\n\n") if lines.strip()],
        "square": segno.make(link, error="m").svg_inline(border=1) if link else "",
        "square_alt": "Carré à photographier\u00a0: il ouvre le suivi de votre envie",
    }
    return pdf.sheet("letter.typ", data)


def address_lines(address: str) -> list[str]:
    """As an envelope shows it: a line where one was begun, or after a comma; seven at most."""
    lines = address.splitlines() if "\n" in address.strip() else address.split(",")
    return [line.strip() for line in lines if line.strip()][:6]
