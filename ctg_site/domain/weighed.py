"""How much what is said speaks of a danger, all its words together: weights that stand in plain files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt

from .text import stem
from .word_files import FILES, lines

__all__ = ["ALWAYS", "ANY", "CALM", "FILES", "NAMES", "families", "features", "kind_of"]

#: A family is in capitals; the others are told by their first sign, or by how many words they hold.
NAMES = {
    "families": "weighed_families.txt",
    "parts": "weighed_parts.txt",
    "words": "weighed_words.txt",
    "phrases": "weighed_phrases.txt",
    "sounds": "weighed_sounds.txt",
}
RULE, PART, SOUND, APART = "!", "~", "%", "_"
#: The kinds that are none: what speaks against a danger, what is said before the first word.
ANY, CALM, ALWAYS = "any", "calm", "always"
#: Above, what is said tells of a danger; above the second, if the rules find one there.
#: Chosen on the learned sentences, each weighed by the others.
THRESHOLD, THRESHOLD_RULED = 0.42, 0.27
#: Two families stand together so near, two words so far; a part of a word is so long.
NEAR, FAR, LETTERS = 8, 4, 4
LONGEST_WORD = 30
VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class Weights:
    """What the files hold: the weight before the first word, the kind and weight of each, the kinds."""

    bias: float
    of: Mapping[str, tuple[str, float]]
    kinds: tuple[str, ...]


def features(said: list[str], found: Iterable[str]) -> tuple[str, ...]:
    """What is weighed, each once: roots and their phrases, parts of words, sounds, families, rules."""
    roots, heard = [stem(word) for word in said], [SOUND + sound(word) for word in said]
    kin = [families(word) for word in said]
    return tuple(
        dict.fromkeys(
            [
                *roots,
                *_phrases(roots),
                *(part for word in said for part in _parts(word)),
                *heard,
                *(f"{one} {other[1:]}" for one, other in pairwise(heard)),
                *(one for some in kin for one in some),
                *_near(kin),
                *(RULE + kind for kind in found),
            ]
        )
    )


def _phrases(roots: list[str]) -> Iterator[str]:
    """Two that follow each other, or three; two that stand apart."""
    for place, one in enumerate(roots):
        yield from (" ".join(roots[place : place + many]) for many in (2, 3) if place + many <= len(roots))
        yield from (f"{one} {APART} {other}" for other in roots[place + 2 : place + 1 + FAR])


def _near(kin: list[tuple[str, ...]]) -> Iterator[str]:
    for place, some in enumerate(kin):
        for others in kin[place + 1 : place + 1 + NEAR]:
            yield from (f"{one} {other}" for one in some for other in others)


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    whole = f"_{word[:LONGEST_WORD]}_"
    return tuple(PART + whole[start : start + LETTERS] for start in range(len(whole) - LETTERS + 1))


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a word is heard, whatever its spelling."""
    left = re.sub(r"(.)\1+", r"\1", word[:LONGEST_WORD])
    for pattern, heard in _sounds():
        left = pattern.sub(heard, left)
    return left


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


def kind_of(found: tuple[str, ...], *, is_ruled: bool = False) -> str:
    """The kind of danger that all this tells of together; nothing nearly always."""
    weight, kind = score(found)
    return kind if weight > (THRESHOLD_RULED if is_ruled else THRESHOLD) else ""


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is replaced in turn, each where what follows allows it."""
    return tuple(_read_sounds())


def _read_sounds() -> Iterator[tuple[re.Pattern[str], str]]:
    for line in lines("sounds.txt"):
        letters, heard = (part.strip() for part in line.split("="))
        written, _, before = letters.replace("_", "$").partition("/")
        ahead = f"(?![{VOWELS}])" if before == "-" else f"(?=[{before}])" if before else ""
        yield re.compile(written + ahead), heard


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
