"""Writes: the first kinds of meetings, which the coordination then names as it wants."""

from ctg_site.db import db, operation
from ctg_site.models.agenda import MeetingKind

FIRST = {
    "committee": "Comité",
    "technical": "Réunion technique",
    "thematic": "Groupe thématique",
    "info_cafe": "Café de l’info",
    "chat": "Ça papote",
    "workshop": "Atelier",
    "outreach": "Hors les murs",
}


@operation
def load_first() -> None:
    """Give the first kinds to a site that has none."""
    if db.session.scalar(db.select(MeetingKind.id).limit(1)) is None:
        db.session.add_all(MeetingKind(slug=slug, name=name) for slug, name in FIRST.items())
