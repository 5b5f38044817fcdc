"""Reads the sheets of a spreadsheet: all that is wrong is told at once, by sheet, row and column."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from ctg_site.domain.sheets import MOST_PROBLEMS, SheetError, SheetProblem
from ctg_site.effects.apart import process

from .cells import SheetShape

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
NO_FILE = "Choisissez un fichier .xlsx avant d’envoyer."
SAME_TIME = "Quelqu’un vient d’enregistrer la même chose\u00a0: renvoyez votre fichier."
NO_LINE = "La feuille n’a aucune ligne."
#: What the first cell of the line that shows how to fill a sheet begins with: nothing is made of it.
EXAMPLE = "Exemple"
BUSY = "Le site lit déjà un autre fichier\u00a0: attendez une minute, puis renvoyez le vôtre."


@dataclass(slots=True)
class SheetLine:
    """One row of a sheet, read: the values by attribute, and where it stands for later complaints."""

    sheet: SheetShape
    row: int
    values: dict[str, Any] = field(default_factory=dict)


def read(content: bytes | None, sheets: Sequence[SheetShape]) -> dict[str, list[SheetLine]]:
    """The lines of each sheet, by what they hold ("" for the first one); SheetError with every problem."""
    if content is None:
        raise wrong(NO_FILE)
    pages, problems = _cells(content, sheets), list[SheetProblem]()
    lines = {sheet.rows: _lines(pages.get(sheet.title), sheet, problems) for sheet in sheets}
    if not problems and not lines[""]:
        problems.append(SheetProblem(sheets[0].title, None, "", NO_LINE))
    if problems:
        raise SheetError(problems)
    return lines


def refuse(problems: Iterable[SheetProblem]) -> None:
    """SheetError, when there is something to correct."""
    if found := list(problems):
        raise SheetError(found)


def problem(line: SheetLine, name: str, message: str) -> SheetProblem:
    """What is wrong in the column of a line that holds an attribute."""
    place = [column.name for column in line.sheet.columns].index(name)
    return SheetProblem(line.sheet.title, line.row, _letter(place), message)


def twice(lines: Iterable[SheetLine], name: str, key: Callable[[SheetLine], Any]) -> Iterator[SheetProblem]:
    """The lines that say once more what a line above says."""
    seen = set()
    for line in lines:
        if (said := key(line)) in seen:
            yield problem(line, name, "C’est déjà dit sur une ligne plus haut.")
        seen.add(said)


def _cells(content: bytes, sheets: Sequence[SheetShape]) -> dict[str, Any]:
    """What the file holds, by the title of each sheet; read apart, within what a town may need."""
    if not content.startswith(ARCHIVE):
        raise wrong(SAVE_ANEW if content.startswith(OLD_OR_LOCKED) else NO_SPREADSHEET)
    wanted = {sheet.title: (len(sheet.columns), sheet.most + 1) for sheet in sheets}
    try:
        found: dict[str, Any] = json.loads(process.read(WORK, content, json.dumps(wanted)))
    except process.Busy as error:
        raise wrong(BUSY) from error
    except process.TooMuch as error:
        raise wrong(TOO_LARGE) from error
    except process.Unread as error:
        raise wrong(NO_SPREADSHEET) from error
    return found


def wrong(message: str) -> SheetError:
    """Something to say of the whole file."""
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
    read = (_line(sheet, row, cells, problems) for row, cells in rows if not _is_example(cells[0]))
    return list(takewhile(lambda line: len(problems) <= MOST_PROBLEMS, read))


def _headers_are_right(sheet: SheetShape, cells: Sequence[Any], problems: list[SheetProblem]) -> bool:
    found, good = [str(cell or "").strip() for cell in cells], True
    for place, column in enumerate(sheet.columns):
        said_there = found[place] if place < len(found) else ""
        if said_there != column.header and (said_there or not column.came_later):
            said = f"La première ligne doit dire ici «\u00a0{column.header}\u00a0»."
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


def _is_example(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith(EXAMPLE)


def _meant(cell: Any) -> Any:
    """A day comes in a list, since JSON has none."""
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


def _letter(place: int) -> str:
    """The name of a column, counted from 0: after Z comes AA."""
    before = chr(ord("A") + place // 26 - 1) if place >= 26 else ""
    return before + chr(ord("A") + place % 26)


def _range(corners: Sequence[Sequence[int]]) -> str:
    return ":".join(f"{_letter(column)}{row + 1}" for row, column in corners)
