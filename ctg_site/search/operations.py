"""Writes: the public index made again, in short chunks, while the site goes on."""

from typing import Any

from ctg_site.db import operation
from ctg_site.effects import publishing
from ctg_site.models.search import SearchKind

CHUNK = 200
KINDS = tuple(publishing.SOURCES)


def index_all() -> None:
    """Make the public index again: each kind from the first published on, then what is left over goes."""
    for kind in KINDS:
        place = index_chunk(kind)
        while place is not None:
            place = index_chunk(kind, place)
    sweep()


@operation
def index_chunk(kind: SearchKind, after: Any = None) -> Any:
    """Index again what comes after this place of the kind; the place of the last one, None at the end."""
    return publishing.index_again(kind, after, CHUNK)


@operation
def sweep() -> None:
    """Take out of the index what is not published any more, and its words."""
    publishing.sweep()
