"""The pages of the site itself that a search finds, each with what it holds (`words/pages.txt`)."""

from dataclasses import dataclass
from functools import cache

from .text import spellings, stems
from .word_files import lines


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page without a row in the database; `stems` are those of its title, then those of its text."""

    endpoint: str
    title: str
    text: str
    stems: tuple[str, ...]


def _read(line: str) -> OwnPage:
    endpoint, said = (part.strip() for part in line.split("=", 1))
    title, text = (part.strip() for part in said.split(" : ", 1))
    return OwnPage(endpoint, title, text.replace(" : ", "\u00a0: "), tuple(stems(f"{title} {text}")))


@cache
def own_pages() -> tuple[OwnPage, ...]:
    return tuple(map(_read, lines("pages.txt")))


@cache
def spelt() -> dict[str, str]:
    """Each of their words, folded, as it is written."""
    return {
        folded: written for page in own_pages() for written, folded in spellings(f"{page.title} {page.text}")
    }
