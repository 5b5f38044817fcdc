"""Numbers in addresses: only those that a row may have, so that no forged one reaches the database."""

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """`<int:number>`: a larger number than any row may have is an unknown page."""

    def __init__(self, map: Any, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **({"max": LARGEST} | options))


def number_asked(name: str) -> int | None:
    """The number given as `?name=…`; None when there is none, or none that a row may have."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST else None


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber


def numbers_sent(name: str) -> list[int]:
    """The rows that boxes or hidden fields name; what no row may be is left out."""
    found = (text for text in request.form.getlist(name) if text.isascii() and text.isdecimal())
    return [number for text in found if len(text) <= 10 and (number := int(text)) <= LARGEST][:100]
