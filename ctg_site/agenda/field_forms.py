"""Fields of the agenda's forms: an hour as people write it, words set as French wants them."""

import re
from typing import Any

from wtforms import TimeField

from ctg_site.domain import written
from ctg_site.web.typesetting import typeset

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
        given = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not given:
            return
        try:
            self.data = written.hour(given)
        except ValueError as error:
            raise ValueError(NOT_AN_HOUR) from error
