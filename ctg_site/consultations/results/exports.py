"""What people answered, as files: counts by question, then the free answers, shuffled in each question."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.text import printable
from ctg_site.words.labels import label

Line = Sequence[str | int | None]
HEADS: Line = ("N°", "Question", "Sorte", "Réponse", "Personnes", "Points", "En premier", "Ont répondu")
WORDS: Line = ("N°", "Question", "Sorte", "Réponse")
#: What makes a spreadsheet read a cell as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def counts(counted: Mapping[str, Any]) -> list[Line]:
    """One line for each choice of each question; what is not told stays empty, never zero."""
    lines: list[Line] = [HEADS]
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
    lines: list[Line] = [WORDS]
    for section in counted["sections"]:
        for question in section["questions"]:
            start = (question["number"], question["text"], label(QuestionKind(question["kind"])))
            lines += [(*start, text) for text in words.get(question["id"], ())]
    return lines


def spreadsheet(counted: Mapping[str, Any], words: Mapping[int, Sequence[str]]) -> bytes:
    """The file, in the format of Excel; no cell is ever read as a formula nor as a link."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        bold = book.add_format({"bold": True})
        for title, lines in (("Comptes", counts(counted)), ("Réponses libres", said(counted, words))):
            page = book.add_worksheet(title)
            page.freeze_panes(1, 0)
            page.set_column(1, 3, 40)
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    _write(page, row, column, value, None if row else bold)
    return output.getvalue()


def _write(page: Any, row: int, column: int, value: str | int | None, style: Any) -> None:
    if isinstance(value, int):
        page.write_number(row, column, value, style)
    elif value:
        page.write_string(row, column, printable(value), style)


def csv_of(lines: Sequence[Line]) -> bytes:
    """The lines as French spreadsheets open them: semicolons, a mark for the accents, no formula."""
    output = StringIO()
    csv.writer(output, delimiter=";", lineterminator="\r\n").writerows(
        [_inert(value) for value in line] for line in lines
    )
    return output.getvalue().encode("utf-8-sig")


def _inert(value: str | int | None) -> str | int | None:
    """A text that would be read as a formula is told to be a text, once nothing unseen stands before it."""
    if not isinstance(value, str):
        return value
    plain = printable(value)
    return f"'{plain}" if plain.startswith(FORMULA) else plain
