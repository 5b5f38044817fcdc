"""What people type, and what the pages call it: the dictionary of the search, from files and a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .text import spellings, stems
from .topics import around
from .word_files import lines

#: A longer expression is a sentence.
MOST_WORDS = 4


@cache
def empty() -> frozenset[str]:
    """Words that carry nothing in a search: those around an envie, those with which one asks."""
    return around() | frozenset(stems(" ".join(lines("asking.txt"))))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """By the stems of an expression, what else finds it, the closest first: a stem, or several."""

    of: Mapping[tuple[str, ...], tuple[str, ...]]
    #: Each word that is typed, folded, as it is written.
    spelt: Mapping[str, str]

    def longest(self, said: Sequence[str], at: int) -> int:
        """How many of these stems, from this place on, make an expression; 1 when none does."""
        sizes = range(min(MOST_WORDS, len(said) - at), 1, -1)
        return next((size for size in sizes if tuple(said[at : at + size]) in self.of), 1)

    def near(self, said: Sequence[str]) -> tuple[str, ...]:
        """The neighbours of an expression, the closest first."""
        return self.of.get(tuple(said), ())

    def __or__(self, other: "Neighbours") -> "Neighbours":
        both = {key: tuple(dict.fromkeys((*other.near(key), *self.near(key)))) for key in other.of}
        return Neighbours({**self.of, **both}, {**self.spelt, **other.spelt})


def read_groups(entries: Iterable[tuple[str, str]]) -> Neighbours:
    """From pairs of lists parted by commas: who types one of the first finds those of the second."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    spelt: dict[str, str] = {}
    for typed, meant in entries:
        others = [" ".join(one) for part in meant.split(",") if (one := stems(part))]
        spelt |= {folded: written for written, folded in spellings(typed)}
        for part in typed.split(","):
            expression = tuple(stems(part))[:MOST_WORDS]
            # « que faire », without its small words, is « faire », which says nothing.
            if expression and not (empty().issuperset(expression) and len(part.split()) > len(expression)):
                before = found.get(expression, ())
                near = dict.fromkeys((*before, *others))
                found[expression] = tuple(one for one in near if one != " ".join(expression))
    return Neighbours(found, spelt)


def _one_way(line: str) -> tuple[str, str]:
    typed, meant = line.split("=", 1)
    return typed, meant


def _both_ways(line: str) -> tuple[str, str]:
    words = ",".join(line.split()).replace("_", " ")
    return words, words


@cache
def written() -> Neighbours:
    """Those of the files; what the coordination adds comes from the database."""
    return read_groups([*map(_both_ways, lines("same.txt")), *map(_one_way, lines("neighbours.txt"))])
