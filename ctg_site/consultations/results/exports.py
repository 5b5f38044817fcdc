"""What people answered, as files: counts by question, then the free answers, shuffled in each question."""

from collections.abc import Mapping, Sequence
from typing import Any

from ctg_site.domain.participation import QuestionKind
from ctg_site.effects.sheets import writing
from ctg_site.words.labels import label

Line = Sequence[str | int | None]
HEADS = ("N°", "Question", "Sorte", "Réponse", "Personnes", "Points", "En premier", "Ont répondu")
WORDS = ("N°", "Question", "Sorte", "Réponse")


def counts(counted: Mapping[str, Any]) -> list[Line]:
    """One line for each choice of each question; what is not told stays empty, never zero."""
    lines: list[Line] = []
    for section in counted["sections"]:
        for question in section["questions"]:
            start = (question["number"], question["text"], label(QuestionKind(question["kind"])))
            told = question.get("options") or question.get("tags") or [{"label": "", "count": None}]
            for one in told:
                figures = (one["count"], one.get("points"), one.get("first"), question["answered"])
                lines.append((*start, one["label"], *figures))
    return lines


def said(counted: Mapping[str, Any], words: Mapping[int, Sequence[str]]) -> list[Line]:
    """One line for each free answer. The order is drawn anew for each question: none tells whose it is."""
    lines: list[Line] = []
    for section in counted["sections"]:
        for question in section["questions"]:
            start = (question["number"], question["text"], label(QuestionKind(question["kind"])))
            lines += [(*start, text) for text in words.get(question["id"], ())]
    return lines


def spreadsheet(counted: Mapping[str, Any], words: Mapping[int, Sequence[str]]) -> bytes:
    """The file, in the format of Excel."""
    pages = (("Comptes", HEADS, counts(counted)), ("Réponses libres", WORDS, said(counted, words)))
    return writing.spreadsheet(writing.SheetPage(*page) for page in pages)


def open_data(counted: Mapping[str, Any]) -> bytes:
    """The counts, as plain lines."""
    return writing.csv_of([HEADS, *counts(counted)])


def plain_file(counted: Mapping[str, Any], words: Mapping[int, Sequence[str]]) -> bytes:
    """Counts and free answers, as plain lines."""
    return writing.csv_of([HEADS, *counts(counted), *said(counted, words)])
