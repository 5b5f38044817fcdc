"""Reads the spreadsheet of the actions: all that is wrong is told at once, by sheet, row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ctg_site.db import slow

from .columns import ACTIONS, SHEETS, Sheet

MOST_ROWS = 5000
MOST_PROBLEMS = 100
#: Unfolded, a spreadsheet of five thousand rows is far beneath.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct: the sheet, the row (none: all of it), the letter of the column, what to do."""

    sheet: str
    row: int | None
    column: str
    message: str


class SheetError(Exception):
    """The file cannot be read as the spreadsheet of the actions; `problems` says all that is to correct."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(slots=True)
class Line:
    """One row of a sheet, read: the values by attribute, and where it stands for later complaints."""

    sheet: Sheet
    row: int
    values: dict[str, Any] = field(default_factory=dict)


@slow
def read(content: bytes) -> dict[str, list[Line]]:
    """The lines of each sheet, by what they hold ("" for the actions); SheetError with every problem."""
    book, problems = _open(content), list[Problem]()
    lines = {sheet.rows: _lines(book, sheet, problems) for sheet in SHEETS}
    if not problems and not lines[""]:
        problems.append(Problem(ACTIONS.title, None, "", "La feuille n’a aucune action."))
    if problems:
        raise SheetError(problems[:MOST_PROBLEMS])
    return lines


def _open(content: bytes) -> Any:
    unreadable = Problem("", None, "", "Ce fichier n’est pas un tableur .xlsx\u00a0: exportez-en un d’abord.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise SheetError([Problem("", None, "", "Ce tableur est trop grand une fois ouvert.")])
        return openpyxl.load_workbook(BytesIO(content), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError) as error:
        raise SheetError([unreadable]) from error


def _lines(book: Any, sheet: Sheet, problems: list[Problem]) -> list[Line]:
    if sheet.title not in book.sheetnames:
        problems.append(Problem(sheet.title, None, "", "Cette feuille manque dans le fichier."))
        return []
    page = book[sheet.title]
    if page.merged_cells.ranges:
        where = ", ".join(str(one) for one in list(page.merged_cells.ranges)[:3])
        problems.append(
            Problem(sheet.title, None, "", f"Des cellules sont fusionnées ({where})\u00a0: défusionnez-les.")
        )
        return []
    if page.max_row > MOST_ROWS + 1:
        problems.append(Problem(sheet.title, None, "", f"{MOST_ROWS} lignes au plus."))
        return []
    rows = page.iter_rows(values_only=True)
    if not _headers_are_right(sheet, next(rows, ()), problems):
        return []
    filled = (
        (n, cells) for n, cells in enumerate(rows, start=2) if any(cell not in (None, "") for cell in cells)
    )
    return [_line(sheet, row, cells, problems) for row, cells in filled]


def _headers_are_right(sheet: Sheet, cells: Iterable[Any], problems: list[Problem]) -> bool:
    found, wanted = [str(cell or "").strip() for cell in cells], [column.header for column in sheet.columns]
    good = True
    for place, header in enumerate(wanted):
        if place >= len(found) or found[place] != header:
            said = f"La première ligne doit dire ici «\u00a0{header}\u00a0»."
            problems.append(Problem(sheet.title, 1, get_column_letter(place + 1), said))
            good = False
    return good


def _line(sheet: Sheet, row: int, cells: Any, problems: list[Problem]) -> Line:
    line = Line(sheet, row)
    for place, column in enumerate(sheet.columns):
        cell = cells[place] if place < len(cells) else None
        try:
            line.values[column.name] = column.read(cell)
        except ValueError as error:
            problems.append(Problem(sheet.title, row, get_column_letter(place + 1), str(error)))
    return line


def column_of(sheet: Sheet, name: str) -> str:
    """The letter of the column that holds an attribute."""
    return get_column_letter([column.name for column in sheet.columns].index(name) + 1)
