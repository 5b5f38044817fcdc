"""Finds words that wound, alone or in company, hidden behind a star or a figure too."""

import re
from collections.abc import Iterator

from . import spoken
from .hint_words import LISTS

ALONE = spoken.words_of("insults.txt")
#: Stars stand for letters: what has more signs than this hides none of these words.
LONGEST = max(map(len, ALONE)) + len("es")
BETWEEN, ENDING = "[ '-]+", "[a-z]*"
TOGETHER = re.compile(
    "|".join(
        rf"\b{line.replace('| ', '|').replace('*', ENDING).replace(' ', BETWEEN)}\b"
        for line in spoken.lines("insulting.txt")
    )
)
HARMLESS = re.compile(rf"\b{LISTS['harmless']}\b")
#: A word, with the figures and stars that some put for its letters.
WORD = re.compile(r"[a-z](?:[a-z0-9*@$#-]*[a-z0-9*])?")
LETTERS = str.maketrans("0134@$#", "oieaas*")
LENGTHENED = re.compile(r"([a-z])\1{2,}")


def insults(_: str, level: str) -> Iterator[tuple[int, int]]:
    calm = HARMLESS.sub(lambda found: "_" * len(found[0]), level)
    for found in TOGETHER.finditer(calm):
        yield found.span()
    for found in WORD.finditer(calm):
        if _wounds(found[0]):
            yield found.span()


def _wounds(word: str) -> bool:
    letters = LENGTHENED.sub(r"\1", word).translate(LETTERS)
    if "*" in letters.rstrip("*"):
        return len(letters) <= LONGEST and any(
            re.fullmatch(re.sub(r"\*+", "[a-z]{1,4}", letters), one) for one in ALONE
        )
    return any(one in ALONE for one in (letters, letters.removesuffix("s"), letters.removesuffix("es")))
