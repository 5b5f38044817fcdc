"""What a text is about: its words told apart or brought together, those that say nothing left out.

The words of the files are read at their first use: to stem them all takes a tenth of a start.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from .text import ELISION, LIGATURES, STOP_WORDS, fold, stem
from .text import LONGEST as LONGEST_WORD
from .word_files import lines, words_of

#: What stands between words, whatever their alphabet: in some, vowels are no letters.
BETWEEN = re.compile(r"[\s\x00-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u206f\u3000-\u303f،؛؟।]+")
#: « 20 », « 20e », « 3ème »: which district, how many, says nothing.
NUMBER = re.compile(r"\d+(?:er?|eme|ere|nde?)?")
#: The words by which people speak of one subject, wide ones then narrow ones.
SUBJECTS = "subjects.txt", "narrow_subjects.txt", "more_subjects.txt"
#: Where words that go together are written « boîte_à_livres ».
PHRASED = *SUBJECTS, "same.txt"


def _singular(word: str) -> str:
    return word.rstrip("sx") if len(word) > 3 else word


def spelt(text: str) -> list[tuple[str, str]]:
    """Each word as it is written, in small letters, and folded; endless ones, which nobody has, left out."""
    plain = ELISION.sub("", unicodedata.normalize("NFC", text).translate(LIGATURES).lower())
    found = ((word, fold(word)) for word in BETWEEN.split(plain) if any(map(str.isalnum, word)))
    return [(word, folded) for word, folded in found if len(folded) <= LONGEST_WORD]


def parts(phrase: str) -> tuple[str, ...]:
    """Each word of a phrase without its plural: « boîte_à_livres » gives « boite », « a », « livre »."""
    return tuple(_singular(folded) for _, folded in spelt(phrase.replace("_", " ")))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The words that go together, by the first of them, the longest first; and the word they make, if any."""
    said = {parts(one): "".join(parts(one)) for name in PHRASED for one in words_of(name) if "_" in one}
    silent = {parts(line): "" for line in lines("nothing.txt")}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, word in sorted((said | silent).items(), key=lambda one: (-len(one[0]), one[0])):
        found.setdefault(phrase[0], []).append((phrase, word))
    return found


@cache
def _apart() -> dict[str, str]:
    """Words that would have the stem of others: the first form stands for all, with its accents."""
    return {form: line.split()[0] for line in lines("apart.txt") for form in line.split()}


def said(text: str) -> list[str]:
    """The words of a text as they are compared, in its order."""
    return list(map(_compared, _telling(spelt(text))))


def written(text: str) -> dict[str, str]:
    """The same, each with the word that it was in the text."""
    return {_compared(one): one[0] for one in _telling(spelt(text))}


def _telling(plain: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = (one for one in _joined(plain) if one[1] not in STOP_WORDS)
    return [one for one in kept if not NUMBER.fullmatch(one[1])]


def _compared(word: tuple[str, str]) -> str:
    return _apart().get(word[0]) or _apart().get(word[1]) or stem(word[1])


def _joined(plain: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    singular, phrases = tuple(_singular(folded) for _, folded in plain), _phrases()
    at = 0
    while at < len(plain):
        known = phrases.get(singular[at], ())
        phrase, word = next((one for one in known if singular[at : at + len(one[0])] == one[0]), ((), ""))
        if word:
            yield " ".join(spelling for spelling, _ in plain[at : at + len(phrase)]), word
        elif not phrase:
            yield plain[at]
        at += len(phrase) or 1


@cache
def around() -> frozenset[str]:
    """What people write around an envie: it says nothing of what it is about."""
    return frozenset(said(" ".join(lines("around.txt"))))


@cache
def filler() -> frozenset[str]:
    """What else says nothing of an envie; unlike what is around one, it is a word that one may search."""
    return frozenset(said(" ".join(lines("filler.txt")))) - frame()


@cache
def silent() -> frozenset[str]:
    """What says nothing of what an envie is about."""
    return around() | filler()


@cache
def frame() -> frozenset[str]:
    """For whom, when and where, in which form: it helps to tell envies apart, and makes none alike."""
    return frozenset(said(" ".join(lines("frame.txt"))))


@cache
def _subject_lines() -> tuple[str, ...]:
    return tuple(line for name in SUBJECTS for line in lines(name))


def entries(line: str) -> list[str]:
    """The words of a line of a file as they are compared, « boîte_à_livres » being one."""
    return [word for entry in line.split() for word in said(entry.replace("_", " "))]


@cache
def _same_lines() -> dict[str, str]:
    """The lines of words that mean the same, by the word that stands for all."""
    return {entries(line)[0]: line for line in lines("same.txt")}


@cache
def same() -> dict[str, str]:
    """Words that people use for the same thing: the first stands for all."""
    return {word: first for first, line in _same_lines().items() for word in entries(line)}


@cache
def subjects() -> dict[str, frozenset[int]]:
    """The subjects that a word is said of."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_subject_lines()):
        for word in entries(line):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def beside(words: Iterable[str]) -> list[str]:
    """The other words that mean the same as these ones, then those of their subjects."""
    numbers = frozenset().union(*(subjects().get(word, frozenset()) for word in words))
    meant = {same().get(word) for word in words}
    told = [line for first, line in _same_lines().items() if first in meant]
    told += [_subject_lines()[number] for number in sorted(numbers)]
    found = dict.fromkeys(folded for _, folded in spelt(" ".join(told)) if len(folded) > 1)
    empty = silent() | frame()
    return [word for word in found if said(word) and said(word)[0] not in empty]
