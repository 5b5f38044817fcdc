"""What somebody fills in who reads the files one by one: a decision is a button."""

from collections.abc import Iterable

from wtforms import SelectField

from ctg_site.domain.workflow import Decision, Transition
from ctg_site.models.workshop import Reason
from ctg_site.moderation.forms import DecisionForm
from ctg_site.web.commitment_fields import CommitmentsForm
from ctg_site.web.forms import choices

ASK = str(Decision.ASK_DETAIL)


class ReadingForm(DecisionForm, CommitmentsForm):
    """The decision of a file page, with the question asked when something is missing, ready to be sent."""

    missing = SelectField("S’il manque quelque chose, la question posée", default="", coerce=str)

    def offer(self, rows: Iterable[Transition], reasons: dict[str, list[Reason]]) -> "ReadingForm":
        asked = reasons.get(ASK, [])
        super().offer(rows, {event: some for event, some in reasons.items() if event != ASK})
        self.sentences |= {str(one.id): one for one in asked}
        self.missing.choices = choices({one.id: one.sentence for one in asked} | {"": "Mes mots, plus bas"})
        if self.missing.raw_data is None:
            self.missing.data = self.missing.choices[0].value
        return self

    @property
    def sentence(self) -> Reason | None:
        """What is asked is chosen apart from what explains the other decisions."""
        return self.sentences.get((self.missing if self.event.data == ASK else self.prepared).data)

    @property
    def explains(self) -> bool:
        """What is folded away holds something to correct, or words that came back."""
        fields = (self.prepared, self.reason, self.door)
        return any(field.errors or field.data for field in fields)
