"""What the faces of a committee file are drawn from: sections, each of paragraphs, lists and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileBlock:
    """A paragraph, a list or a table of a section: `kind` is « text », « list » or « table »."""

    kind: str
    text: str = ""
    items: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class FileSection:
    """What stands under one heading: one screen of the projected view."""

    id: str
    title: str
    blocks: Sequence[FileBlock]


def paragraph(words: str) -> FileBlock:
    return FileBlock("text", text=words)


def bullets(items: Iterable[str]) -> FileBlock:
    return FileBlock("list", items=list(items))


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> FileBlock:
    return FileBlock("table", text=caption, heads=heads, rows=[list(row) for row in rows])
