"""The field of an hour, as a browser sends it or as people write it."""

from typing import Any

from wtforms import TimeField

from ctg_site.domain import written

NOT_AN_HOUR = "Écrivez une heure\u00a0: 18:30 ou 18 h 30, par exemple."


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
