"""A field that several lists have: an aim, a domain or a topic of the convention, grouped by kind."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from ctg_site.words.items import GROUPS, LABEL, short


class ItemField(SelectField):
    """Offers what leaves something, with how many; what the address asks for stays offered."""

    def __init__(self, label: str = LABEL, **options: Any) -> None:
        options = {"choices": [], "default": "", "validate_choice": False} | options
        super().__init__(label, [Optional()], **options)

    def offer(self, found: Iterable[Any]) -> None:
        offered = {one.value: f"{short(one.name)} ({one.count})" for one in found}
        if self.data and self.data not in offered:
            offered[self.data] = "Votre choix (0)"
        grouped = [
            SelectChoice(word, said, optgroup=GROUPS[kind])
            for kind in GROUPS
            for word, said in offered.items()
            if word.partition("-")[0] == kind
        ]
        self.choices = [SelectChoice("", "Tout"), *grouped]
