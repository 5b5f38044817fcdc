"""Which published envies look like the one being written: what they are about, spelling mistakes allowed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import sqrt

from .spoken import one_apart
from .text import first_sentence
from .topics import beside, frame, said, same, silent, subjects, written

#: Below, two texts are not called alike. Chosen with the labelled pairs of the tests.
THRESHOLD = 0.45
#: « La rue Jean Jaurès », « l’école Macé »: whose name a place of the town bears.
NAME = re.compile(
    r"\b(?i:(rue|avenue|boulevard|place|square|quartier|cité|école|collège|lycée|stade|résidence|tour|arrêt)"
    r"(?: (?:de la|du|des|de|la|le))?)((?: [A-ZÀ-Ý][\wà-ÿ-]+)+)"
)
#: The first letter after those of our alphabet, with all their accents.
LATIN_ENDS = "\u0250"
#: Of verbs, what the stemmer leaves on.
VERB_ENDINGS = "aient", "ent", "ons", "on", "ez", "ait"
#: How alike two spellings must be to be the same one, in a word so long; in a shorter one, a letter is wrong.
SAME_SPELLING, LONG = 0.8, 8
#: « Un café des parents », for whom and in which form only; « danse africaine », « danse classique », where
#: each is also about something else: nearly all must be the same; a little less when that is of no subject.
DOUBT, HALF_DOUBT = 0.72, 0.8
#: What two words of one subject have in common, of two subjects, of more.
NEAR = 0.75, 0.82, 0.87
#: What is left of a likeness that rests on one word alone, of the same subject but not the same word.
LONE = 0.83
#: The weight of what helps to tell apart; of a word of no subject, as long as the other text has it not.
FRAME_WEIGHT, UNKNOWN_WEIGHT = 0.4, 0.35
MOST_WORDS = 40
#: By how many words alike envies are looked for, and by how many beside them.
MOST_SOUGHT, MOST_BESIDE = 6, 80
#: Of a long text, the beginning says what it is about.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published envie that may be alike: its title says in short what its text tells."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What a text is about: its words, and those of them that only frame it."""

    words: tuple[str, ...]
    frame: frozenset[str]

    def weight(self, word: str, shared: bool) -> float:
        if word in self.frame:
            return FRAME_WEIGHT
        return 1.0 if shared or word in subjects() else UNKNOWN_WEIGHT

    def total(self, shared: frozenset[str]) -> float:
        """The weight of all that it is about; other words of a subject that is shared add nothing."""
        counted = shared | self.frame | self.apart(shared)
        return sum(self.weight(word, word in shared) for word in self.words if word in counted)

    def apart(self, shared: frozenset[str]) -> frozenset[str]:
        """What it is also about: neither shared, nor of the subjects of what is."""
        told = frozenset().union(*(subjects().get(word, frozenset()) for word in shared))
        left = (word for word in self.words if word not in shared and word not in self.frame)
        return frozenset(word for word in left if told.isdisjoint(subjects().get(word, frozenset())))

    @property
    def is_foreign(self) -> bool:
        """Half of its words, or more, are written in another alphabet than ours."""
        return sum(map(_is_ours, self.words)) * 2 <= len(self.words)


def closest(text: str, candidates: Iterable[Candidate], most: int = 3, town: str = "") -> list[int]:
    """The numbers of the candidates that are alike, the closest first; very often none.

    The name of the `town` says nothing of what an envie is about.
    """
    mine = [about(part, town) for part in dict.fromkeys((text, first_sentence(text, LONGEST)))]
    scored = []
    for one in candidates:
        theirs = about(one.title, town), about(one.text[:LONGEST], town)
        scored.append((max(_shared(ours, told) for ours in mine for told in theirs), one.number))
    return [number for score, number in sorted(scored, reverse=True) if score >= THRESHOLD][:most]


def sought(text: str, town: str = "") -> str:
    """The words by which alike envies are looked for first: what it is about, or else what frames it."""
    nothing = silent().union(said(town))
    plain = {word: spelling for word, spelling in written(text).items() if word not in nothing}
    topics = [spelling for word, spelling in plain.items() if word not in frame() and len(word) > 1]
    return " ".join((topics or list(plain.values()))[:MOST_SOUGHT])


