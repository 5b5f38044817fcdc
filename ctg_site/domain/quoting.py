"""A quotation of somebody: nothing but words they wrote, in their order, the cuts told by « […] »."""

import re

from . import intake
from .text import letters

CUT = re.compile(r"\[(?:…|\.\.\.)\]")
CUT_SIGN = "[…]"
SPACES = re.compile(r"[\s\u00a0\u202f]+")


def quotation(words: str, text: str) -> str | None:
    """`words` as they will be read when they only repeat `text`, whole words, in its order; else None."""
    pieces = [_plain(piece) for piece in CUT.split(words)]
    if letters("".join(pieces)) < 3:
        return None
    whole, after = _plain(text), 0
    for piece in filter(None, pieces):
        after = _after(piece, whole, after)
        if after < 0:
            return None
    return _plain(f" {CUT_SIGN} ".join(pieces))


def _after(piece: str, whole: str, start: int) -> int:
    """Where a piece ends in the text, from `start` on and between two words; -1 when it is not there."""
    found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(whole, start)
    return found.end() if found else -1


def _plain(text: str) -> str:
    return SPACES.sub(" ", intake.read(text)).strip()
