"""A public meeting as a poster to print."""

from ctg_site.effects import pdf
from ctg_site.effects.calendars import where
from ctg_site.models.agenda import Meeting
from ctg_site.runtime import settings
from ctg_site.words.french import span


def poster(meeting: Meeting) -> bytes:
    """When, where, what for, and how to come; a cancelled one says so first."""
    site, phone = settings(), meeting.structure.phone if meeting.structure else ""
    return pdf.poster(
        pdf.Poster(
            kind="Ce rendez-vous est annulé" if meeting.is_cancelled else meeting.kind.name,
            title=meeting.title,
            lines=(span(meeting.starts_at, meeting.ends_at), where(meeting)),
            text=meeting.cancel_reason if meeting.is_cancelled else meeting.description,
            call="Inscrivez-vous" if meeting.is_open else "En savoir plus",
            contact=(phone or site.contact_phone, f"Accès\u00a0: {meeting.access}" if meeting.access else ""),
            address=f"{site.base_url}/agenda/{meeting.number}",
        ),
        longest=320,
    )
