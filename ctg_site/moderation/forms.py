"""What the staff fill in on a file: decisions offered by the tables, words, notes."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.text import letters
from ctg_site.domain.workflow import Decision, Transition
from ctg_site.web.forms import AtMost, BaseForm, Needed, VersionForm, choices
from ctg_site.web.labels import label


class DecisionForm(VersionForm):
    """One decision among those that the life cycle offers to this person now."""

    event = RadioField("Votre décision", [Needed("Choisissez une décision.")], coerce=str)
    title = StringField("Le titre public", [AtMost(120, "Ce titre")])
    words = TextAreaField("Le texte public", [AtMost(3000)])
    reason = TextAreaField("Le mot à la personne", [AtMost(1500, "Ce mot")])

    def offer(self, rows: Iterable[Transition]) -> "DecisionForm":
        self.rows = {str(row.event): row for row in rows}
        self.event.choices = choices({row.event: label(row.event) for row in self.rows.values()})
        return self

    @property
    def chosen(self) -> Transition:
        return self.rows[self.event.data]

    def validate_reason(self, field: Any) -> None:
        row = self.rows.get(self.event.data)
        if row and row.reason_required and letters(field.data or "") < 3:
            raise ValidationError("Expliquez votre décision à la personne, en une phrase au moins.")

    def validate_title(self, field: Any) -> None:
        if self.event.data == Decision.PUBLISH and letters(field.data or "") < 3:
            raise ValidationError("Donnez un titre de quelques mots à cette envie.")

    def validate_words(self, field: Any) -> None:
        if self.event.data == Decision.PUBLISH and letters(field.data or "") < 3:
            raise ValidationError("Écrivez le texte que le public lira.")


class CorrectionForm(VersionForm):
    title = StringField(
        "Le titre public", [Needed("Donnez un titre à cette envie."), AtMost(120, "Ce titre")]
    )
    words = TextAreaField("Le texte public", [Needed("Écrivez le texte public."), AtMost(3000)])


class AnswerForm(BaseForm):
    message = TextAreaField(
        "Votre message à la personne", [Needed("Écrivez votre message."), AtMost(1500, "Ce message")]
    )


class NoteForm(BaseForm):
    note = TextAreaField("Note pour l’équipe", [Needed("Écrivez votre note."), AtMost(3000, "Cette note")])
