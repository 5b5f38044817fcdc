"""What the coordination ticks: a table of commitments and items; what everybody may choose among items."""

from collections.abc import Iterable

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import Optional

from ctg_site.web.forms import BaseForm, choices
from ctg_site.web.item_fields import ItemField

Pair = tuple[int, int]


class ItemFilterForm(BaseForm):
    """What leaves some commitments of the convention."""

    vise = ItemField()


class TicksForm(BaseForm):
    """Each tick is a pair, « engagement-item »; `shown` are those that the page held."""

    ticks = SelectMultipleField("Rapprochements", [Optional()])
    shown = HiddenField()

    def offer(self, pairs: Iterable[Pair]) -> "TicksForm":
        self.ticks.choices = choices({word(pair): word(pair) for pair in sorted(pairs)})
        return self

    @property
    def wanted(self) -> set[Pair]:
        return {pair(one) for one in self.ticks.data or ()}

    @property
    def before(self) -> set[Pair]:
        """What the page held, but for what no page holds."""
        offered = {choice.value for choice in self.ticks.choices}
        return {pair(one) for one in (self.shown.data or "").split() if one in offered}


def word(pair: Pair) -> str:
    return f"{pair[0]}-{pair[1]}"


def pair(written: str) -> Pair:
    commitment, _, item = written.partition("-")
    return int(commitment), int(item)
