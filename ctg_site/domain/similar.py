"""Which published envies look like the one being written: what they are about, spelling mistakes allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import sqrt

from .text import LONGEST as LONGEST_WORD
from .text import first_sentence, stem, stems, words
from .word_files import lines

#: Below, two texts are not called alike. Chosen with the labelled pairs of the tests.
THRESHOLD = 0.45
#: How alike two spellings of a long word must be to be the same one.
SAME_SPELLING = 0.8
#: « Un café des parents », for whom and in which form only; « danse africaine », « danse classique », where
#: each is also about something else: nearly all must be the same.
DOUBT = 0.72
MOST_WORDS = 40
#: Of a long text, the beginning says what it is about.
LONGEST = 400

#: What people write around an envie: it says nothing of what it is about.
AROUND = frozenset(stems(" ".join(lines("around.txt"))))
#: For whom, when and where, in which form: it helps to tell two envies apart, and makes none alike by itself.
FRAME = frozenset(stems(" ".join(lines("frame.txt"))))
#: Words that people use for the same thing, folded and stemmed like the rest: the first stands for all.
SAME_THING = tuple(lines("same.txt"))
SAME = {word: stems(line)[0] for line in SAME_THING for word in stems(line)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published envie that may be alike: its title says in short what its text tells."""

    number: int
    title: str
    text: str


def closest(text: str, candidates: Iterable[Candidate], most: int = 3, town: str = "") -> list[int]:
    """The numbers of the candidates that are alike, the closest first; very often none.

    The name of the `town` says nothing of what an envie is about.
    """
    mine = [about(said, town) for said in dict.fromkeys((text, first_sentence(text, LONGEST)))]
    scored = []
    for one in candidates:
        theirs = about(one.title, town), about(one.text[:LONGEST], town)
        scored.append((max(_shared(said, told) for said in mine for told in theirs), one.number))
    return [number for score, number in sorted(scored, reverse=True) if score >= THRESHOLD][:most]


def sought(text: str, town: str = "") -> str:
    """The words by which alike envies are looked for: what it is about, the same things named otherwise."""
    around = AROUND.union(stems(town))
    plain = list(dict.fromkeys(word for word in _said(text) if stem(word) not in around))
    topics = [word for word in plain if not _frames(stem(word))]
    meant = {_meant(stem(word)) for word in topics}
    others = [line for line in SAME_THING if stem(line.split()[0]) in meant]
    return " ".join([*topics[:6], *others[:3]] or plain[:6])


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the weight of what both are about, over the weight of what each is about."""
    return _shared(about(one), about(other))


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    common = {word: found for word in mine if (found := _counterpart(word, theirs))}
    topics = [word for word in common if not _frames(word)]
    if not topics and len(common) < 2:
        return 0.0
    weight = sum(min(_weight(word), _weight(found)) for word, found in common.items())
    score = weight / sqrt(_total(mine) * _total(theirs))
    if not topics:
        return score * DOUBT
    apart = _topics(mine) - common.keys() and _topics(theirs) - set(common.values())
    return score * DOUBT if apart and len(topics) < 2 else score


def about(text: str, town: str = "") -> tuple[str, ...]:
    """What a text is about: its stems without the words around, those that mean the same as one."""
    plain, around = (stem(word) for word in _said(text)), AROUND.union(stems(town))
    meant = dict.fromkeys(_meant(one) for one in plain if len(one) > 1 and one not in around)
    return tuple(meant)[:MOST_WORDS]


def _said(text: str) -> list[str]:
    """The words of a text but endless ones, which nobody has and which would be kept below."""
    return [word for word in words(text) if len(word) <= LONGEST_WORD]


@lru_cache(maxsize=8192)
def _meant(word: str) -> str:
    """The word that stands for this one, even misspelt; itself when no other means the same."""
    return SAME.get(word) or next((SAME[one] for one in SAME if _spelt_alike(word, one)), word)


def _weight(word: str) -> float:
    return 0.4 if _frames(word) else 1.0


def _topics(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if not _frames(word)}


def _frames(word: str) -> bool:
    return word in FRAME or word.isdigit()


def _total(words: tuple[str, ...]) -> float:
    return sum(map(_weight, words))


def _counterpart(word: str, others: tuple[str, ...]) -> str:
    """The same word in the other text, or another spelling of it; nothing when there is none."""
    if word in others:
        return word
    return next((other for other in others if other[0] == word[0] and _same(word, other)), "")


@lru_cache(maxsize=8192)
def _same(word: str, other: str) -> bool:
    """Long words that differ by a letter or two, or of which one continues the other."""
    if min(len(word), len(other)) >= 5 and (word.startswith(other) or other.startswith(word)):
        return True
    return _spelt_alike(word, other)


def _spelt_alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 5 or word[0] != other[0] or abs(len(word) - len(other)) > 2:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= SAME_SPELLING
