"""The public meetings as a calendar, for the agenda of a telephone or of an office."""

from collections.abc import Iterable

from ctg_site.effects import calendars
from ctg_site.models.agenda import Meeting


def followed(meetings: Iterable[Meeting], name: str) -> bytes:
    """A calendar that says what it is of."""
    return calendars.calendar(meetings, f"Envies d’agir\u00a0: {name}")
