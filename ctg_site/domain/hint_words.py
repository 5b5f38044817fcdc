"""What the hints read with: lists of words from a plain file, and a text laid flat, sign for sign."""

import re
import unicodedata

from . import spoken

#: Signs that people use for one another, each for one: what is found in a flat text stands there in the text.
SAME = {"Pd": "-", "Zs": " "}
ALIKE = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "\t": " ", "·": ".", "•": ".", "\u2215": "/"})
ENDING = re.compile(r"(?<=[a-z])\*")


def flat(text: str) -> str:
    """Small letters without accent, one kind of dash, of space and of apostrophe; as long as the text."""
    return "".join(map(_one, text)).translate(ALIKE)


def _one(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    plain = unicodedata.normalize("NFKD", sign).lower()[:1]
    return SAME.get(unicodedata.category(sign), plain or " ")


def _any_of(words: str) -> str:
    """A list as a pattern, the longest first, so that « petite-fille » is not read « petite »."""
    each = sorted((one.strip() for one in words.split(",")), key=len, reverse=True)
    return f"(?:{'|'.join(ENDING.sub('[a-z]*', one) for one in each)})"


LISTS = {
    name.strip(): _any_of(words)
    for name, words in (line.split("=", 1) for line in spoken.lines("hint_lists.txt"))
}
