"""What the coordination fills in about the renewal: what becomes of a commitment, a step of the calendar."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.renewal import OF_THE_OLD, Continuity, needs_why
from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, NeededRight, VersionForm, choices
from ctg_site.words.french import today
from ctg_site.words.labels import label

WHY = "Dites pourquoi, en une phrase."
NOWHERE = "Choisissez dans quoi il continue."
SAID_NEW = (
    "Celui-là est dit nouveau\u00a0: choisissez-en un autre, ou effacez d’abord ce qui dit qu’il est nouveau."
)


NOT_NEW = "Un engagement d’aujourd’hui continue déjà dans celui-ci\u00a0: il n’est pas nouveau."


class FateForm(BaseForm):
    """What becomes of a theme or of a commitment of the convention of today."""

    fate = RadioField(
        "Que devient-il\u00a0?",
        [Needed("Choisissez ce qu’il devient.")],
        choices=choices({one: label(one) for one in OF_THE_OLD}),
    )
    goes_on_in = SelectField("Dans la prochaine convention, il continue dans", [Optional()], coerce=str)
    why = TextAreaField("Pourquoi", [AtMost(300, "Cette phrase")])

    def offer(self, parts: Iterable[tuple[int, str]]) -> "FateForm":
        self.goes_on_in.choices = choices({"": "Rien de choisi"} | dict(parts))
        return self

    @property
    def chosen(self) -> Continuity:
        return Continuity(self.fate.data)

    @property
    def target(self) -> int | None:
        return int(self.goes_on_in.data) if self.goes_on_in.data else None

    def validate_why(self, field: TextAreaField) -> None:
        if self.fate.data in list(OF_THE_OLD) and needs_why(self.chosen) and not field.data:
            raise ValidationError(WHY)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        if valid and self.chosen is not Continuity.DROPPED and not self.goes_on_in.data:
            self.goes_on_in.errors = [NOWHERE]
            return False
        return valid

    def refuse(self) -> None:
        self.goes_on_in.errors = [SAID_NEW]


class NewPartForm(BaseForm):
    """Why a part of the next convention is new."""

    why = TextAreaField("Pourquoi il est nouveau", [Needed(WHY), AtMost(300, "Cette phrase")])

    def refuse(self) -> None:
        self.why.errors = [NOT_NEW]


class RenewalStepForm(BaseForm):
    title = StringField("L’étape", [Needed("Nommez l’étape."), AtMost(120, "Ce nom")])
    who = StringField("Qui", [Needed("Dites qui s’en charge."), AtMost(120, "Ce texte")])
    due_on: Any = DayField("Pour quand", [NeededRight("Choisissez un jour.")])
    done_on: Any = DayField("Fait le", [Optional()])

    @property
    def said(self) -> dict[str, Any]:
        """By the names of `calendar_operations.StepSaid`."""
        return {name: self[name].data for name in ("title", "who", "due_on", "done_on")}

    def validate_done_on(self, field: DayField) -> None:
        if field.data and field.data > today():
            raise ValidationError("Ce jour n’est pas encore venu.")


class WrittenStepForm(VersionForm, RenewalStepForm):
    """A step that was read before it is changed."""
