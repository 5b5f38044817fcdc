"""How many people said the same, in words that point at nobody."""

from ctg_site.domain.results import SMALLEST
from ctg_site.words.french import plural


def said_by(people: int) -> str:
    """« dit par 12 personnes »; a few are not counted before everybody."""
    if people < SMALLEST:
        return f"dit par moins de {SMALLEST} personnes"
    return f"dit par {plural(people, 'personne', 'personnes')}"
