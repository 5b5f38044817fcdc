"""The labelled searches: what each kind finds of what it should, in the first five addresses of the page."""

from ctg_site.search.exports import first_addresses
from tests.words.table import HALVES, sentences

KINDS = ("word", "typo", "sentence")


def labelled(half):
    """Each search of a half: its kind, its words, the addresses of its right pages."""
    for line in sentences(f"searches_{half}.txt"):
        kind, rest = line.split(":", 1)
        query, pages = rest.rsplit("=", 1)
        yield kind.strip(), query.strip(), pages.split()


def astray(half):
    """Those whose right page is not among the first five, with what is there instead."""
    return [
        (kind, query, found)
        for kind, query, pages in labelled(half)
        if not set(found := first_addresses(query)) & set(pages)
    ]


def counted():
    """Each half and kind: how many searches, how many that find their page."""
    for half in HALVES:
        lost = [kind for kind, _, _ in astray(half)]
        asked = [kind for kind, _, _ in labelled(half)]
        for kind in KINDS:
            yield half, kind, asked.count(kind), asked.count(kind) - lost.count(kind)
