"""All the actions as a spreadsheet, with everything that their pages hold: it comes in again whole."""

from collections.abc import Iterable
from typing import Any

from ctg_site.effects.sheets import writing
from ctg_site.effects.sheets.cells import SheetShape
from ctg_site.models.actions import Action
from ctg_site.words.labels import LABELS

from .columns import SHEETS


def spreadsheet(actions: Iterable[Action]) -> bytes:
    known = list(actions)
    return writing.spreadsheet(
        writing.SheetPage(
            sheet.title,
            [column.header for column in sheet.columns],
            [
                [_cell(action, row, column.name) for column in sheet.columns]
                for action, row in _rows(sheet, known)
            ],
        )
        for sheet in SHEETS
    )


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
    "commitments": lambda action, row: ", ".join(action.code_of(one) for one in row.commitments),
    "period": lambda action, row: action.convention.period,
    "districts": lambda action, row: ", ".join(one.slug for one in row.districts),
    "schemes": lambda action, row: ", ".join(one.slug for one in row.schemes),
    "steps": lambda action, row: ", ".join(one.key for one in row.steps),
    "proposals": lambda action, row: ", ".join(str(one.number) for one in row.proposals),
    "audiences": lambda action, row: " ; ".join(LABELS[type(one)][one] for one in row.audiences),
    "lead": lambda action, row: row.lead.slug if row.lead else None,
    "also": lambda action, row: ", ".join(str(one.number) for one in row.also),
    "owner": lambda action, row: row.owner.email if row.owner else None,
    "indicator": lambda action, row: next(i.name for i in action.indicators if i.id == row.indicator_id),
    "is_told": lambda action, row: row.published_at is not None,
}
