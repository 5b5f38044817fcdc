"""What a member of the staff types for somebody: the answers of an envie, on one dense page."""

from wtforms import Field
from wtforms.validators import ValidationError

from ctg_site.domain.answers import ASKED, Answers, FormPart, OfChild
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import AgeBand, Visibility

from .answer_fields import AskingForm, asks
from .contact_fields import FEWEST_LETTERS, ReachableForm
from .forms import Extra


@asks("desk", *FormPart)
class EntryForm(ReachableForm, AskingForm):
    """One dense page: the same rules as the residents' screens, asked by somebody of the centre."""

    @property
    def is_of_a_child(self) -> bool:
        return bool(self.age_band.data == AgeBand.UNDER_15)

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """What was typed of a child is forgotten first: it is neither checked, nor shown again, nor kept."""
        if self.is_of_a_child:
            for name in (one for one in ASKED if ASKED[one].of_child is OfChild.NEVER):
                self[name].data, self[name].raw_data = "", []
        good = super().validate(extra_validators)
        if self.is_of_a_child or self.way.data or self.way.errors:
            return good
        self.way.errors = ["Demandez comment lui répondre, puis choisissez."]
        return False

    def validate_text(self, field: Field) -> None:
        if not self.talk.data and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez l’envie, ou cochez «\u00a0La personne préfère en parler\u00a0».")

    def validate_visibility(self, field: Field) -> None:
        if self.is_of_a_child and field.data == Visibility.FIRST_NAME:
            raise ValidationError(
                "Avant 15 ans, le prénom n’est jamais montré. Choisissez une autre réponse."
            )

    @property
    def typed(self) -> Answers:
        """What was typed: of the details, only the one that the chosen way needs; of a child, none."""
        return Answers().changed(**self.answers())
