"""What one chooses of the convention, for a meeting or for a decision."""

from collections.abc import Collection, Mapping
from typing import ClassVar, Self

from wtforms import SelectMultipleField
from wtforms.validators import Optional

from ctg_site.web.forms import BaseForm, choices


class TiesForm(BaseForm):
    """What it is about; a tie that is not offered to this person, or not any more, stays as it is."""

    TIES: ClassVar[tuple[str, ...]] = ("commitments", "actions")
    commitments = SelectMultipleField("Engagements concernés", [Optional()])
    actions = SelectMultipleField("Actions concernées", [Optional()])

    def offer_ties(
        self, offered: Mapping[str, Mapping[int, str]], held: Mapping[str, Collection[int]]
    ) -> Self:
        self.beyond = {name: set(held[name]) - offered[name].keys() for name in self.TIES}
        for name in self.TIES:
            field, unseen = self[name], {str(one) for one in self.beyond[name]}
            field.choices = choices({**offered[name]})
            field.data = [one for one in field.data or () if one not in unseen]
        return self

    @property
    def tied(self) -> dict[str, list[int]]:
        """The numbers chosen, by the name of the tie, and those that could not be."""
        return {name: sorted({*map(int, self[name].data)} | self.beyond[name]) for name in self.TIES}
