"""Writes: the trail says who took the envies out, and whether with the contacts."""

from ctg_site.db import operation
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.people import User
from ctg_site.services import audit


@operation
def note_export(contacts: bool, by: User) -> None:
    audit.record(AuditEvent.EXPORTED, by, "les envies", "avec les coordonnées" if contacts else "")
