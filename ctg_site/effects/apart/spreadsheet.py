"""The cells of some sheets of a .xlsx, no further than asked; as JSON."""

import json
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from .child import No, serve

#: The words for what no town's spreadsheet reaches, and for a format that does not tell its merged cells.
LARGE, FORMAT = "large", "format"
#: The signs of all the cells that are kept: a text written once may be shown in every cell.
MOST_SIGNS = 4_000_000
#: A longer cell is cut: the site says where it stands.
LONGEST = 6001


def read(content: bytes, wanted: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """Of each sheet wanted that is there, by its title, so many columns and rows.

    `rows` are the pairs of a number, from 1, and its cells; blank ones are left out. `more`: there are other
    rows; `merged`: the first merged cells, as pairs of a row and a column, both from 0.
    """
    found, signs = {}, 0
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        for title in book.sheet_names:
            if title not in wanted or title in found:
                continue
            found[title] = _sheet(book.get_sheet_by_name(title), *wanted[title])
            rows = found[title]["rows"]
            signs += sum(len(cell) for _, cells in rows for cell in cells if isinstance(cell, str))
            if signs > MOST_SIGNS:
                raise No(LARGE)
    return found


def _sheet(page: CalamineSheet, columns: int, most: int) -> dict[str, Any]:
    merged = page.merged_cell_ranges
    if merged is None:
        raise No(FORMAT)
    rows = []
    for number, row in enumerate(page.to_python(skip_empty_area=False, nrows=most), start=1):
        cells = [_plain(cell) for cell in row[:columns]]
        if any(cell is not None for cell in cells):
            rows.append((number, cells + [None] * (columns - len(cells))))
    more = page.end is not None and page.end[0] >= most
    return {"rows": rows, "more": more, "merged": merged[:3]}


def _plain(value: Any) -> Any:
    """What JSON can hold: a day stands in a list; a blank is nothing."""
    if isinstance(value, date):
        return [(value.date() if isinstance(value, datetime) else value).isoformat()]
    if isinstance(value, bool | float | int):
        return value
    return str(value).strip()[:LONGEST] or None


def main(content: bytes) -> bytes:
    return json.dumps(read(content, json.loads(sys.argv[4])), ensure_ascii=False).encode(errors="replace")


if __name__ == "__main__":
    serve(main)
