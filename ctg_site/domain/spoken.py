"""What people say, found by rules that stand in plain text files: lists of words, families of sentences."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from .text import LIGATURES
from .word_files import lines, words_of

WORD_OR_STOP = re.compile(r"[a-z0-9]+|[.!?;:\n]+")
#: Where a sentence ends; where an innocent word was.
STOP, TAKEN = ".", "_"
BETWEEN = (STOP, TAKEN)
#: Up to seven words between two others, of one sentence.
GAP = r"(?:[a-z0-9]+ ){0,7}?"
#: A word may hold groups, which hold groups; nothing is deeper.
GROUP = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
ELEMENT, ELEMENT_GROUP = re.compile(rf"(?:{GROUP}|[^\s()])+"), re.compile(GROUP)
CHOICE = re.compile(rf"\|(?=(?:{GROUP}|[^()])*$)")
#: A « ? » after a whole element, not after an ending in brackets.
OPTIONAL = re.compile(rf"^(?:[^\s()]+|{GROUP})\?$")
#: Signs that stand between words, and are no letter of any.
APART = str.maketrans(dict.fromkeys("–—−«»“”„•·…¿¡|\t", " "))
#: Where what is certain of a word ends; a head is cut, since long words differ before that.
HEAD_ENDS, LONGEST_HEAD = r"[*(]", 12
#: A shorter word has too many neighbours that are words themselves.
SHORTEST_FORGIVEN, LONGEST_FORGIVEN = 6, 16


@dataclass(frozen=True, slots=True)
class SpokenRule:
    """One line of a file as a pattern; for each of its elements, how a word that fits begins."""

    pattern: str
    needs: tuple[frozenset[str], ...]

    def may_hold(self, beginnings: frozenset[str]) -> bool:
        return not any(heads.isdisjoint(beginnings) for heads in self.needs)


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody said: its words one by one between dots, « . il m a . », and all that begins one."""

    words: str
    beginnings: frozenset[str]

    @property
    def said(self) -> list[str]:
        """The words, without what stands between the sentences."""
        return [word for word in self.words.split() if word not in BETWEEN]

    @property
    def count(self) -> int:
        return len(self.said)

    def holds(self, rules: tuple[SpokenRule, ...]) -> bool:
        """Whether one of these rules finds something."""
        likely = (rule for rule in rules if rule.may_hold(self.beginnings))
        return any(_compiled(rule.pattern).search(self.words) for rule in likely)

    def without(self, rules: tuple[SpokenRule, ...]) -> "Heard":
        """The same, less what these rules find."""
        words = self.words
        for rule in rules:
            if rule.may_hold(self.beginnings):
                words = _compiled(rule.pattern).sub(f" {TAKEN} ", words)
        return Heard(words, self.beginnings)


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A rule is compiled when its words are met, half a millisecond each: most never are."""
    return re.compile(pattern)


def bare(text: str) -> str:
    """Small Latin letters of one width, no accent, no mark that cannot be seen."""
    apart = text.translate(LIGATURES).translate(APART)
    return unicodedata.normalize("NFKD", apart).lower().encode("ascii", "ignore").decode("ascii")


def heard(text: str) -> Heard:
    """A text as the rules read it: elisions kept, misspelt words put right, a dot between sentences."""
    return _heard([_spelt(one) if one[0].isalnum() else STOP for one in WORD_OR_STOP.findall(bare(text))])


def _heard(found: list[str]) -> Heard:
    words = f" . {' '.join(found)} . "
    begun = frozenset(
        word[:end] for word in set(words.split()) for end in range(min(len(word), LONGEST_HEAD) + 1)
    )
    return Heard(words, begun)


def sayings(told: Heard, fewest: int, most: int) -> list[Heard]:
    """What is said at once: each sentence, or `most` words of it; the next too if it has few.

    A text of few sentences is first heard whole: each may say nothing by itself.
    """
    found: list[list[str]] = [[]]
    for word in told.words.split():
        begun = found[-1]
        if len(begun) - begun.count(STOP) >= (fewest if word == STOP else most):
            found.append([])
        if word != STOP or found[-1]:
            found[-1].append(word)
    said = [_heard(words) for words in found if words]
    return said if len(said) == 1 or told.count > most else [told, *said]


def rules(name: str) -> tuple[SpokenRule, ...]:
    """The rules of one file; how they are written is said at the top of danger.txt."""
    return tuple(SpokenRule(" " + _pattern(line), tuple(_needs(line))) for line in lines(name))


def _pattern(phrase: str) -> str:
    """Each word with the space behind it."""
    return "".join(
        GAP
        if one == ".."
        else rf"(?:{'|'.join(_pattern(some) for some in _choices(one))})" + mark
        if _choices(one)
        else rf"(?:{_word(one)} )" + mark
        for one, mark in _elements(phrase)
    )


def _needs(phrase: str) -> list[frozenset[str]]:
    """For each element that may not be missing, the beginnings of the first word it may be."""
    return [_heads(one) for one, mark in _elements(phrase) if one != ".." and not mark]


def _heads(element: str) -> frozenset[str]:
    inside = [next(iter(_needs(some)), frozenset({""})) for some in _choices(element)]
    return (
        frozenset().union(*inside) if inside else frozenset({re.split(HEAD_ENDS, element)[0][:LONGEST_HEAD]})
    )


def _elements(phrase: str) -> list[tuple[str, str]]:
    """The words, groups, lists and gaps of a phrase, each with its « ? » if it may be missing."""
    apart = [match[0] for match in ELEMENT.finditer(phrase)]
    return [(one.removesuffix("?"), "?") if OPTIONAL.search(one) else (one, "") for one in apart]


def _choices(element: str) -> list[str]:
    if element.startswith("@"):
        return list(_lists()[element[1:]])
    if ELEMENT_GROUP.fullmatch(element):
        return CHOICE.split(element[1:-1])
    return []


def _word(written: str) -> str:
    return r"\." if written == "." else written.replace("*", "[a-z]*").replace("(", "(?:")


def _spelt(word: str) -> str:
    if word in _spellings():
        return _spellings()[word]
    is_long = SHORTEST_FORGIVEN <= len(word) <= LONGEST_FORGIVEN
    if not is_long or word in _lookalikes() or word in _forgiven():
        return word
    return next(
        (one for near in (word, *_less_one(word)) for one in _near().get(near, ()) if one_apart(word, one)),
        word,
    )


def _less_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def one_apart(one: str, other: str) -> bool:
    """One letter is wrong, missing, too much, or changed places with its neighbour."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    split = (line.split("=") for line in lines("lists.txt"))
    return {name.strip(): tuple(one.strip() for one in words.split(",")) for name, words in split}


@cache
def _spellings() -> dict[str, str]:
    split = (line.split("=") for line in lines("spellings.txt"))
    return {one.strip(): words.strip() for one, words in split}


@cache
def _forgiven() -> frozenset[str]:
    return words_of("forgiven.txt")


@cache
def _lookalikes() -> frozenset[str]:
    return words_of("lookalikes.txt")


@cache
def _near() -> dict[str, tuple[str, ...]]:
    """The words that are forgiven, by each way to write them with a letter less; in their order."""
    found: dict[str, list[str]] = {}
    for word in sorted(_forgiven()):
        for near in dict.fromkeys((word, *_less_one(word))):
            found.setdefault(near, []).append(word)
    return {near: tuple(words) for near, words in found.items()}
