"""The commitments that a record speaks of: a choice of the staff, likely ones proposed and never ticked."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice

from ctg_site.domain.likely_commitments import aim_of, likely

from .forms import BaseForm, grouped


def by_convention(conventions: Iterable[Any], first: Sequence[Any] = ()) -> list[SelectChoice]:
    """Every commitment of these conventions, each under the name of its own when there are several.

    Those of `first` come before the others of their convention.
    """
    return grouped(
        {
            f"Convention {one.period}": {
                aim.id: f"{aim.number}\u00a0: {aim.plain_title}"
                for aim in dict.fromkeys(
                    [*(aim for aim in first if aim in one.commitments), *one.commitments]
                )
            }
            for one in conventions
        }
    )


class CommitmentsForm(BaseForm):
    """The commitments of the conventions that an envie speaks of."""

    commitments = SelectMultipleField("Les engagements de la convention", coerce=str)

    def propose(self, conventions: Sequence[Any], text: str = "", *, others: bool = True) -> Self:
        """Those that the text most likely speaks of first, with the words that say so; then the `others`.

        The likely ones are of the last of the conventions, the one in which work goes on.
        """
        held = {one.number: one for one in (conventions[-1].commitments if conventions else ())}
        found = {
            held[one.code]: ", ".join(one.words) for one in likely(text, list(map(aim_of, held.values())))
        }
        self.because = {str(one.id): f"parce que vous lisez\u00a0: {words}" for one, words in found.items()}
        offered = by_convention(conventions, list(found))
        self.commitments.choices = [one for one in offered if others or one.value in self.because]
        return self
