"""What the staff fill in about an action beside its sections: a new one, its progress, its measures."""

from typing import Any

from wtforms import Field, FieldList, FormField, SelectField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.measuring import has_begun
from ctg_site.models.indicators import Indicator
from ctg_site.web.fields import Day, Figure, Year
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, Sent, VersionForm, choices
from ctg_site.words.french import today
from ctg_site.words.labels import LABELS

SPARE_YEARS = 2
ALREADY = {
    True: "Cette année est déjà sur une autre ligne.",
    False: "Ce semestre est déjà sur une autre ligne.",
}


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
    part = SelectField("Pour", choices=choices(LABELS[CollectedPart]), coerce=str, default="year")
    target = Figure("Visé")
    value = Figure("Constaté")
    comment = StringField("Précision", [Optional(), AtMost(300)])

    def validate_value(self, field: Figure) -> None:
        if field.read is None or not self.year.read or self.part.errors:
            return
        if self.year.read > today().year:
            raise ValidationError("Cette année n’est pas commencée\u00a0: n’écrivez rien de constaté.")
        if not has_begun(self.year.read, CollectedPart(self.part.data), today()):
            raise ValidationError("Ce semestre n’est pas commencé\u00a0: n’écrivez rien de constaté.")


class MeasuresForm(VersionForm):
    """The values of an indicator, a line for each year, or for each half of one."""

    measures = FieldList(FormField(MeasureRow))

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """A year, or a half of it, is said once, and a line that says something says its year."""
        good = super().validate(extra_validators)
        seen: set[tuple[int, str]] = set()
        for entry in self.measures.entries:
            year = entry.form.year
            says = entry.form.target.data or entry.form.value.data or entry.form.comment.data
            problem = "Dites pour quelle année." if says and not year.data else None
            key = (year.read, entry.form.part.data)
            problem = ALREADY[entry.form.part.data == "year"] if key in seen else problem
            if problem:
                year.errors, good = [*year.errors, problem], False
            if year.read:
                seen.add(key)
        return good

    def wrong(self) -> list[Field]:
        lines = [field for entry in self.measures.entries for field in entry.form]
        return [field for field in (self.version, *lines) if field.errors]

    def add_lines(self) -> "MeasuresForm":
        for _ in range(SPARE_YEARS):
            self.measures.append_entry()
        return self

    def rows(self) -> list[dict[str, Any]]:
        """The years that are filled: figures as numbers, or None."""
        return [
            {
                "year": entry.form.year.read,
                "part": CollectedPart(entry.form.part.data),
                "target": entry.form.target.read,
                "value": entry.form.value.read,
                "comment": entry.form.comment.data,
            }
            for entry in self.measures.entries
            if entry.form.year.read
        ]


def measures_form(indicator: Indicator, formdata: Sent | None = None) -> MeasuresForm:
    """What was sent; else the values as they are, with empty lines under them."""
    if formdata:
        return MeasuresForm(formdata)
    names = ("year", "part", "target", "value", "comment")
    rows = [{name: getattr(one, name) for name in names} for one in indicator.measures]
    return MeasuresForm(data={"measures": rows, "version": indicator.version}).add_lines()
