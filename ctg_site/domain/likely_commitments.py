"""Which commitments of a convention a text most likely speaks of, and the words of the text that say so."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .topics import around, frame, parts, spelt, written
from .word_files import lines

MOST = 3
#: Less is a guess; beside a better one, less than this share of it is one too.
ENOUGH, BESIDE = 0.6, 0.5
#: What a word is worth: named for the commitment by the file, said by its title, by its other texts.
NAMED, TITLED, WRITTEN = 1.0, 0.6, 0.35
#: The file knows better than the title, where it names the words of a commitment.
HALF = 0.5
#: A word that so many commitments hold tells none.
SHARED_BY = 2


@dataclass(frozen=True, slots=True)
class Aim:
    """A commitment: the code to give back, its key in the file of words, what it says of itself."""

    code: str
    key: str
    title: str
    texts: str


def aim_of(commitment: Any) -> Aim:
    """The commitment of a convention, as a row."""
    one = commitment
    return Aim(one.number, one.key, one.plain_title, f"{one.plain_text} {one.official_text}")


@dataclass(frozen=True, slots=True)
class Likely:
    """A commitment that is proposed, and the words that were read."""

    code: str
    words: tuple[str, ...]


@cache
def named() -> dict[str, list[tuple[str, ...]]]:
    """For each commitment of the file, what people say, by its key: the parts of each phrase."""
    split = (line.partition("=") for line in lines("commitments.txt"))
    return {key.strip(): [parts(one) for one in told.split()] for key, _, told in split}


def likely(text: str, aims: Sequence[Aim]) -> list[Likely]:
    """Up to three commitments, the likeliest first; nothing rather than a guess."""
    held = [_held(aim) for aim in aims]
    shared = Counter(word for words in held for word in words)
    read = {
        aim.code: _written_in(text, aim, words, shared) | _named_in(text, aim)
        for aim, words in zip(aims, held, strict=True)
    }
    scored = sorted(((sum(words.values()), code) for code, words in read.items()), key=lambda one: -one[0])
    best = scored[0][0] if scored else 0.0
    sure = [code for score, code in scored if score >= max(ENOUGH, best * BESIDE)]
    return [Likely(code, tuple(read[code])) for code in sure[:MOST]]


def _held(aim: Aim) -> dict[str, float]:
    """The words of a commitment, each with its worth; of its longer texts, the file knows better."""
    texts = () if aim.key in named() else _telling(aim.texts)
    return dict.fromkeys(texts, WRITTEN) | dict.fromkeys(_telling(aim.title), TITLED)


def _named_in(text: str, aim: Aim) -> dict[str, float]:
    """The words of the text that the file names for this commitment, as they are written, and their worth."""
    plain, singular = [word for word, _ in spelt(text)], parts(text)
    found: dict[str, float] = {}
    for phrase in sorted(named().get(aim.key, ()), key=len, reverse=True):
        at = next((at for at in range(len(plain)) if singular[at : at + len(phrase)] == phrase), None)
        words = "" if at is None else " ".join(plain[at : at + len(phrase)])
        if words and not any(words in longer for longer in found):
            found[words] = NAMED
    return found


def _written_in(text: str, aim: Aim, held: dict[str, float], shared: Counter[str]) -> dict[str, float]:
    """The words of the text that this commitment holds, and hardly another."""
    doubt = HALF if aim.key in named() else 1.0
    return {
        told: held[word] / shared[word] * doubt
        for word, told in _telling(text).items()
        if word in held and shared[word] <= SHARED_BY
    }


def _telling(text: str) -> dict[str, str]:
    """The words that say something, each with the way it is written."""
    silent = around() | frame()
    return {word: told for word, told in written(text).items() if word not in silent}
