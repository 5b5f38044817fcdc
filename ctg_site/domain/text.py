"""French text, reduced to what a search compares, shortened, and compared word by word."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

#: So many words have their stem kept, most of what a town writes. A longer word is nobody's: its own stem.
WORDS_KEPT, LONGEST = 32_768, 40
LIGATURES = str.maketrans({"ß": "ss", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'"})
#: Signs that each say something by themselves: Chinese and Japanese put no space between words.
ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{ALONE}]|[^\W_{ALONE}]+")
#: A word as it is written: the marks of Arabic and of Indian writings, joiners and soft hyphens stand within.
WITHIN = (
    "\u00ad\u200c\u200d\u0300-\u036f\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u0bbe-\u0bcd"
)
SPELT = re.compile(rf"[{ALONE}]|[^\W_{ALONE}](?:[^\W_{ALONE}]|[{WITHIN}])*")
#: What cuts the endings of another writing, by its letters; the others are compared as they are.
WRITINGS = (("\u0600", "\u06ff", "arabic"), ("\u0400", "\u04ff", "russian"))
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        map(chr, (sign for plane in range(1, 17) for sign in (plane << 16 | 0xFFFE, plane << 16 | 0xFFFF)))
    )
    + "]"
)
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)['’ʼ]")
STOP_WORDS = frozenset(
    "a ai as au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les"
    " leur leurs lui ma mais me mes moi mon ne nos notre nous on ou par pas pour qu que qui sa sans se"
    " ses si son sont sur ta te tes toi ton tu un une vos votre vous y".split()
)


def fold(text: str) -> str:
    """Lower case, without accents, ligatures opened, elisions removed: « L’œuvre » gives « oeuvre »."""
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES).lower())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if sign < "\x80" or not _is_mark(sign))
    return ELISION.sub("", plain)


def address(name: str) -> str:
    """The end of the address of what bears this name: « L’été » gives « ete »; it may be empty."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:60].strip("-")


def _is_mark(sign: str) -> bool:
    """An accent, a vowel set above or beneath, or a sign that nobody sees, such as a soft hyphen."""
    category = unicodedata.category(sign)
    return category[0] == "M" or category == "Cf"


def words(text: str) -> list[str]:
    """The folded words that carry meaning, in order."""
    return [word for word in WORD.findall(fold(text)) if word not in STOP_WORDS]


def stems(text: str) -> list[str]:
    """What a search compares: the stem of each word, accents gone, so that plurals and feminines meet."""
    return [stem(word) for word in words(text)]


def stem(word: str) -> str:
    """The stem of a folded word, whatever its plural: « chevaux », « chevals » and « cheval » give one."""
    return _cut(word) if len(word) <= LONGEST else word


@lru_cache(maxsize=WORDS_KEPT)
def _cut(word: str) -> str:
    """The stemmer leaves « vélos » and « vélo » apart, or « jeux » and « jeu »; « travaux » and « travail »,
    « tuyaux » and « tuyau » meet in an ending of ours.

    It holds the word being cut, so no two threads may share one: making another costs a hundredth of a cut.
    """
    import snowballstemmer

    if not word.isascii():
        language = next((name for first, last, name in WRITINGS if first <= word[0] <= last), None)
        # What a stemmer adds or leaves that is no letter, the index would cut in two.
        cut = snowballstemmer.stemmer(language).stemWord(word) if language else word
        return cut if cut and WORD.fullmatch(cut) else word
    if len(word) > 3:
        word = word.removesuffix("s")
        word = word.removesuffix("x") if word.endswith(("eux", "oux", "aux")) else word
        word = re.sub(r"(?<=[^e])(?:au|ail)$", "al", word)
    return str(snowballstemmer.stemmer("french").stemWord(word))


def letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def printable(text: str) -> str:
    """The text without control signs, halves of signs and what is no sign, which XML, feeds and pages refuse.

    Tabs and ends of lines stay.
    """
    return CONTROL.sub("", text)


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a text on one line, cut between two words, at most `length` signs with its « … »."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.—–-") + "…"


def first_sentence(text: str, length: int = 80) -> str:
    """A title offered from somebody's own words: the first sentence or line, shortened if need be."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[.!?…])\s", line, maxsplit=1)[0].rstrip(". ")
    return excerpt(sentence, length)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts speak of the same thing, from 0 to 1, and the words of the second that say so."""

    score: float
    words: tuple[str, ...]


def likeness(one: str, other: str) -> Likeness:
    """The share of their stems that both texts hold (Jaccard); a lone letter or figure says nothing."""
    mine, theirs = ({word for word in stems(text) if len(word) > 1} for text in (one, other))
    common = mine & theirs
    score = len(common) / len(mine | theirs) if common else 0.0
    written = {stem(word): spelt for spelt, word in reversed(spellings(other))}
    return Likeness(score, tuple(written[one] for one in dict.fromkeys(stems(other)) if one in common))


def spellings(text: str) -> list[tuple[str, str]]:
    """Each word that carries meaning as it was written, in small letters, with its folded form."""
    whole = ELISION.sub("", text.lower())
    pairs = [(spelt, words(spelt)) for spelt in SPELT.findall(whole)]
    return [(spelt, folded[0]) for spelt, folded in pairs if folded]


@dataclass(frozen=True, slots=True)
class Spelt:
    """A piece of a text; `found`: it is a word that was looked for."""

    text: str
    found: bool


def marked(text: str, wanted: Collection[str]) -> list[Spelt]:
    """The text in pieces, the words whose stem is wanted apart."""
    pieces = re.split(f"({SPELT.pattern})", text)
    parts = [Spelt(piece, at % 2 == 1 and _is_one(piece, wanted)) for at, piece in enumerate(pieces) if piece]
    together: list[Spelt] = []
    for part in parts:
        if together and part.found == together[-1].found:
            together[-1] = Spelt(together[-1].text + part.text, part.found)
        else:
            together.append(part)
    return together


def passage(text: str, wanted: Collection[str], length: int = 160) -> str:
    """The part of a text where a wanted word stands first, on one line; its beginning when none does."""
    line = " ".join(text.split())
    at = next((one.start() for one in SPELT.finditer(line) if _is_one(one.group(), wanted)), 0)
    if at < length // 2:
        return excerpt(line, length)
    start = line.find(" ", at - length // 3) + 1
    return "…" + excerpt(line[min(start, at) :], length - 1)


def _is_one(word: str, wanted: Collection[str]) -> bool:
    return any(one in wanted for one in stems(word))


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `kind` is « same », « added » or « removed »."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Change]:
    """What was added and removed, word by word, in reading order; spaces belong to the word before them."""
    old, new = re.findall(r"\S+\s*|\s+", before), re.findall(r"\S+\s*|\s+", after)
    changes: list[Change] = []
    # What was kept before texts had one apostrophe differs by it alone: nobody changed that.
    one, other = ([word.replace("’", "'") for word in words] for words in (old, new))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            changes.append(Change("removed", "".join(old[i1:i2])))
        if j2 > j1:
            changes.append(Change("added", "".join(new[j1:j2])))
    return changes
