"""The one way in for text, whatever door it comes by: what is written in two ways becomes one."""

import re
import unicodedata

from .text import printable

#: What joins two signs into one glyph, or parts two letters that would join: Persian, Indic scripts, emoji.
NO_JOIN, JOIN = "\u200c", "\u200d"
#: The scripts whose letters change with their neighbours, by blocks of Unicode.
LETTERS = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufeff"
EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
#: A sign of colour, of skin or of form may follow the first of the emoji that are joined.
JOINS = re.compile(f"(?<=[{LETTERS}])[{NO_JOIN}{JOIN}]|(?<=[{EMOJI}\u200d\ufe0f\u20e3]){JOIN}(?=[{EMOJI}])")
#: The flag of a part of a country: a black flag, then letters that are not drawn.
FLAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
#: A space that does not break, where French or a figure wants one: not between two letters.
NO_BREAK = re.compile("[\u00a0\u202f](?![^\\W\\d_])|(?<![^\\W\\d_])[\u00a0\u202f]")
#: All that keyboards have for an apostrophe, within a word.
APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u00b4`\u2018\u2019\u02b9\u02bc\u2032\uff07](?=[^\\W_])")
#: An address of the Web or of somebody: its signs are not those of a text.
ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")


def read(text: str) -> str:
    """Composed letters, one apostrophe (’) within words, spaces as French sets them, no hidden sign.

    Line ends are one sign. Signs that nobody sees (Unicode's category Cf: marks of direction, soft hyphens,
    zero-width spaces…) go, but for the joiners where a script or an emoji needs them. Reading twice changes
    nothing more.
    """
    lines = LINE_ENDS.sub("\n", text)
    return _one_apostrophe(printable(lines if lines.isascii() else _composed(lines)))


def _composed(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    spans = (found.span() for pattern in (JOINS, FLAGS, NO_BREAK) for found in pattern.finditer(composed))
    kept = {at for span in spans for at in range(*span)}
    seen = (sign if at in kept else _plain(sign) for at, sign in enumerate(composed))
    return unicodedata.normalize("NFC", "".join(seen))


def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    return " " if kind == "Zs" else "" if kind == "Cf" else sign


def _one_apostrophe(text: str) -> str:
    if not APOSTROPHE.search(text):
        return text
    pieces, at = [], 0
    for found in ADDRESS.finditer(text):
        pieces += [APOSTROPHE.sub("’", text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, APOSTROPHE.sub("’", text[at:])])
