"""What the coordination writes in a file, and what a partner judges of a theme."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.committee import (
    LONGEST_TO_DECIDE,
    LONGEST_WORDS,
    MOST_TO_DECIDE,
    Criterion,
    Judgement,
    ToDecide,
)
from ctg_site.models.committee import EvaluationAnswer
from ctg_site.models.convention import Convention, Theme
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, Sent, VersionForm, choices
from ctg_site.words.committee_labels import CRITERIA
from ctg_site.words.labels import LABELS, label


class MakeFileForm(BaseForm):
    """Which convention a file is about, when there is a choice: the one of the day of the meeting first."""

    convention: Any = RadioField(
        "Sur quelle convention porte le dossier\u00a0?", [Optional()], coerce=str, choices=[]
    )

    @classmethod
    def offering(cls, sent: Sent | None, conventions: Sequence[Convention]) -> Self:
        form = cls(sent, data={"convention": str(conventions[0].id) if conventions else ""})
        named = {one.id: f"{one.title} {one.period}, {label(one.state).lower()}" for one in conventions}
        form.convention.choices = choices({str(number): words for number, words in named.items()})
        return form

    @property
    def chosen(self) -> int | None:
        return int(self.convention.data) if self.convention.data else None


class ValidateFileForm(VersionForm):
    """Which version of the file was read before it was validated."""


class CommitteeWordsForm(VersionForm):
    """Two sentences by theme, and the decisions asked of the body, one a line; made by `words_form`."""

    codes: Sequence[str] = ()

    @property
    def words(self) -> dict[str, Any]:
        """The answers as the file keeps them."""
        themes = {code: self[f"theme_{code}"].data for code in self.codes if self[f"theme_{code}"].data}
        asked = {str(kind): lines(self[f"decide_{kind}"].data) for kind in ToDecide}
        return {"themes": themes, "to_decide": {kind: found for kind, found in asked.items() if found}}


def words_form(themes: Iterable[Theme]) -> type[CommitteeWordsForm]:
    """The form with a field for each of these themes."""
    fields: dict[str, Any] = {"codes": [one.code for one in themes]}
    for one in themes:
        fields[f"theme_{one.code}"] = TextAreaField(one.name, [Optional(), AtMost(LONGEST_WORDS)])
    for kind in ToDecide:
        fields[f"decide_{kind}"] = TextAreaField(LABELS[ToDecide][kind], [Optional(), few_short_lines])
    return type("FilledWordsForm", (CommitteeWordsForm,), fields)


def kept(words: Mapping[str, Any]) -> dict[str, str]:
    """What a file keeps, as the form writes it."""
    themes = {f"theme_{code}": text for code, text in words.get("themes", {}).items()}
    asked = {f"decide_{kind}": "\n".join(found) for kind, found in words.get("to_decide", {}).items()}
    return themes | asked


def lines(typed: str | None) -> list[str]:
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]


def few_short_lines(form: BaseForm, field: Field) -> None:
    found = lines(field.data)
    if len(found) > MOST_TO_DECIDE:
        raise ValidationError(f"Il y a trop de lignes\u00a0: gardez-en {MOST_TO_DECIDE} au plus.")
    if any(len(line) > LONGEST_TO_DECIDE for line in found):
        raise ValidationError(f"Une ligne est trop longue\u00a0: {LONGEST_TO_DECIDE} caractères au plus.")


class EvaluationForm(BaseForm):
    """What one person judges of a theme, question by question, and in whose name."""

    in_name_of = StringField(
        "Au nom de qui répondez-vous\u00a0?",
        [Needed("Dites au nom de qui vous répondez\u00a0: la CAF, un centre, un service…"), AtMost(120)],
    )

    @property
    def said(self) -> dict[Criterion, tuple[Judgement | None, str]]:
        """The answers as `operations.answer` takes them."""
        return {one: (self._judgement(one), self[f"{one}_why"].data or "") for one in Criterion}

    def _judgement(self, one: Criterion) -> Judgement | None:
        return Judgement(self[one].data) if self[one].data else None

    @property
    def questions(self) -> list[tuple[str, Field, Field]]:
        """What the family branch calls each question, and its two fields."""
        return [(CRITERIA[one], self[one], self[f"{one}_why"]) for one in Criterion]

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """A reason goes with an answer."""
        good = super().validate(extra_validators)
        for one in Criterion:
            if self[f"{one}_why"].data and not self[one].data:
                self[one].errors = ["Choisissez une réponse\u00a0: vous avez écrit pourquoi."]
                good = False
        return good

    @classmethod
    def again(cls, formdata: Sent | None, answers: Iterable[EvaluationAnswer], name: str) -> Self:
        """What was sent; else what this person answered already."""
        held: dict[str, str] = {"in_name_of": name}
        for one in answers:
            held |= {one.criterion: one.judgement, f"{one.criterion}_why": one.text}
            held["in_name_of"] = one.in_name_of
        return cls(formdata, data=held)


for _one in Criterion:
    _offered = choices({"": "Je ne réponds pas"} | LABELS[Judgement])
    setattr(
        EvaluationForm,
        _one,
        RadioField(LABELS[Criterion][_one], [Optional()], choices=_offered, coerce=str, default=""),
    )
    setattr(
        EvaluationForm, f"{_one}_why", TextAreaField("Pourquoi\u00a0?", [Optional(), AtMost(LONGEST_WORDS)])
    )
