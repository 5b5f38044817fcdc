"""Which passwords are refused: too short, or made of little more than what an attacker tries first."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from .common_passwords import SITE, WALKS, WHOLE, WORDS

SHORTEST, FEWEST_WORDS = 14, 7
#: How many signs must be left, and how many different ones, once all that guesses well is taken away.
LEFT, DIFFERENT = 7, 5
#: A hand walks along a keyboard, or a finger stays, from how many signs on.
WALK = 4
SHORTEST_NAME = 3
REPEATED = re.compile(r"(.+?)\1+")
SAME = re.compile(r"(.)\1\1+")
YEAR = re.compile(r"(19|20)\d\d")
LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried first: whole, or as a part of a password."""

    listed: frozenset[str]
    parts: frozenset[str]


@cache
def _tried() -> Tried:
    """Twelve megabytes, read when somebody chooses a password, and in that process alone."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    leaked = tuple(FREQUENCY_LISTS["passwords"])
    # Those that leaked most often come first: long enough not to be a part of any honest word.
    often = (word for word in leaked[:10_000] if len(word) >= 6 and word.isalpha())
    return Tried(WHOLE.union(leaked), WORDS.union(SITE, often))


class Weakness(StrEnum):
    SHORT = "short"
    COMMON = "common"
    REPEATED = "repeated"
    PERSONAL = "personal"


def weakness(password: str, about: Iterable[str] = ()) -> Weakness | None:
    """Why this password is refused, or None. `about`: the person's name and address, the town's name."""
    if len(password) < SHORTEST and len(set(password.split())) < FEWEST_WORDS:
        return Weakness.SHORT
    plain = _plain(password)
    own = {part for text in about for part in _parts(text)}
    if _is_repeated(plain):
        return Weakness.REPEATED
    if _is_listed(plain) or not _enough(_left(plain, _tried().parts)):
        return Weakness.COMMON
    if own and not _enough(_left(plain, _tried().parts | own)):
        return Weakness.PERSONAL
    return None


def _plain(text: str) -> str:
    """Small letters and digits, and other signs but spaces, without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if not sign.isspace() and not unicodedata.combining(sign))


def _whole(plain: str) -> str:
    return "".join(sign for sign in plain if sign.isalnum())


def _is_listed(plain: str) -> bool:
    """As it is, as the word it stands for, or with digits around it."""
    forms = {_whole(plain), _whole(plain.translate(LOOK_ALIKES))}
    return not _tried().listed.isdisjoint(forms | {form.strip("0123456789") for form in forms})


def _parts(text: str) -> set[str]:
    """« Zoé Le Goff » is zoe, goff, zoelegoff; an address, what stands before and after its @."""
    parts = {
        part for part in re.split(r"[\W_]+", _plain(text.replace(" ", "-"))) if len(part) >= SHORTEST_NAME
    }
    return parts | {_whole(_plain(text.partition("@")[0]))} - {""}


def _left(plain: str, words: frozenset[str] | set[str]) -> str:
    """What is left of the password without these words, walks along a keyboard, years and repeated signs.

    The longest guess at each place is taken; « m0td3p@sse » is read as the word it stands for.
    """
    spelled = plain.translate(LOOK_ALIKES)
    left, place = [], 0
    while place < len(plain):
        guessed = max(
            _word_at(plain, place, words),
            _word_at(spelled, place, words),
            _walk_at(plain, place),
            _match_at(SAME, plain, place),
            _match_at(YEAR, plain, place),
        )
        if not guessed:
            left.append(plain[place])
        place += guessed or 1
    return "".join(left)


def _word_at(text: str, place: int, words: frozenset[str] | set[str]) -> int:
    longest = min(len(text) - place, max(map(len, words), default=0))
    return next(
        (size for size in range(longest, SHORTEST_NAME - 1, -1) if text[place : place + size] in words), 0
    )


def _walk_at(text: str, place: int) -> int:
    """How many signs from here a hand walks along one line, either way; 0 when too few to tell."""
    longest = 0
    for line in (*WALKS, *(walk[::-1] for walk in WALKS)):
        size = WALK
        while place + size <= len(text) and text[place : place + size] in line:
            longest, size = max(longest, size), size + 1
    return longest


def _match_at(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return len(found[0]) if found else 0


def _is_repeated(plain: str) -> bool:
    """« abricotabricot » is « abricot » said twice: too short."""
    found = REPEATED.fullmatch(plain)
    return found is not None and len(found[1]) < SHORTEST


def _enough(text: str) -> bool:
    return len(text) >= LEFT and len(set(text)) >= DIFFERENT
