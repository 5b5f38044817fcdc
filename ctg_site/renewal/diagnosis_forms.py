"""What the coordination fills in about the diagnosis: its state, a finding and what supports it."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.workflow import Transition
from ctg_site.models.diagnosis import Finding
from ctg_site.models.places import District
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import label

NOTHING = "Dites sur quoi ce constat s’appuie\u00a0: une envie, une action ou un chiffre au moins."
UNKNOWN = "Rien de public ne porte ce numéro\u00a0: {numbers}."
MOST_NUMBERS = 30


class DiagnosisStateForm(BaseForm):
    event = SelectField("Ce que vous faites", coerce=str, choices=[])

    def offer(self, rows: Iterable[Transition]) -> "DiagnosisStateForm":
        self.event.choices = choices({row.event: label(row.event) for row in rows})
        return self


class NumbersField(StringField):
    """Numbers that somebody typed, one after another, as a list."""

    @property
    def numbers(self) -> list[int]:
        return [int(one) for one in re.findall(r"[0-9]+", self.data or "")]

    def pre_validate(self, form: Any) -> None:
        if not re.fullmatch(r"[ ,;]*(?:[0-9]{1,9}(?:[ ,;]+|$))*", self.data or ""):
            raise ValidationError("Écrivez des numéros, séparés par des virgules\u00a0: 12, 15.")
        if len(self.numbers) > MOST_NUMBERS:
            raise ValidationError(f"{MOST_NUMBERS} numéros au plus.")


class FindingForm(BaseForm):
    NAMES = ("envies", "actions", "figures")
    text = TextAreaField("Le constat", [Needed("Écrivez le constat."), AtMost(600, "Ce constat")])
    district = SelectField("Où", coerce=str)
    envies = NumbersField("Les envies qui le disent")
    actions = NumbersField("Les actions qui le disent")
    figures = NumbersField("Les chiffres qui le disent")

    @classmethod
    def asked(cls, sent: Any, districts: Iterable[District], held: Finding | None = None) -> "FindingForm":
        """The form, with the districts that it offers and what the finding says already."""
        said = cls.said_of(held) if held is not None else {}
        form = cls(sent, data=said)
        form.district.choices = choices({"": "Toute la ville"} | {one.id: one.name for one in districts})
        return form

    @staticmethod
    def said_of(held: Finding) -> dict[str, Any]:
        numbers = {
            "envies": [one.proposal_id for one in held.supports if one.proposal_id],
            "actions": [one.action.number for one in held.supports if one.action],
            "figures": [one.figure_id for one in held.supports if one.figure_id],
        }
        lists = {name: ", ".join(map(str, several)) for name, several in numbers.items()}
        return {"text": held.text, "district": str(held.district_id or "")} | lists

    @property
    def said(self) -> dict[str, Any]:
        """By the names of `diagnosis_operations.FindingSaid`."""
        district = int(self.district.data) if self.district.data else None
        return {"text": self.text.data, "district_id": district} | {
            name: self[name].numbers for name in self.NAMES
        }

    def refuse(self, missing: dict[str, list[int]]) -> None:
        for name, numbers in missing.items():
            self[name].errors = [UNKNOWN.format(numbers=", ".join(map(str, numbers)))]
        if not missing:
            self.envies.errors = [NOTHING]
