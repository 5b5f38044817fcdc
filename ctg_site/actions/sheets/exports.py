"""All the actions as a spreadsheet, with everything that their pages hold: it comes in again whole."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

import xlsxwriter

from ctg_site.domain.text import printable
from ctg_site.models.actions import Action
from ctg_site.words.labels import LABELS

from .columns import NO, SHEETS, YES, SheetShape


def spreadsheet(actions: Iterable[Action]) -> bytes:
    """The file, in the format of Excel; no cell is ever read as a formula."""
    known, output = list(actions), BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.title)
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.columns) - 1, 24)
            page.write_row(0, 0, [column.header for column in sheet.columns], bold)
            for line, (action, row) in enumerate(_rows(sheet, known), start=1):
                for place, column in enumerate(sheet.columns):
                    _write(page, line, place, _cell(action, row, column.name), days)
    return output.getvalue()


def _rows(sheet: SheetShape, actions: list[Action]) -> Iterable[tuple[Action, Any]]:
    for action in actions:
        if not sheet.rows:
            yield action, action
        elif sheet.rows == "measures":
            yield from ((action, one) for indicator in action.indicators for one in indicator.measures)
        else:
            yield from ((action, one) for one in getattr(action, sheet.rows))


def _cell(action: Action, row: Any, name: str) -> Any:
    if name == "number":
        return action.number
    if name in CELLS:
        return CELLS[name](action, row)
    return getattr(row, name)


CELLS: dict[str, Any] = {
    "commitments": lambda action, row: ", ".join(one.number for one in row.commitments),
    "districts": lambda action, row: ", ".join(one.slug for one in row.districts),
    "steps": lambda action, row: ", ".join(one.key for one in row.steps),
    "proposals": lambda action, row: ", ".join(str(one.number) for one in row.proposals),
    "audiences": lambda action, row: " ; ".join(LABELS[type(one)][one] for one in row.audiences),
    "lead": lambda action, row: row.lead.slug if row.lead else None,
    "owner": lambda action, row: row.owner.email if row.owner else None,
    "indicator": lambda action, row: next(i.name for i in action.indicators if i.id == row.indicator_id),
    "is_told": lambda action, row: row.published_at is not None,
}


def _write(page: Any, line: int, place: int, value: Any, days: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(line, place, YES if value else NO)
    elif isinstance(value, StrEnum):
        page.write_string(line, place, LABELS[type(value)][value])
    elif isinstance(value, date):
        page.write_datetime(line, place, value, days)
    elif isinstance(value, int | float):
        page.write_number(line, place, value)
    else:
        page.write_string(line, place, printable(value))
