"""Writes: the public index made again, in short chunks, while the site goes on."""

from datetime import datetime
from typing import Any

from ctg_site.db import now, operation
from ctg_site.models.search import SearchKind
from ctg_site.services import publishing, search_index

CHUNK = 200


def index_all() -> None:
    """Make the index again: each kind from the first published on, what is left over goes; then the files."""
    began, words = now(), set[str]()
    for kind in publishing.sources():
        place, read = index_chunk(kind)
        while place is not None:
            words |= read
            place, read = index_chunk(kind, place)
    sweep(words, began)
    last: int | None = 0
    while last is not None:
        last = index_files(last)


@operation
def index_files(after: int) -> int | None:
    """Index again what the staff find of the next files; the number of the last one, None at the end."""
    return search_index.put_files(after, CHUNK)


@operation
def index_chunk(kind: SearchKind, after: Any = None) -> tuple[Any, set[str]]:
    """Index again what comes after this place of the kind; the place of the last one, None at the end."""
    return publishing.index_again(kind, after, CHUNK)


@operation
def sweep(words: set[str], since: datetime) -> None:
    """Take out of the index what is not published any more, and the words that were not read since."""
    publishing.sweep(words, since)
