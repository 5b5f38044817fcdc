"""The commitments that an envie speaks of: a choice of the staff, likely ones proposed and never ticked."""

from collections.abc import Iterable
from typing import Any, Self

from wtforms import SelectMultipleField

from ctg_site.domain.likely_commitments import aim_of, likely

from .forms import BaseForm, choices


class CommitmentsForm(BaseForm):
    """The commitments of the convention that an envie speaks of."""

    commitments = SelectMultipleField("Les engagements de la convention", coerce=str)

    def propose(self, commitments: Iterable[Any], text: str = "", *, others: bool = True) -> Self:
        """Those that the text most likely speaks of first, with the words that say so; then the `others`."""
        held = {one.number: one for one in commitments}
        found = {
            held[one.code]: ", ".join(one.words) for one in likely(text, list(map(aim_of, held.values())))
        }
        self.because = {str(one.id): f"parce que vous lisez\u00a0: {words}" for one, words in found.items()}
        ordered = dict.fromkeys([*found, *(held.values() if others else ())])
        self.commitments.choices = choices(
            {one.id: f"{one.number}\u00a0: {one.plain_title}" for one in ordered}
        )
        return self
