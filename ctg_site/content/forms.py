"""What the coordination writes: a page, and first in which language."""

from collections.abc import Iterable

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.languages import FRENCH, Language
from ctg_site.domain.text import letters
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices

LONGEST = 12_000


class PageForm(BaseForm):
    """The words of a page."""

    title = StringField("Titre", [Needed("Donnez un titre à cette page."), AtMost(120, "Ce titre")])
    body = TextAreaField("Texte", [Needed("Écrivez le texte de cette page."), AtMost(LONGEST)])
    is_published = BooleanField("Tout le monde peut lire cette page")

    def validate_title(self, field: StringField) -> None:
        if letters(field.data or "") < 2:
            raise ValidationError("Le titre doit contenir au moins deux lettres.")


class NewPageForm(PageForm):
    """The same, and the language, which is chosen once."""

    language = SelectField("Langue")

    def offer(self, languages: Iterable[Language]) -> "NewPageForm":
        self.language.choices = choices({one.tag: _named(one) for one in languages})
        return self

    def refuse_language(self) -> None:
        self.language.errors = ["Cette langue a déjà sa page. Ouvrez-la pour la changer."]


def _named(language: Language) -> str:
    if language.tag == FRENCH:
        return "Français (une page d’aide)"
    return f"{language.french.capitalize()} ({language.name})"