def neighbours(text: str, town: str = "") -> list[str]:
    """The words by which those of the same subjects are looked for."""
    topics = about(text, town)
    return beside([word for word in topics.words if word not in topics.frame][:MOST_SOUGHT])[:MOST_BESIDE]


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the weight of what both are about, over the weight of what each is about."""
    return _shared(about(one), about(other))


def about(text: str, town: str = "") -> Topics:
    """What a text is about: its words without those around, those that mean the same as one."""
    nothing, here = silent(), said(town)
    known = (_known_form(word) for word in said(NAME.sub(_known_name, text)) if len(word) > 1)
    meant = dict.fromkeys(_meant(word) for word in known if word not in nothing and word not in here)
    words = tuple(meant)[:MOST_WORDS]
    framing = frame().intersection(words)
    if len(words) < 2:
        # « Rénover les écoles du 19e »: what would only be its frame is all that it is about.
        return Topics(words, frozenset())
    # « Réparer mon grille-pain » meets « repair café » by what is repaired first.
    return Topics(tuple(sorted(words, key=framing.__contains__)), framing)


def _shared(mine: Topics, theirs: Topics) -> float:
    common = _common(mine.words, theirs.words)
    if mine.is_foreign or theirs.is_foreign:
        common = {word: found for word, found in common.items() if not _is_ours(word)}
    topics = [
        word for word, (other, _) in common.items() if not (word in mine.frame or other in theirs.frame)
    ]
    if not topics and len(common) < 2:
        return 0.0
    weight = sum(
        min(mine.weight(word, True), theirs.weight(other, True)) * near
        for word, (other, near) in common.items()
    )
    ours, told = frozenset(common), frozenset(other for other, _ in common.values())
    score = weight / sqrt(mine.total(ours) * theirs.total(told))
    if not topics:
        return score * DOUBT
    if len(topics) == 1 and common[topics[0]][1] <= NEAR[0]:
        score *= LONE
    apart = mine.apart(ours), theirs.apart(told)
    if len(topics) < 2 and all(apart):
        return score * (HALF_DOUBT if any(map(subjects().keys().isdisjoint, apart)) else DOUBT)
    return score


def _common(mine: tuple[str, ...], theirs: tuple[str, ...]) -> dict[str, tuple[str, float]]:
    """Each word of mine that has a counterpart of its own in the other text, and how near it is.

    The same word first, then another spelling of it, then a word of one of its subjects.
    """
    found = {word: (word, 1.0) for word in mine if word in theirs}
    left = [other for other in theirs if other not in found]
    for counterpart in (_misspelt, _beside):
        for word in mine:
            if word not in found and (best := counterpart(word, left)):
                found[word] = best
                left.remove(best[0])
    return found


def _misspelt(word: str, others: list[str]) -> tuple[str, float] | None:
    return next(((other, 1.0) for other in others if _same(word, other)), None)


def _beside(word: str, others: list[str]) -> tuple[str, float] | None:
    mine = subjects().get(word, frozenset())
    near = max(others, key=lambda other: len(mine & subjects().get(other, frozenset())), default="")
    shared = len(mine & subjects().get(near, frozenset()))
    return (near, NEAR[min(shared, len(NEAR)) - 1]) if shared else None


@lru_cache(maxsize=8192)
def _meant(word: str) -> str:
    """The word that stands for this one, even misspelt; itself when no other means the same."""
    meant = same()
    return meant.get(word) or next((meant[one] for one in meant if _same(word, one)), word)


def _is_ours(word: str) -> bool:
    """It is written in our alphabet: « marché » keeps its accent."""
    return word < LATIN_ENDS


def _known_name(name: re.Match[str]) -> str:
    """The place alone; « le quartier Jardin » stays whole."""
    return name[0] if any(map(_is_known, said(name[2]))) else name[1]


@lru_cache(maxsize=8192)
def _known_form(word: str) -> str:
    """« Embauchent », which the stemmer leaves whole, is « embaucher »; itself when no known word is."""
    if _is_known(word):
        return word
    roots = (
        word.removesuffix(end) for end in VERB_ENDINGS if word.endswith(end) and len(word) > len(end) + 2
    )
    forms = (root + end for root in roots for end in ("", "er", "ir", "r"))
    return next((form for form in forms if _is_known(form)), word)


def _is_known(word: str) -> bool:
    return word in subjects() or word in same() or word in frame() or word in silent()


@lru_cache(maxsize=8192)
def _same(word: str, other: str) -> bool:
    """One is the other misspelt, or continues it; two words that are both known are two words."""
    if word[0] != other[0] or min(len(word), len(other)) < 5 or (_is_known(word) and _is_known(other)):
        return False
    if word.startswith(other) or other.startswith(word):
        return abs(len(word) - len(other)) <= 3
    return one_apart(word, other) or (
        min(len(word), len(other)) >= LONG
        and SequenceMatcher(None, word, other, autojunk=False).ratio() >= SAME_SPELLING
    )
