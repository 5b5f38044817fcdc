"""What the coordination fills in about a convention: what becomes of its draft."""

from collections.abc import Iterable

from wtforms import SelectField

from ctg_site.domain.workflow import Transition
from ctg_site.web.forms import BaseForm, choices
from ctg_site.words.labels import label


class ConventionStateForm(BaseForm):
    """One of the acts that its state allows."""

    event = SelectField("Ce que vous faites", coerce=str, choices=[])

    def offer(self, rows: Iterable[Transition]) -> "ConventionStateForm":
        self.event.choices = choices({row.event: label(row.event) for row in rows})
        return self
