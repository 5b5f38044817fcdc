"""The envies as a spreadsheet, for the staff: how to reach people only when it was asked for."""

from collections.abc import Iterable
from typing import Any

from ctg_site.domain.policy import Permission, allowed
from ctg_site.effects.sheets import writing
from ctg_site.models.proposals import Proposal
from ctg_site.words.labels import label

COLUMNS: dict[str, Any] = {
    "N°": lambda one: one.number,
    "Reçue le": lambda one: one.created_at,
    "Par où": lambda one: label(one.channel),
    "Ce que la personne a écrit": lambda one: one.text,
    "Titre publié": lambda one: one.public_title,
    "Texte publié": lambda one: one.public_text,
    "Publiée le": lambda one: one.published_at,
    "Décision": lambda one: label(one.moderation),
    "Étape": lambda one: label(one.stage),
    "Issue": lambda one: label(one.outcome),
    "Centre": lambda one: one.structure.name if one.structure else None,
    "Quartier": lambda one: one.district.name if one.district else None,
    "Qui la suit": lambda one: one.referent.name if one.referent else None,
    "À faire avant": lambda one: one.due_on,
    "Engagements": lambda one: ", ".join(commitment.number for commitment in one.commitments),
    "J’en suis": lambda one: one.joined,
}
CONTACTS: dict[str, Any] = {
    "Prénom": lambda contact: contact.first_name,
    "Comment la joindre": lambda contact: label(contact.way),
    "Téléphone": lambda contact: contact.phone,
    "E-mail": lambda contact: contact.email,
    "Adresse": lambda contact: contact.address,
}


def spreadsheet(found: Iterable[Proposal], contacts: bool, person: Any) -> bytes:
    """A line for each file; the contacts of those alone whose contact this person may open."""
    headers = [*COLUMNS, *(CONTACTS if contacts else ())]
    lines = (_line(one, contacts, person) for one in found)
    return writing.spreadsheet([writing.SheetPage("Envies", headers, lines)])


def _line(one: Proposal, contacts: bool, person: Any) -> list[Any]:
    cells = [read(one) for read in COLUMNS.values()]
    if contacts and one.contact and allowed(person, Permission.CONTACT_READ, one):
        cells += [read(one.contact) for read in CONTACTS.values()]
    return cells
