"""Other documents, made from one by changing a single thing."""

from collections.abc import Callable
from dataclasses import replace

from ctg_site.convention.document import CommitmentText, Document


def changed(document: Document, number: str, **values: str) -> Document:
    """With other values in one commitment."""
    return _with(document, lambda one: [replace(one, **values) if one.number == number else one])


def without(document: Document, number: str) -> Document:
    """With one commitment less."""
    return _with(document, lambda one: [] if one.number == number else [one])


def later(document: Document) -> Document:
    """The next convention, with the same words."""
    starts, ends = document.starts_on.replace(year=2027), document.ends_on.replace(year=2031)
    return replace(document, period="2027-2031", starts_on=starts, ends_on=ends)


def _with(document: Document, become: Callable[[CommitmentText], list[CommitmentText]]) -> Document:
    themes = [
        replace(theme, commitments=tuple(new for one in theme.commitments for new in become(one)))
        for theme in document.themes
    ]
    return replace(document, themes=tuple(themes))
