"""What a reader of the staff should look at in a text, where the name of the town is nobody's."""

from flask import current_app

from ctg_site.domain import hints
from ctg_site.domain.hints import Noticed


def noticed(text: str) -> list[Noticed]:
    return hints.hints(text, current_app.extensions["ctg_settings"].town_name)
