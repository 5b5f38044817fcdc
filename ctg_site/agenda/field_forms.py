"""Fields of the agenda's forms: an hour as people write it, words set as French wants them."""

import re
from datetime import time
from typing import Any

from wtforms import TimeField

from ctg_site.web.typesetting import typeset

HOUR = re.compile(r"(\d{1,2})\s*(?::|h|H)?\s*(\d{2})?(?::\d{2})?")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
#: Ten pages: longer minutes are a document.
LONGEST_MARKDOWN = 20_000
NOT_AN_HOUR = "Écrivez une heure\u00a0: 18:30 ou 18 h 30, par exemple."


def typed(text: str | None) -> str | None:
    """Words of the staff for the public, with the apostrophes and no-break spaces that they need."""
    return typeset(APOSTROPHE.sub("’", text)) if isinstance(text, str) else text


class HourField(TimeField):
    """An hour, as a browser sends it or as somebody types it."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not written:
            return
        found = HOUR.fullmatch(written)
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValueError(NOT_AN_HOUR)
        self.data = time(int(found[1]), int(found[2] or 0))
