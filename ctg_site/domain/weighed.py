"""How much what is said speaks of a danger, all its words together: weights that stand in plain files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt

from .text import stem
from .word_files import FILES, lines

__all__ = ["ALWAYS", "ANY", "CALM", "FILES", "NAMES", "families", "features", "kind_of"]

#: By what they begin with: a family is in capitals, what the rules found has « ! », a part of a word « ~ ».
NAMES = {"families": "weighed_families.txt", "parts": "weighed_parts.txt", "words": "weighed_words.txt"}
RULE, PART = "!", "~"
#: The kinds that are none: what speaks against a danger, what is said before the first word.
ANY, CALM, ALWAYS = "any", "calm", "always"
#: Above, what is said tells of a danger. Chosen on the learned sentences, each weighed by the others.
THRESHOLD = 0.30
#: Two families stand together so near; a part of a word is so long.
NEAR, LETTERS = 4, 4
LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Weights:
    """What the files hold: the weight before the first word, the kind and weight of each, the kinds."""

    bias: float
    of: Mapping[str, tuple[str, float]]
    kinds: tuple[str, ...]


def features(said: list[str], found: Iterable[str]) -> tuple[str, ...]:
    """What is weighed, each once: roots, two that follow each other, parts of words, families, rules."""
    roots = [stem(word) for word in said]
    kin = [families(word) for word in said]
    return tuple(
        dict.fromkeys(
            [
                *roots,
                *(f"{one} {other}" for one, other in pairwise(roots)),
                *(part for word in said for part in _parts(word)),
                *(one for some in kin for one in some),
                *(
                    f"{one} {other}"
                    for place, some in enumerate(kin)
                    for others in kin[place + 1 : place + 1 + NEAR]
                    for one in some
                    for other in others
                ),
                *(RULE + kind for kind in found),
            ]
        )
    )


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    whole = f"_{word[:LONGEST_WORD]}_"
    return tuple(PART + whole[start : start + LETTERS] for start in range(len(whole) - LETTERS + 1))


@lru_cache(maxsize=4096)
def families(word: str) -> tuple[str, ...]:
    """The families of a word, in capitals."""
    begun = [f"{word[:end]}*" for end in range(2, min(len(word), LONGEST_WORD) + 1)]
    return tuple(
        sorted({name for one in (word, word.rstrip("s"), *begun) for name in _families().get(one, ())})
    )


def score(found: tuple[str, ...]) -> tuple[float, str]:
    """How much what is said speaks of a danger, and of which kind."""
    weights = _weights()
    known = [weights.of[one] for one in found if one in weights.of]
    kinds = {kind: sum(weight for its, weight in known if its == kind) for kind in weights.kinds}
    total = sum(weight for _, weight in known)
    return weights.bias + total / sqrt(len(found) or 1), max(kinds, key=lambda kind: kinds[kind])


def kind_of(found: tuple[str, ...]) -> str:
    """The kind of danger that all this tells of together; nothing nearly always."""
    weight, kind = score(found)
    return kind if weight > THRESHOLD else ""


@cache
def _families() -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for line in lines("families.txt"):
        name, _, words = line.partition("=")
        for word in words.split(","):
            held.setdefault(word.strip(), set()).add(name.strip().upper())
    return held


def _rows() -> list[tuple[str, float, list[str]]]:
    rows = []
    for line in (line for name in NAMES.values() for line in lines(name)):
        head, _, words = line.partition("=")
        kind, weight = head.split()
        rows.append((kind, float(weight), [word.strip() for word in words.split(",") if word.strip()]))
    return rows


@cache
def _weights() -> Weights:
    rows = _rows()
    return Weights(
        bias=sum(weight for kind, weight, _ in rows if kind == ALWAYS),
        of={word: (kind, weight) for kind, weight, words in rows for word in words},
        kinds=tuple(sorted({kind for kind, _, _ in rows} - {ANY, CALM, ALWAYS})),
    )
