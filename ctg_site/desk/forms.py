"""What a member of the staff types for somebody, the check read aloud, a code given again."""

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from ctg_site.domain.answers import ASKED, Answers, FormPart, OfChild
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import AgeBand, Visibility
from ctg_site.web.answer_fields import AskingForm, asks
from ctg_site.web.contact_fields import FEWEST_LETTERS, ReachableForm
from ctg_site.web.forms import BaseForm, Extra, Needed


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


class CheckForm(BaseForm):
    """What was typed is read aloud; both boxes are the person's own agreement."""

    read_back = BooleanField("Relu avec la personne", [Needed("Relisez avec la personne, puis cochez.")])
    agrees = BooleanField(
        "La personne est d’accord pour que le centre garde ces informations",
        [Needed("Demandez son accord à la personne, puis cochez. Sans accord, effacez la saisie.")],
    )


class NewCodeForm(BaseForm):
    """A lost code is given again to its owner alone."""

    recognised = BooleanField(
        "J’ai vérifié que c’est bien la personne",
        [Needed("Vérifiez que c’est bien la personne, puis cochez.")],
    )
