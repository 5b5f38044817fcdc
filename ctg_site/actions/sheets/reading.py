"""Reads the spreadsheet of the actions: all that is wrong is told at once, by sheet, row and column."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from ctg_site.effects.apart import process

from .columns import ACTIONS, SHEETS, SheetShape

MOST_PROBLEMS = 100
#: Two hundred thousand cells are read in half a second, with 30 MB.
WORK = process.Work("spreadsheet", seconds=2, memory=150 * 1024 * 1024, answer=24 * 1024 * 1024)
ARCHIVE, OLD_OR_LOCKED = b"PK", b"\xd0\xcf\x11\xe0"
NO_SPREADSHEET = (
    "Ce fichier n’est pas un tableur .xlsx, ou il est abîmé\u00a0: "
    "téléchargez-en un d’abord, puis remplissez-le."
)
SAVE_ANEW = (
    "Ce fichier est au format .xls, ou protégé par un mot de passe\u00a0: "
    "enregistrez-le au format .xlsx, sans mot de passe."
)
TOO_LARGE = (
    "Ce tableur est trop lourd une fois ouvert\u00a0: n’y laissez que les feuilles du fichier téléchargé, "
    "sans rien écrire loin à droite ni loin en bas, puis renvoyez-le."
)
BUSY = "Le site lit déjà un autre fichier\u00a0: attendez une minute, puis renvoyez le vôtre."
OTHERS = "Il y en a d’autres\u00a0: corrigez celles-ci, puis renvoyez le fichier."


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something to correct: the sheet, the row (none: all of it), the letter of the column, what to do."""

    sheet: str
    row: int | None
    column: str
    message: str


class SheetError(Exception):
    """The file cannot be read as the spreadsheet of the actions; `problems` says all that is to correct."""

    def __init__(self, problems: list[SheetProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        more = [SheetProblem("", None, "", OTHERS)] if len(problems) > MOST_PROBLEMS else []
        self.problems = problems[:MOST_PROBLEMS] + more


@dataclass(slots=True)
class SheetLine:
    """One row of a sheet, read: the values by attribute, and where it stands for later complaints."""

    sheet: SheetShape
    row: int
    values: dict[str, Any] = field(default_factory=dict)


def read(content: bytes) -> dict[str, list[SheetLine]]:
    """The lines of each sheet, by what they hold ("" for the actions); SheetError with every problem."""
    pages, problems = _cells(content), list[SheetProblem]()
    lines = {sheet.rows: _lines(pages.get(sheet.title), sheet, problems) for sheet in SHEETS}
    if not problems and not lines[""]:
        problems.append(SheetProblem(ACTIONS.title, None, "", "La feuille n’a aucune action."))
    if problems:
        raise SheetError(problems)
    return lines


def _cells(content: bytes) -> dict[str, Any]:
    """What the file holds, by the title of each sheet; read apart, within what a town may need."""
    if not content.startswith(ARCHIVE):
        raise _wrong(SAVE_ANEW if content.startswith(OLD_OR_LOCKED) else NO_SPREADSHEET)
    wanted = {sheet.title: (len(sheet.columns), sheet.most + 1) for sheet in SHEETS}
    try:
        found: dict[str, Any] = json.loads(process.read(WORK, content, json.dumps(wanted)))
    except process.Busy as error:
        raise _wrong(BUSY) from error
    except process.TooMuch as error:
        raise _wrong(TOO_LARGE) from error
    except process.Unread as error:
        raise _wrong(NO_SPREADSHEET) from error
    return found


def _wrong(message: str) -> SheetError:
    return SheetError([SheetProblem("", None, "", message)])


def _lines(page: Any, sheet: SheetShape, problems: list[SheetProblem]) -> list[SheetLine]:
    said = ""
    if page is None:
        said = "Cette feuille manque dans le fichier."
    elif page["merged"]:
        said = (
            f"Des cellules sont fusionnées ({', '.join(map(_range, page['merged']))})\u00a0: défusionnez-les."
        )
    elif page["more"]:
        said = f"{sheet.most} lignes au plus."
    if said:
        problems.append(SheetProblem(sheet.title, None, "", said))
        return []
    rows = page["rows"]
    headers = rows.pop(0)[1] if rows and rows[0][0] == 1 else ()
    if not _headers_are_right(sheet, headers, problems):
        return []
    # Once more is wrong than will be told, nothing else is read.
    read = (_line(sheet, row, cells, problems) for row, cells in rows)
    return list(takewhile(lambda line: len(problems) <= MOST_PROBLEMS, read))


def _headers_are_right(sheet: SheetShape, cells: Sequence[Any], problems: list[SheetProblem]) -> bool:
    found, wanted = [str(cell or "").strip() for cell in cells], [column.header for column in sheet.columns]
    good = True
    for place, header in enumerate(wanted):
        if place >= len(found) or found[place] != header:
            said = f"La première ligne doit dire ici «\u00a0{header}\u00a0»."
            problems.append(SheetProblem(sheet.title, 1, _letter(place), said))
            good = False
    return good


def _line(sheet: SheetShape, row: int, cells: Sequence[Any], problems: list[SheetProblem]) -> SheetLine:
    line = SheetLine(sheet, row)
    for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
        try:
            line.values[column.name] = column.read(_meant(cell))
        except ValueError as error:
            problems.append(SheetProblem(sheet.title, row, _letter(place), str(error)))
    return line


def _meant(cell: Any) -> Any:
    """A day comes in a list, since JSON has none."""
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


def _letter(place: int) -> str:
    """The name of a column, counted from 0: after Z comes AA."""
    before = chr(ord("A") + place // 26 - 1) if place >= 26 else ""
    return before + chr(ord("A") + place % 26)


def _range(corners: Sequence[Sequence[int]]) -> str:
    return ":".join(f"{_letter(column)}{row + 1}" for row, column in corners)


def column_of(sheet: SheetShape, name: str) -> str:
    """The letter of the column that holds an attribute."""
    return _letter([column.name for column in sheet.columns].index(name))
