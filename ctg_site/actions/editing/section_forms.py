"""The sections of an action, one form each: their fields carry the names of its attributes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import HiddenField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.evaluation import (
    EXPLAINED,
    ActionNext,
    ActionState,
    Audience,
    Frequency,
    IndicatorKind,
    ResidentsPlace,
)
from ctg_site.domain.measuring import OverYear
from ctg_site.web.commitment_fields import by_convention
from ctg_site.web.fields import Day, Figure, Year
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, choices
from ctg_site.words.labels import LABELS
from ctg_site.words.measuring import OVER_YEAR

NONE = {"": "Pas encore dit"}
SPARE_ROWS = 2
OVER = {one: f"{LABELS[OverYear][one]}\u00a0: {said}" for one, said in OVER_YEAR.items()}


def long(label: str, signs: int = 3000) -> TextAreaField:
    return TextAreaField(label, [Optional(), AtMost(signs)])


def short(label: str, what: str = "Ce texte", signs: int = 160) -> StringField:
    return StringField(label, [Optional(), AtMost(signs, what)])


class ChecksOf(SelectMultipleField):
    """Several choices, each a box to tick; what is not offered is told, not dropped."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [Optional()], coerce=str, choices=[], **options)


class SectionForm(BaseForm):
    """A section says which version of the action it was read from; `MANY` names its lists of rows."""

    version = HiddenField("", [Needed("Rechargez la page avant d’enregistrer.")])
    LINKS: Mapping[str, str] = {}
    #: Given by the caller: which of these envies the public may read.
    published_among: Callable[[list[int]], set[int]]
    ROWS: tuple[str, ...] = ()

    def offer(self, offered: Mapping[str, list[tuple[str, str]]], conventions: Iterable[Any] = ()) -> Self:
        """`conventions` are those whose commitments may be chosen, in their order."""
        for name, source in self.LINKS.items():
            self[name].choices = choices(dict(offered[source]))
        if "commitments" in self:
            self["commitments"].choices = by_convention(conventions)
        return self

    def wrong(self) -> list[Field]:
        """Every field to correct, those of the lines too: what the summary of errors links to."""
        plain = [field for field in self if field.errors and field.name not in self.ROWS]
        lines = [
            one for name in self.ROWS for entry in self[name].entries for one in entry.form if one.errors
        ]
        return plain + lines

    def add_lines(self) -> "SectionForm":
        """A few empty lines under those that are filled."""
        for name in self.ROWS:
            for _ in range(SPARE_ROWS):
                self[name].append_entry()
        return self

    def values(self) -> dict[str, Any]:
        """What to save, by attribute: texts, lists of identifiers, rows that hold something."""
        found: dict[str, Any] = {}
        for field in self:
            if field.name == "version":
                continue
            found[field.name] = rows_of(field) if field.name in self.ROWS else value_of(field)
        return found


class RowForm(BaseForm):
    """One line of a list; empty, it does not count. When it says something, `FIRST` must be given."""

    FIRST = ""
    id = HiddenField("")
    remove = BooleanField("Enlever cette ligne")

    def validate(self, extra_validators: Extra | None = None) -> bool:
        good = super().validate(extra_validators)
        if self.says_something and not self.remove.data and not self[self.FIRST].data:
            self[self.FIRST].errors = [*self[self.FIRST].errors, "Complétez cette ligne, ou enlevez-la."]
            return False
        return good

    @property
    def says_something(self) -> bool:
        quiet = {"id", "remove", *self.QUIET}
        return bool(self.id.data) or any(field.data for field in self if field.short_name not in quiet)

    #: Choices that are never empty say nothing by themselves.
    QUIET: frozenset[str] = frozenset()


def rows_of(field: FieldList) -> list[dict[str, Any]]:
    """The lines that stay, each with its identifier when it is an old one."""
    forms = [entry.form for entry in field.entries]
    return [
        {one.short_name: value_of(one) for one in form if one.short_name != "remove"}
        for form in forms
        if form.says_something and not form.remove.data
    ]


def value_of(field: Field) -> Any:
    if isinstance(field, Day | Figure | Year):
        return field.read
    return field.data


class PartnerRow(RowForm):
    FIRST = "name"
    name = short("Le partenaire", "Ce nom")
    role = short("Ce qu’il fait", signs=300)
    is_formal = BooleanField("Un accord est signé")


class FundingRow(RowForm):
    FIRST = "funder"
    funder = short("Qui paie", "Ce nom")
    year = Year("Année")
    planned = Figure("Prévu, en euros")
    granted = Figure("Accordé, en euros")
    paid = Figure("Versé, en euros")
    is_public = BooleanField("Le public peut le lire")

    def validate_funder(self, field: Field) -> None:
        if field.data and not self.year.data:
            raise ValidationError("Dites pour quelle année.")


class MilestoneRow(RowForm):
    FIRST = "title"
    title = short("L’étape", "Ce titre")
    due_on = Day("Prévue pour le")
    done_on = Day("Faite le")


class IndicatorRow(RowForm):
    FIRST = "name"
    QUIET = frozenset({"kind", "frequency", "over_year"})
    name = short("Ce qu’on mesure", "Ce nom", 200)
    kind = SelectField("Sorte", choices=choices(LABELS[IndicatorKind]), coerce=str)
    unit = short("En quoi", "Ce mot", 60)
    source = short("D’où vient le chiffre", signs=200)
    frequency = SelectField("Quand", choices=choices(LABELS[Frequency]), coerce=str)
    over_year = SelectField("Ses deux semestres font l’année", choices=choices(OVER), coerce=str)
    owner_id = SelectField("Qui le renseigne", [Optional()], coerce=str, choices=[])
    baseline = Figure("Valeur de départ")
    baseline_year = Year("Année de départ")

    def validate_name(self, field: Field) -> None:
        if field.data and not self.unit.data:
            raise ValidationError("Dites en quoi on compte\u00a0: personnes, heures, euros…")


