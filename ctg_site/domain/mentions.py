"""The colleagues whom a note calls with « @ »: which of them a word may mean."""

import re
from collections.abc import Iterator, Mapping

from .text import fold

#: Not in the middle of an address.
CALLED = re.compile(r"(?<![\w.@+-])@(?=\w)")
FIRST_WORD = re.compile(r"\w[\w’'-]*")


def called(text: str, names: Mapping[int, str]) -> Iterator[tuple[str, list[int]]]:
    """Each word after an « @ », and whom it may call: those of this whole name, else of this first name."""
    for sign in CALLED.finditer(text):
        rest = text[sign.end() :]
        whole = {number: name for number, name in names.items() if _begins(rest, name)}
        if whole:
            longest = max(whole.values(), key=len)
            yield longest, [number for number, name in whole.items() if fold(name) == fold(longest)]
        elif first := FIRST_WORD.match(rest):
            word = first[0].rstrip("’'-")
            yield word, [number for number, name in names.items() if fold(name.split()[0]) == fold(word)]


def _begins(rest: str, name: str) -> bool:
    """The text goes on with this whole name, and no letter after it."""
    words = r"\s+".join(re.escape(word) for word in fold(name).split())
    return " " in name and re.match(rf"{words}(?!\w)", fold(rest)) is not None
