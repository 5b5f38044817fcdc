"""What a result shows: its title and a passage with the words looked for apart, and what else found it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ctg_site.domain.text import Spelt, marked, passage, spellings, stems
from ctg_site.models.places import District, Structure

from .search_index import Facet, facet
from .search_words import Term


@dataclass(frozen=True, slots=True)
class Shown:
    """`elsewhere`: what made it found and stands neither in the title nor in the passage."""

    title: list[Spelt]
    text: list[Spelt]
    elsewhere: list[str]


def shown(title: str, texts: Sequence[str], places: Mapping[str, str], terms: Sequence[Term]) -> Shown:
    """`places` are the names that may have made it found, by the facet of each."""
    wanted = {stem for term in terms for stem in (*term.stems, *stems(term.typed))}
    whole = " ".join(text for text in texts if text and text != title)
    pieces, part = marked(title, wanted), marked(passage(whole, wanted), wanted)
    read = {stem for piece in (*pieces, *part) if piece.found for stem in stems(piece.text)}
    hidden = [term for term in terms if read.isdisjoint({*term.stems, *stems(term.typed)})]
    elsewhere = dict.fromkeys(word for term in hidden if (word := _written(term, whole, places)))
    return Shown(pieces, part, list(elsewhere))


def named(district: District | None, structure: Structure | None) -> dict[str, str]:
    """The names of these places, by the facet of each."""
    places = ((Facet.DISTRICT, district), (Facet.STRUCTURE, structure))
    return {facet(of, place.id): place.name for of, place in places if place is not None}


def _written(term: Term, text: str, places: Mapping[str, str]) -> str:
    """How the word that made it found is written: in its text, or in the name of its place."""
    for spelt, folded in spellings(text):
        if not term.stems.isdisjoint(stems(folded)):
            return spelt
    return next((name for token, name in places.items() if token in term.places), "")
