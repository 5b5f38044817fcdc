"""French typography of what is read or heard."""

import re

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag

NO_BREAK = "\u00a0\u202f"
QUOTED = frozenset("script style textarea code pre blockquote".split())
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


def typography_faults(texts: list[str]):
    for text in texts:
        for fault, pattern in RULES.items():
            if found := pattern.search(text):
                yield f"{fault}: {flat(text[max(0, found.start() - 30) : found.end() + 20])!r}"


def spoken_texts(page: BeautifulSoup, tags: list[Tag]):
    """The visible texts, block by block, then the attributes that are spoken."""
    pieces: list[str] = []
    gather(page, pieces)
    yield from "".join(pieces).split("\0")
    for tag in tags:
        spoken = [tag[name] for name in SPOKEN_ATTRIBUTES if name in tag.attrs]
        yield from () if spoken and is_quoted(tag) else spoken


def is_quoted(tag: Tag) -> bool:
    """People's own words, official wording and code keep the typography of their author."""
    return (
        tag.name in QUOTED
        or "words" in tag.get("class", ())
        or tag.get("lang", "fr") != "fr"
        or (tag.name == "title" and tag.parent is not None and tag.parent.name == "head")
    )


def gather(tag: Tag, pieces: list[str]) -> None:
    """The texts under `tag`, with NUL where one block ends and another begins."""
    for child in tag.contents:
        if isinstance(child, Tag):
            quoted = is_quoted(child)
            edge = "" if child.name in INLINE and not quoted else "\0"
            pieces.append(edge)
            if not quoted:
                gather(child, pieces)
            pieces.append(edge)
        elif isinstance(child, NavigableString) and not isinstance(child, Comment | Doctype):
            pieces.append(str(child))


#: Signs that take no room: an address, a code or a number that holds one opens nothing.
HIDDEN = frozenset("\u200b\u2060\ufeff\u00ad")
ADDRESSES = {"href", "src", "action"}
TEL = re.compile(r"tel:\+?\d+")
LINK = re.compile(r"(?:https?|mailto|tel|sms):[^\s<>«»()]+")


def machine_faults(tags: list[Tag], texts: list[str]):
    """What a machine reads, with a sign that only typography knows."""
    for tag in tags:
        if ADDRESSES & tag.attrs.keys():
            value = str(tag.get("href") or tag.get("src") or tag.get("action"))
            if not re.fullmatch(r"[!-~]+", value) or value.startswith("tel:") and not TEL.fullmatch(value):
                yield f"an address that no machine reads: {value!r}"
        if "code" in tag.get("class", ()) and not re.fullmatch(r"[0-9A-Z ]+", tag.get_text()):
            yield f"a code with a sign too many: {tag.get_text()!r}"
    yield from (f"a sign that nobody sees: {text!r}" for text in texts if HIDDEN & set(text))


def mail_faults(text: str):
    """The same for a mail, which is nothing but text."""
    yield from (
        f"an address that no machine reads: {one!r}" for one in LINK.findall(text) if not one.isascii()
    )
    if HIDDEN & set(text):
        yield f"a sign that nobody sees: {text!r}"


def flat(text: str) -> str:
    return " ".join(text.split())
