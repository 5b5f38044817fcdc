"""French typography of what is read or heard."""

import re

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag

NO_BREAK = "\u00a0\u202f"
#: People's own words, official wording and code keep the typography of their author.
QUOTED = "head > title, script, style, textarea, code, pre, blockquote, .words, [lang]:not([lang=fr])"
SPOKEN_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")
INLINE = set(
    "a abbr b bdi cite del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
RULES = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "a straight quotation mark": re.compile(r'"'),
    "three dots instead of …": re.compile(r"\.\.\."),
    "no no-break space before : ; ? ! »": re.compile(
        rf"[^{NO_BREAK}\s:;?!»(][;?!»]|[ \t\n][:;?!»]|\w:(?=\s|$)"
    ),
    "no no-break space after «": re.compile(rf"«[^{NO_BREAK}]"),
}


def typography_faults(page: BeautifulSoup):
    for text in spoken_texts(page):
        for fault, pattern in RULES.items():
            if found := pattern.search(text):
                yield f"{fault}: {flat(text[max(0, found.start() - 30) : found.end() + 20])!r}"


def spoken_texts(page: BeautifulSoup):
    """The visible texts, block by block, then the attributes that are spoken."""
    quoted = {id(tag) for tag in page.select(QUOTED)}
    yield from "".join(visible_pieces(page, quoted)).split("\0")
    for name in SPOKEN_ATTRIBUTES:
        yield from (tag[name] for tag in page.select(f"[{name}]") if id(tag) not in quoted)


def visible_pieces(tag: Tag, quoted: set[int]):
    """The texts under `tag`, with NUL where one block ends and another begins."""
    for child in tag.children:
        if isinstance(child, Tag):
            edge = "" if child.name in INLINE and id(child) not in quoted else "\0"
            yield edge
            yield from visible_pieces(child, quoted) if id(child) not in quoted else ()
            yield edge
        elif isinstance(child, NavigableString) and not isinstance(child, Comment | Doctype):
            yield str(child)


#: Signs that take no room: an address, a code or a number that holds one opens nothing.
HIDDEN = frozenset("\u200b\u2060\ufeff\u00ad")
TEL = re.compile(r"tel:\+?\d+")
LINK = re.compile(r"(?:https?|mailto|tel|sms):[^\s<>«»()]+")


def machine_faults(page: BeautifulSoup):
    """What a machine reads, with a sign that only typography knows."""
    for tag in page.select("[href], [src], [action]"):
        value = str(tag.get("href") or tag.get("src") or tag.get("action"))
        if not re.fullmatch(r"[!-~]+", value) or value.startswith("tel:") and not TEL.fullmatch(value):
            yield f"an address that no machine reads: {value!r}"
    for tag in page.select(".code"):
        if not re.fullmatch(r"[0-9A-Z ]+", tag.get_text()):
            yield f"a code with a sign too many: {tag.get_text()!r}"
    yield from (f"a sign that nobody sees: {text!r}" for text in spoken_texts(page) if HIDDEN & set(text))


def mail_faults(text: str):
    """The same for a mail, which is nothing but text."""
    yield from (
        f"an address that no machine reads: {one!r}" for one in LINK.findall(text) if not one.isascii()
    )
    if HIDDEN & set(text):
        yield f"a sign that nobody sees: {text!r}"


def flat(text: str) -> str:
    return " ".join(text.split())
