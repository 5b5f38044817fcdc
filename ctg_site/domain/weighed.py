"""How much the words of a text speak of a danger, together: weights that stand in a plain file of words."""

from itertools import pairwise
from math import sqrt

from . import spoken
from .text import stem
from .word_files import FILES, lines

__all__ = ["ALWAYS", "ANY", "CALM", "FILES", "NAME", "features", "kind_of"]

#: Its lines: a kind, a weight, « = », words.
NAME = "weighed.txt"
#: The kinds that are none: what speaks against a danger, what is said before the first word.
ANY, CALM, ALWAYS = "any", "calm", "always"
#: Above, the words of a text tell of a danger together. Chosen on the learned sentences.
THRESHOLD = 1.8
#: Fewer say nothing together; of a long text, the beginning.
FEWEST_WORDS, MOST_WORDS = 5, 60


def features(text: str) -> tuple[str, ...]:
    """The roots of the words as they are heard, and of each two that follow each other; each once."""
    said = [stem(word) for word in _said(text)]
    return tuple(dict.fromkeys([*said, *(f"{one} {other}" for one, other in pairwise(said))]))


def _said(text: str) -> list[str]:
    return [word for word in spoken.heard(text).words.split() if word != "."][:MOST_WORDS]


def score(text: str) -> tuple[float, str]:
    """How much a text speaks of a danger, and of which kind."""
    found = features(text)
    known = [WEIGHTS[one] for one in found if one in WEIGHTS]
    kinds = {kind: sum(weight for its, weight in known if its == kind) for kind in KINDS}
    total = sum(weight for _, weight in known)
    return BIAS + total / sqrt(len(found) or 1), max(kinds, key=lambda kind: kinds[kind])


def kind_of(text: str) -> str:
    """The kind of danger that the words tell of together; nothing nearly always."""
    weight, kind = score(text)
    return kind if weight > THRESHOLD and len(_said(text)) >= FEWEST_WORDS else ""


def _rows() -> list[tuple[str, float, list[str]]]:
    rows = []
    for line in lines(NAME):
        head, _, words = line.partition("=")
        kind, weight = head.split()
        rows.append((kind, float(weight), [word.strip() for word in words.split(",") if word.strip()]))
    return rows


ROWS = _rows()
BIAS = sum(weight for kind, weight, _ in ROWS if kind == ALWAYS)
WEIGHTS = {word: (kind, weight) for kind, weight, words in ROWS for word in words}
KINDS = sorted({kind for kind, _, _ in ROWS} - {ANY, CALM, ALWAYS})