class IdentityForm(SectionForm):
    LINKS = {"districts": "districts", "steps": "steps", "schemes": "schemes"}
    title = StringField("Le titre", [Needed("Donnez un titre à cette action."), AtMost(160, "Ce titre")])
    plain_text = long("En clair", 1500)
    commitments = ChecksOf("Les engagements qu’elle sert")
    audiences = SelectMultipleField("Pour qui", [Optional()], coerce=str, choices=choices(LABELS[Audience]))
    districts = ChecksOf("Dans quels quartiers")
    steps = ChecksOf("À quelles étapes du parcours")
    schemes = ChecksOf("Dans quels dispositifs")
    proposals = short("Les numéros des envies liées", signs=200)

    def validate_proposals(self, field: Field) -> None:
        written = (field.data or "").replace(",", " ").split()
        if not all(one.isdecimal() and len(one) < 9 for one in written):
            raise ValidationError("Écrivez des numéros séparés par des virgules, par exemple 12, 45.")
        missing = {int(one) for one in written} - self.published_among([int(one) for one in written])
        if missing:
            numbers = ", ".join(str(one) for one in sorted(missing))
            raise ValidationError(f"Ces envies ne sont pas publiées sur le site\u00a0: {numbers}.")

    def values(self) -> dict[str, Any]:
        numbers = (self.proposals.data or "").replace(",", " ").split()
        return super().values() | {"proposals": sorted({int(one) for one in numbers})}


class NeedForm(SectionForm):
    need = long("Ce qu’on a constaté")
    need_source = short("D’où vient ce constat", signs=300)
    general_aim = long("Ce qu’on veut")
    operational_aims = long("Plus précisément")


class CourseForm(SectionForm):
    ROWS = ("milestones",)
    description = long("Ce qui est fait", 6000)
    starts_on = Day("Début")
    ends_on = Day("Fin")
    milestones = FieldList(FormField(MilestoneRow))

    def validate_ends_on(self, field: Day) -> None:
        if field.read and self.starts_on.read and field.read < self.starts_on.read:
            raise ValidationError("La fin est avant le début\u00a0: vérifiez les deux jours.")


class PeopleForm(SectionForm):
    ROWS = ("partners",)
    lead_id = SelectField("Qui la porte", [Optional()], coerce=str, choices=[])
    referent_function = short("La fonction de la personne à joindre", signs=120)
    residents_place = RadioField(
        "La place des habitants", [Optional()], coerce=str, choices=choices(NONE | LABELS[ResidentsPlace])
    )
    partners = FieldList(FormField(PartnerRow))

    def offer(self, offered: Mapping[str, list[tuple[str, str]]], conventions: Iterable[Any] = ()) -> Self:
        self.lead_id.choices = choices(NONE | dict(offered["structures"]))
        return super().offer(offered, conventions)


class MeansForm(SectionForm):
    ROWS = ("fundings",)
    human_means = long("Les personnes qui y travaillent")
    material_means = long("Les lieux et le matériel")
    fundings = FieldList(FormField(FundingRow))


class StateForm(SectionForm):
    state = RadioField("Où en est l’action", coerce=str, choices=choices(LABELS[ActionState]))
    state_reason = StringField("Pourquoi", [AtMost(500)])

    def validate_state_reason(self, field: StringField) -> None:
        if self.state.data in EXPLAINED and not field.data:
            raise ValidationError("Dites pourquoi elle est reportée ou abandonnée\u00a0: le public le lira.")


class IndicatorsForm(SectionForm):
    ROWS = ("indicators",)
    indicators = FieldList(FormField(IndicatorRow))
    evaluation_questions = long("Les questions qu’on se posera")

    def offer(self, offered: Mapping[str, list[tuple[str, str]]], conventions: Iterable[Any] = ()) -> Self:
        for entry in self.indicators.entries:
            entry.form.owner_id.choices = choices({"": "Personne encore"} | dict(offered["owners"]))
        return super().offer(offered, conventions)


class ReviewForm(SectionForm):
    strengths = long("Ce qui marche")
    difficulties = long("Ce qui est difficile")
    adjustments = long("Ce qu’on a changé")
    residents_words = long("Ce qu’en disent les habitants")
    what_next = RadioField(
        "Et après\u00a0?", [Optional()], coerce=str, choices=choices(NONE | LABELS[ActionNext])
    )
    what_next_why = short("Pourquoi", signs=500)


#: By the word of the address: the title, and the form.
SECTIONS: dict[str, tuple[str, type[SectionForm]]] = {
    "identite": ("En clair, pour qui, où", IdentityForm),
    "besoin": ("Pourquoi, et ce qu’elle vise", NeedForm),
    "deroule": ("Ce qui est fait, et quand", CourseForm),
    "porteurs": ("Qui la porte, avec qui", PeopleForm),
    "moyens": ("Les moyens", MeansForm),
    "etat": ("Où elle en est", StateForm),
    "indicateurs": ("Ce qu’on mesure", IndicatorsForm),
    "bilan": ("Le bilan, et la suite", ReviewForm),
}


def field_names(form: SectionForm) -> dict[str, str]:
    """The words of each field of a section, those of its lines too, by the name of the attribute."""
    lines = [one for name in form.ROWS for one in form[name].append_entry().form]
    return {field.short_name: field.label.text for field in [*form, *lines] if field.label.text}
