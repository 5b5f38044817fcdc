"""What the staff fill in before a list of files, and to give a file to somebody else."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import Age, Channel
from ctg_site.domain.workflow import Stage
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.web.forms import AtMost, BaseForm, Needed, VersionForm, choices
from ctg_site.words.labels import LABELS


class InboxFilterForm(BaseForm):
    """What to look for among the files; each name is a word of the address."""

    search = StringField("Chercher un mot ou un numéro", [AtMost(200, "Votre recherche")], name="mots")
    centre = SelectField("Centre", default="", name="centre")
    district = SelectField("Quartier", default="", name="quartier")
    theme = SelectField("Thème", default="", name="theme")
    channel = SelectField("Canal", default="", name="canal")
    stage = SelectField("Étape", default="", name="etape")
    age = SelectField("Arrivée depuis", default="", name="age")

    def offer(
        self, centres: dict[str, str], districts: dict[str, str], themes: dict[str, str]
    ) -> "InboxFilterForm":
        """The choices, by the word of the address; the first one is no choice."""
        self.centre.choices = choices({"": "Tous les centres"} | centres)
        self.district.choices = choices({"": "Tous les quartiers"} | districts)
        self.theme.choices = choices({"": "Tous les thèmes"} | themes)
        self.channel.choices = choices({"": "Tous les canaux"} | LABELS[Channel])
        self.stage.choices = choices({"": "Toutes les étapes"} | LABELS[Stage])
        self.age.choices = choices({"": "Toutes les dates"} | LABELS[Age])
        return self

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked, without the answers that are no choice."""
        return {name: field.data for name, field in self._fields.items() if field.data and not field.errors}

    @property
    def address(self) -> dict[str, str]:
        """The same, by the words of the address."""
        return {self[name].name: value for name, value in self.chosen.items()}


class AssignForm(VersionForm):
    """A colleague of the centre that has the file."""

    colleague = RadioField("Qui va la suivre\u00a0?", [Needed("Choisissez une personne.")], coerce=str)

    def offer(self, colleagues: Iterable[User]) -> "AssignForm":
        self.colleague.choices = choices(
            {
                person.id: f"{person.name}, {person.function}" if person.function else person.name
                for person in colleagues
            }
        )
        return self


class TransferForm(VersionForm):
    """Another centre, and the word that goes with the file."""

    centre = RadioField("Quel centre\u00a0?", [Needed("Choisissez un centre.")], coerce=str)
    word = TextAreaField("Votre mot à l’autre centre", [AtMost(1500, "Ce mot")])

    def offer(self, centres: Iterable[Structure]) -> "TransferForm":
        self.centre.choices = choices({centre.id: centre.name for centre in centres})
        return self

    def validate_word(self, field: TextAreaField) -> None:
        if letters(field.data or "") < 3:
            raise ValidationError("Dites à l’autre centre, en une phrase, pourquoi vous la lui transmettez.")
