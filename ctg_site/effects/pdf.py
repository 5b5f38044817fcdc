"""Printed sheets as tagged PDF (PDF/UA-1), made in milliseconds from the templates of `print/`."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno

from ctg_site.db import slow
from ctg_site.domain.languages import FRENCH, spoken
from ctg_site.domain.text import excerpt
from ctg_site.runtime import settings

#: The only folder a template can read: no other file, and none of the packages that would need the network.
FOLDER = Path(__file__).parent / "print"
#: The site's own, then what it lacks: Arabic, emoji; and those of typst, for Polish, Greek, Cyrillic.
FONTS = (
    "Atkinson Hyperlegible Next",
    "Noto Sans Arabic",
    "Noto Emoji",
    "Libertinus Serif",
    "DejaVu Sans Mono",
)
#: In place of a sign that no font draws: PDF/UA-1 refuses it, and a gap would hide that something is missing.
UNKNOWN = "□"
#: What the fonts always draw: the signs of Western Europe, and those of careful typography.
KNOWN = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))} | set("ŒœŸ–—‘’“”•…€" + UNKNOWN)
)
SYMBOLS = frozenset({"So", "Sk", "Cf", "Cn", "Co"})
MOST_PARAGRAPHS = 5
#: What the site wrote itself, where nothing is missing.
OURS = frozenset({"square", "square_alt", "address"})
REST = "… la suite sur le site"


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says: a title, lines in bold (when, where), a text, whom to reach, an address."""

    kind: str
    title: str
    text: str | None
    call: str
    contact: tuple[str | None, ...]
    address: str
    lines: tuple[str, ...] = ()


def poster(told: Poster, longest: int = 480) -> bytes:
    """One page A4 with the square that opens the address; what is longer than the sheet is on the site."""
    site, paragraphs = settings(), shortened(told.text or "", longest)
    data = asdict(told) | {
        "site": f"Envies d’agir, {site.town_name}" + (" (démonstration)" if site.demo else ""),
        "title": short(told.title, 130),
        "lines": [short(line, 110) for line in told.lines if line],
        "paragraphs": paragraphs,
        "spoken": {"title": tag(told.title), "paragraphs": [tag(one) for one in paragraphs]},
        "contact": [short(line, 90) for line in told.contact if line],
        "square": segno.make(told.address, error="m").svg_inline(border=2),
        "square_alt": f"Carré à photographier\u00a0: il ouvre {told.address}",
    }
    return sheet("poster.typ", data)


def tag(text: str) -> str:
    """The language in which this is read aloud and laid out."""
    language = spoken(text)
    return language.tag if language else FRENCH


def short(text: str, length: int) -> str:
    """The text as it is, its no-break spaces kept; its beginning on one line when it is too long."""
    return text if len(text) <= length and "\n" not in text else excerpt(text, length)


def shortened(text: str, longest: int) -> list[str]:
    """The first paragraphs of a text, so many signs in all; the last one says that there is more."""
    left, kept = longest, []
    paragraphs = [re.sub("[ \t]+", " ", line.strip()) for line in text.splitlines() if line.strip()]
    for paragraph in paragraphs[:MOST_PARAGRAPHS]:
        kept.append(short(paragraph, max(left, 2)))
        left -= len(paragraph)
        if left <= 0:
            break
    whole = len(kept) == len(paragraphs) and left >= 0
    return kept if whole or not kept else [*kept[:-1], kept[-1].rstrip("…") + REST]


@slow
def sheet(template: str, data: dict[str, Any]) -> bytes:
    """A template of `print/` filled with these values, none of which is ever read as markup."""
    import typst

    for cleaned in (readable, without_symbols):
        try:
            return _compiled(template, _each(data, cleaned))
        except typst.TypstError:
            continue
    return _compiled(template, _each(data, only_known))


def _compiled(template: str, data: dict[str, Any]) -> bytes:
    import typst

    made = typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        font_paths=_fonts(),
        package_path=str(FOLDER / "fonts"),
        package_cache_path=str(FOLDER / "fonts"),
        sys_inputs={"data": json.dumps(data | {"fonts": FONTS})},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise RuntimeError("a sheet in PDF is one file")
    return made


@cache
def _fonts() -> Any:
    """Read once: most of the time of the first sheet."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER / "fonts")])


def readable(text: str) -> str:
    """The text without half signs and control characters; nothing is added to it."""
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text)


def without_symbols(text: str) -> str:
    """Letters of any writing stay; emoji and other drawings give way to the neutral sign."""
    return _replaced(readable(text), lambda sign: unicodedata.category(sign) not in SYMBOLS)


def only_known(text: str) -> str:
    return _replaced(readable(text), lambda sign: sign in KNOWN)


def _replaced(text: str, kept: Callable[[str], bool]) -> str:
    """An emoji made of several signs gives one neutral sign."""
    signs = (sign if kept(sign) or sign == UNKNOWN else UNKNOWN for sign in text)
    return re.sub(f"{UNKNOWN}[{UNKNOWN}\ufe0f\u200d]*", UNKNOWN, "".join(signs))


def _each(value: Any, cleaned: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {name: one if name in OURS else _each(one, cleaned) for name, one in value.items()}
    return [_each(one, cleaned) for one in value] if isinstance(value, list | tuple) else value
