"""What the coordination says of an indicator: what it serves; all of it, when it is of no action."""

from collections.abc import Callable, Iterable
from typing import Any, Self

from wtforms import Field, SelectField, StringField
from wtforms.validators import Optional, ValidationError

from ctg_site.actions.editing.section_forms import OVER, ChecksOf, short
from ctg_site.domain.evaluation import Frequency, IndicatorKind
from ctg_site.models.convention import Convention
from ctg_site.models.indicators import Indicator
from ctg_site.web.commitment_fields import by_convention
from ctg_site.web.fields import Figure, Year
from ctg_site.web.forms import AtMost, Needed, VersionForm, choices
from ctg_site.words.labels import LABELS


class ServesForm(VersionForm):
    """The other actions, by their numbers, and the commitments that an indicator serves."""

    actions = short("Les numéros des autres actions qu’il sert", signs=200)
    commitments = ChecksOf("Les engagements qu’il sert")
    #: Given by the caller: which of these numbers are those of actions.
    known: Callable[[list[int]], set[int]]

    def offer(self, conventions: Iterable[Convention]) -> Self:
        self.commitments.choices = by_convention(conventions)
        return self

    @property
    def numbers(self) -> list[int]:
        return sorted({int(one) for one in self._words() if one.isascii() and one.isdecimal()})

    def _words(self) -> list[str]:
        return (self.actions.data or "").replace(",", " ").replace(";", " ").split()

    def validate_actions(self, field: Field) -> None:
        if not all(one.isascii() and one.isdecimal() and len(one) < 9 for one in self._words()):
            raise ValidationError("Écrivez des numéros séparés par des virgules, par exemple 3, 12.")
        if missing := set(self.numbers) - self.known(self.numbers):
            numbers = ", ".join(str(one) for one in sorted(missing))
            raise ValidationError(f"Aucune action n’a ces numéros\u00a0: {numbers}.")

    @property
    def served(self) -> dict[str, list[int]]:
        return {"actions": self.numbers, "commitments": [int(one) for one in self.commitments.data or ()]}


class AloneForm(ServesForm):
    """An indicator of no action, whole."""

    name = StringField("Ce qu’on mesure", [Needed("Dites ce qu’on mesure."), AtMost(200, "Ce nom")])
    kind = SelectField("Sorte", choices=choices(LABELS[IndicatorKind]), coerce=str)
    unit = StringField(
        "En quoi", [Needed("Dites en quoi on compte\u00a0: personnes, heures, euros…"), AtMost(60, "Ce mot")]
    )
    source = short("D’où vient le chiffre", signs=200)
    frequency = SelectField("Quand", choices=choices(LABELS[Frequency]), coerce=str)
    over_year = SelectField("Ses deux semestres font l’année", choices=choices(OVER), coerce=str)
    owner_id = SelectField("Qui le renseigne", [Optional()], coerce=str, choices=[])
    baseline = Figure("Valeur de départ")
    baseline_year = Year("Année de départ")

    def offer_owners(self, owners: Iterable[tuple[str, str]]) -> Self:
        self.owner_id.choices = choices({"": "Personne encore"} | dict(owners))
        return self

    def refuse(self) -> None:
        """Nothing would show it."""
        self.commitments.errors = ["Dites ce qu’il sert\u00a0: un engagement au moins, ou une action."]

    @property
    def values(self) -> dict[str, Any]:
        """Its columns."""
        texts = {name: self[name].data for name in ("name", "kind", "unit", "frequency", "over_year")}
        figures = {"baseline": self.baseline.read, "baseline_year": self.baseline_year.read}
        owner = int(self.owner_id.data) if self.owner_id.data else None
        return texts | figures | {"source": self.source.data or "", "owner_id": owner}


class NewIndicatorForm(AloneForm):
    """One that nobody read yet."""

    version = None


PLAIN = ("version", "name", "kind", "unit", "source", "frequency", "over_year", "baseline", "baseline_year")


def held(indicator: Indicator) -> dict[str, Any]:
    """What the form of an indicator begins with."""
    return {name: getattr(indicator, name) for name in PLAIN} | {
        "owner_id": str(indicator.owner_id or ""),
        "actions": ", ".join(str(one.number) for one in indicator.also),
        "commitments": [str(one.id) for one in indicator.commitments],
    }
