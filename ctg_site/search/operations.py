"""Writes: the public index made again, in short chunks, while the site goes on."""

from datetime import datetime
from typing import Any

from ctg_site.db import now, operation
from ctg_site.models.search import SearchKind
from ctg_site.services import publishing

CHUNK = 200


def index_all() -> None:
    """Make the public index again: each kind from the first published on, then what is left over goes."""
    began, words = now(), set[str]()
    for kind in publishing.sources():
        place, read = index_chunk(kind)
        while place is not None:
            words |= read
            place, read = index_chunk(kind, place)
    sweep(words, began)


@operation
def index_chunk(kind: SearchKind, after: Any = None) -> tuple[Any, set[str]]:
    """Index again what comes after this place of the kind; the place of the last one, None at the end."""
    return publishing.index_again(kind, after, CHUNK)


@operation
def sweep(words: set[str], since: datetime) -> None:
    """Take out of the index what is not published any more, and the words that were not read since."""
    publishing.sweep(words, since)
