"""Writes spreadsheets, in the format of Excel or as plain lines; no cell is read as a formula nor a link."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Any

from ctg_site.domain.text import printable
from ctg_site.domain.town_calendar import local
from ctg_site.words.labels import LABELS

from .cells import NO, YES, SheetShape

#: What makes a spreadsheet read a cell as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 24
HELP = "Mode d’emploi", ("Colonne", "Ce que l’on y écrit", "Exemple")


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet to write: its headers, and its lines, drawn one by one."""

    title: str
    headers: Sequence[str]
    lines: Iterable[Sequence[Any]]


def spreadsheet(pages: Iterable[SheetPage]) -> bytes:
    """The file, in the format of Excel; a line is written as soon as it is drawn, and not held."""
    import xlsxwriter

    output = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        bold = book.add_format({"bold": True})
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        instants = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for page in pages:
            sheet = book.add_worksheet(page.title)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(page.headers) - 1, WIDTH)
            for place, header in enumerate(page.headers):
                sheet.write_string(0, place, header, bold)
            for row, line in enumerate(page.lines, start=1):
                for place, value in enumerate(line):
                    _write(sheet, row, place, value, days, instants)
    return output.getvalue()


def _write(sheet: Any, row: int, place: int, value: Any, days: Any, instants: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, local(value).replace(tzinfo=None), instants)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, days)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, printable(_words(value)))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return LABELS[type(value)][value] if isinstance(value, StrEnum) else str(value)


def filled(shape: SheetShape, lines: Iterable[Sequence[Any]]) -> bytes:
    """A file of one sheet, which comes in again."""
    return spreadsheet([SheetPage(shape.title, [one.header for one in shape.columns], lines)])


def template(shape: SheetShape, **hints: str) -> bytes:
    """An empty file to fill: its headers, a line that shows how, and what each column waits for.

    `hints`: what the site alone knows of a column, by its name.
    """
    columns = shape.columns
    return spreadsheet(
        [
            SheetPage(shape.title, [one.header for one in columns], [[one.example for one in columns]]),
            SheetPage(*HELP, [[one.header, hints.get(one.name, one.hint), one.example] for one in columns]),
        ]
    )


def csv_of(lines: Iterable[Sequence[Any]]) -> bytes:
    """The lines as French spreadsheets open them: semicolons, a mark for the accents, no formula."""
    return codecs.BOM_UTF8 + b"".join(plain_lines(lines, ";"))


def plain_lines(lines: Iterable[Sequence[Any]], between: str = ",") -> Iterator[bytes]:
    """The lines one by one, as machines read them (RFC 4180): commas, no mark before, no formula either."""
    output = StringIO()
    writer = csv.writer(output, delimiter=between, lineterminator="\r\n")
    for line in lines:
        writer.writerow([_inert(value) for value in line])
        yield output.getvalue().encode()
        output.seek(0)
        output.truncate()


def _inert(value: Any) -> Any:
    """A text that would be read as a formula is told to be a text, once nothing unseen stands before it."""
    if not isinstance(value, str):
        return value
    plain = printable(value)
    return f"'{plain}" if plain.startswith(FORMULA) else plain
