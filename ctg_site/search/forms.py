"""What one types to search the site; what the coordination adds to the dictionary."""

from wtforms import Field, SearchField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.neighbours import read_groups
from ctg_site.domain.text import stems
from ctg_site.web.forms import AtMost, BaseForm, Needed

LONGEST = 200


class SearchForm(BaseForm):
    """One field; what is too long is said, and stays written."""

    q = SearchField("Que cherchez-vous\u00a0?", [AtMost(LONGEST, "Votre recherche")])


class TrialForm(BaseForm):
    """A sentence, as somebody would write it to the centre."""

    phrase = TextAreaField("La phrase", [AtMost(1500, "Cette phrase")], default="")


class WordGroupForm(BaseForm):
    """A line of the dictionary."""

    typed = StringField(
        "Ce que les gens tapent", [Needed("Écrivez au moins un mot."), AtMost(LONGEST, "Cette liste")]
    )
    meant = StringField(
        "Ce que disent les pages du site",
        [Needed("Écrivez au moins un mot."), AtMost(LONGEST, "Cette liste")],
    )

    def validate_typed(self, field: Field) -> None:
        if not read_groups([(field.data, "")]).of:
            raise ValidationError("Ces mots sont trop courants pour être cherchés. Choisissez-en d’autres.")

    def validate_meant(self, field: Field) -> None:
        if not stems(field.data):
            raise ValidationError("Ces mots sont trop courants pour être trouvés. Choisissez-en d’autres.")

    def refuse_full(self) -> None:
        self.form_errors.append("Le dictionnaire est plein\u00a0: retirez d’abord une ligne.")
