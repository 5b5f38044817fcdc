"""The districts and the places as spreadsheets, and empty ones to fill: each comes in again whole."""

from collections.abc import Iterable
from typing import Any

from ctg_site.domain.hours import Span
from ctg_site.effects.sheets import writing
from ctg_site.effects.sheets.cells import in_words
from ctg_site.models.places import District, PlaceKind, Structure
from ctg_site.words import hours
from ctg_site.words.labels import label

from .columns import DISTRICTS, PLACES

CLOSED = "fermé"
NO_DISTRICT = "Rien, tant qu’aucun quartier n’est sur le site."


def empty_districts() -> bytes:
    return writing.template(DISTRICTS)


def empty_places(kinds: Iterable[PlaceKind], districts: Iterable[District]) -> bytes:
    """It tells the kinds and the districts that one may write."""
    near = in_words(one.name for one in districts)
    return writing.template(
        PLACES,
        kind=in_words(one.name for one in kinds),
        district=f"{near}. Ou rien." if near else NO_DISTRICT,
    )


def districts(found: Iterable[District]) -> bytes:
    return writing.filled(DISTRICTS, ([one.name, one.is_priority] for one in found))


def places(found: Iterable[Structure]) -> bytes:
    return writing.filled(PLACES, ([_cell(one, column.name) for column in PLACES.columns] for one in found))


def _cell(place: Structure, name: str) -> Any:
    if name == "kind":
        return place.kind_row.name
    if name == "district":
        return place.district.name if place.district else None
    if name in {"audiences", "accesses"}:
        return " ; ".join(label(one) for one in getattr(place, name))
    if name.startswith("day_"):
        return _day(place, int(name.removeprefix("day_")))
    return getattr(place, name)


def _day(place: Structure, weekday: int) -> str:
    """As the door says it; nothing when nobody gave the hours of this place."""
    spans = [Span(row.opens, row.closes) for row in place.hours if row.weekday == weekday]
    return hours.spans(spans) or (CLOSED if place.hours else "")
