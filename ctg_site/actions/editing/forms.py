"""What the staff fill in about an action beside its sections: a new one, its progress, its measures."""

from typing import Any

from wtforms import Field, FieldList, FormField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import Optional, ValidationError

from ctg_site.web.fields import Day, Figure, Year
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed
from ctg_site.words.french import today

SPARE_YEARS = 2


class NewActionForm(BaseForm):
    title = StringField(
        "Le titre de la nouvelle action", [Needed("Donnez un titre à cette action."), AtMost(160, "Ce titre")]
    )

    def refuse(self) -> None:
        """Nothing carries an action yet."""
        self.form_errors.append(
            "Aucune convention n’est chargée\u00a0: la personne qui héberge le site la charge."
        )


class ActionVersionForm(BaseForm):
    version = HiddenField("", [Needed("Rechargez la page avant d’enregistrer.")])


class ProgressForm(BaseForm):
    on = Day("Le jour", [Needed("Dites quel jour, par exemple 3/11/2026.")])
    text = TextAreaField("Ce que le public lira", [Needed("Dites où en est l’action."), AtMost(1500)])
    note = TextAreaField("Note pour l’équipe", [Optional(), AtMost(1500, "Cette note")])

    def validate_on(self, field: Day) -> None:
        if field.read and field.read > today():
            raise ValidationError("Ce jour n’est pas encore arrivé\u00a0: écrivez ce qui s’est déjà passé.")


class MeasureRow(BaseForm):
    year = Year("Année")
    target = Figure("Visé")
    value = Figure("Constaté")
    comment = StringField("Précision", [Optional(), AtMost(300)])

    def validate_value(self, field: Figure) -> None:
        if field.read is not None and self.year.read and self.year.read > today().year:
            raise ValidationError("Cette année n’est pas commencée\u00a0: n’écrivez rien de constaté.")


class MeasuresForm(BaseForm):
    measures = FieldList(FormField(MeasureRow))

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """A year is said once, and a line that says something says its year."""
        good = super().validate(extra_validators)
        seen: set[int] = set()
        for entry in self.measures.entries:
            year = entry.form.year
            says = entry.form.target.data or entry.form.value.data or entry.form.comment.data
            problem = "Dites pour quelle année." if says and not year.data else None
            problem = "Cette année est déjà sur une autre ligne." if year.read in seen else problem
            if problem:
                year.errors, good = [*year.errors, problem], False
            if year.read:
                seen.add(year.read)
        return good

    def wrong(self) -> list[Field]:
        return [field for entry in self.measures.entries for field in entry.form if field.errors]

    def add_lines(self) -> "MeasuresForm":
        for _ in range(SPARE_YEARS):
            self.measures.append_entry()
        return self

    def rows(self) -> list[dict[str, Any]]:
        """The years that are filled: figures as numbers, or None."""
        return [
            {
                "year": entry.form.year.read,
                "target": entry.form.target.read,
                "value": entry.form.value.read,
                "comment": entry.form.comment.data,
            }
            for entry in self.measures.entries
            if entry.form.year.read
        ]
