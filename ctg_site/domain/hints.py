"""Details and words that the public should perhaps not read: told to whoever decides, never decided here."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from . import hint_details, hint_insults, hint_names
from .hint_words import flat
from .text import first_sentence
from .vocabulary import AgeBand


class Hint(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LINK = "link"
    CHILD = "child"
    INSULT = "insult"


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something to look at: its words as they were written, and the line they stand on."""

    kind: Hint
    text: str
    line: int


#: What finds each kind: it gives where its finds begin and end. What stands first takes its place.
FINDERS: tuple[tuple[Hint, Callable[[str, str], Iterator[tuple[int, int]]]], ...] = (
    (Hint.EMAIL, hint_details.emails),
    (Hint.LINK, hint_details.links),
    (Hint.PHONE, hint_details.phones),
    (Hint.ADDRESS, hint_details.addresses),
    (Hint.CHILD, hint_names.children),
    (Hint.INSULT, hint_insults.insults),
)


def hints(text: str, town: str = "") -> list[Noticed]:
    """What a reader should look at, in the order of the text; an empty list very often.

    The name of the `town` is nobody's.
    """
    plain = unicodedata.normalize("NFC", text)
    level = flat(plain)
    unnamed = hint_names.without(level, flat(town))
    spans: list[tuple[int, int, Hint]] = []
    for kind, find in FINDERS:
        for start, end in find(plain, unnamed if kind is Hint.CHILD else level):
            _add(spans, start, end, kind)
    return [
        Noticed(kind, " ".join(plain[start:end].split()), plain.count("\n", 0, start) + 1)
        for start, end, kind in sorted(spans)
    ]


def title_from(text: str, age_band: AgeBand | None) -> str:
    """The title offered from an author's own words: their first sentence, unless it may name a child.

    Under fifteen no name is ever shown: none is put before who publishes either.
    """
    return _unnamed(first_sentence(text), age_band)


def public_from(text: str | None, age_band: AgeBand | None) -> str:
    """The public text offered from an author's own words: those words, unless they may name a child."""
    return _unnamed(text or "", age_band)


def _unnamed(offered: str, age_band: AgeBand | None) -> str:
    is_named = age_band is AgeBand.UNDER_15 and hint_names.tells_a_name(offered, flat(offered))
    return "" if is_named else offered


def _add(spans: list[tuple[int, int, Hint]], start: int, end: int, kind: Hint) -> None:
    """One place is told once, by what was looked for first: an address of the Web within an e-mail is one."""
    if not any(start < other_end and other_start < end for other_start, other_end, _ in spans):
        spans.append((start, end, kind))
