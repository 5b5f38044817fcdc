"""What the coordination fills in to build a consultation, to move it on, and to read what people wrote."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from wtforms import BooleanField, Field, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.asking import FEWEST_OPTIONS, MOST_OPTIONS, MOST_WORDS
from ctg_site.domain.participation import ConsultationEvent, QuestionKind
from ctg_site.domain.text import letters
from ctg_site.models.consultations import Consultation, Question
from ctg_site.models.convention import Convention
from ctg_site.web.commitment_fields import by_convention
from ctg_site.web.forms import (
    NOT_OFFERED,
    AtMost,
    BaseForm,
    CountField,
    DayField,
    Extra,
    Needed,
    NeededRight,
    VersionForm,
)
from ctg_site.web.typesetting import typeset
from ctg_site.words.french import today

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
LONGEST_MARKDOWN, LONGEST_OPTION = 6000, 160
SCALE_WORDS = "pas du tout\nun peu\nassez\nbeaucoup"
#: Beyond, people stop ranking.
USUAL_RANKS = 3
#: How long people have to answer, unless the coordination says otherwise.
USUAL_LENGTH = timedelta(days=60)


def typed(text: str | None) -> str | None:
    """Words of the staff for the public, with the apostrophes and no-break spaces that they need."""
    return typeset(APOSTROPHE.sub("’", text)) if isinstance(text, str) else text


class PresentationForm(VersionForm):
    title: Any = StringField(
        "Titre", [Needed("Donnez un titre à la consultation."), AtMost(120, "Ce titre")], filters=(typed,)
    )
    introduction = TextAreaField("Présentation", [Optional(), AtMost(LONGEST_MARKDOWN)], filters=(typed,))
    opens_on: Any = DayField("Premier jour", [NeededRight("Choisissez le premier jour.")])
    closes_on: Any = DayField("Dernier jour", [NeededRight("Choisissez le dernier jour.")])

    def keep(self, names: Iterable[str]) -> "PresentationForm":
        """Leave out the fields whose answer does not change any more."""
        kept = {"version", *names}
        for name in [field.name for field in self if field.name not in kept]:
            del self[name]
        return self

    def of(self, consultation: Consultation) -> "PresentationForm":
        """The days that do not change any more are compared with those that may."""
        self.first_day = consultation.opens_on
        return self

    def validate_closes_on(self, field: Field) -> None:
        first = self.opens_on.data if "opens_on" in self else self.first_day
        if field.data and first and field.data < first:
            raise ValidationError(
                "Le dernier jour vient avant le premier. Corrigez l’un des deux."
                if "opens_on" in self
                else "Ce jour vient avant le premier jour. Choisissez un jour plus tard."
            )

    def presented(self, consultation: Consultation | None = None) -> dict[str, Any]:
        """The answers by the names of `staff_operations.Presented`."""
        names = ("title", "introduction", "opens_on", "closes_on")
        return {
            name: (self[name].data or "" if name == "introduction" else self[name].data)
            if name in self
            else getattr(consultation, name)
            for name in names
        }


class NewPresentationForm(PresentationForm):
    version = None


def usual_days() -> dict[str, Any]:
    return {"opens_on": today() + timedelta(days=7), "closes_on": today() + timedelta(days=7) + USUAL_LENGTH}


class ConsultationSectionForm(VersionForm):
    title = StringField(
        "Titre de la partie",
        [Needed("Donnez un titre à cette partie."), AtMost(120, "Ce titre")],
        filters=(typed,),
    )
    introduction = TextAreaField(
        "Quelques mots avant ses questions", [Optional(), AtMost(1000)], filters=(typed,)
    )


class QuestionForm(VersionForm):
    """What every question has."""

    KIND: Any = QuestionKind.FREE
    text = StringField(
        "La question", [Needed("Écrivez la question."), AtMost(200, "Cette question")], filters=(typed,)
    )
    hint = StringField("Une précision sous la question", [Optional(), AtMost(300)], filters=(typed,))
    is_compulsory = BooleanField("Il faut y répondre pour continuer")

    @property
    def asked(self) -> dict[str, Any]:
        """The answers by the names of `staff_operations.QuestionAsked`."""
        return {
            "kind": self.KIND,
            "text": self.text.data,
            "hint": self.hint.data or "",
            "is_compulsory": bool(self.is_compulsory.data),
        }

    def offer(self, conventions: Sequence[Convention]) -> "QuestionForm":
        return self


class SingleForm(QuestionForm):
    KIND = QuestionKind.SINGLE
    MOST, WHAT = MOST_OPTIONS, "choix"
    options = TextAreaField(
        "Les choix, un par ligne", [Needed("Écrivez les choix, un par ligne.")], filters=(typed,)
    )

    @property
    def labels(self) -> list[str]:
        return [line.strip() for line in (self.options.data or "").splitlines() if line.strip()]

    def validate_options(self, field: TextAreaField) -> None:
        lines = self.labels
        if len(lines) < FEWEST_OPTIONS:
            raise ValidationError(f"Écrivez au moins deux {self.WHAT}, un par ligne.")
        if len(lines) > self.MOST:
            raise ValidationError(f"Gardez {self.MOST} {self.WHAT} au plus\u00a0: il y en a {len(lines)}.")
        if len({line.casefold() for line in lines}) < len(lines):
            raise ValidationError("La même ligne est écrite deux fois. Enlevez-en une.")
        if any(len(line) > LONGEST_OPTION for line in lines):
            raise ValidationError(f"Une ligne est trop longue\u00a0: {LONGEST_OPTION} caractères au plus.")

    @property
    def asked(self) -> dict[str, Any]:
        return super().asked | {"labels": self.labels}


class ScaleForm(SingleForm):
    KIND = QuestionKind.SCALE
    MOST, WHAT = MOST_WORDS, "mots"
    options = TextAreaField(
        "Les mots, du moins au plus, un par ligne",
        [Needed("Écrivez les mots, un par ligne.")],
        filters=(typed,),
        default=SCALE_WORDS,
    )


def _within(form: BaseForm, field: Field, there: int) -> None:
    if field.data is not None and not 1 <= field.data <= max(there, 1):
        raise ValidationError(f"Écrivez un nombre de 1 à {max(there, 1)}, ou laissez vide.")


class MultipleForm(SingleForm):
    KIND = QuestionKind.MULTIPLE
    most = CountField("Combien de choix au plus\u00a0?")

    def validate_most(self, field: CountField) -> None:
        _within(self, field, len(self.labels))

    @property
    def asked(self) -> dict[str, Any]:
        return super().asked | {"most": self.most.data}


class RankingForm(QuestionForm):
    KIND = QuestionKind.RANKING
    commitments = SelectMultipleField("Les engagements à classer", [Optional()])
    most = CountField("Combien en classer\u00a0?", default=USUAL_RANKS)

    def offer(self, conventions: Sequence[Convention]) -> "RankingForm":
        self.commitments.choices = by_convention(conventions)
        self.whole = [one.id for one in conventions[-1].commitments] if conventions else []
        return self

    def validate_commitments(self, field: SelectMultipleField) -> None:
        if field.data and len(field.data) < FEWEST_OPTIONS:
            raise ValidationError("Cochez au moins deux engagements, ou aucun pour les prendre tous.")
        if len(self.whole) < FEWEST_OPTIONS:
            raise ValidationError("La convention n’a pas encore assez d’engagements à classer.")

    def validate_most(self, field: CountField) -> None:
        _within(self, field, len(self.chosen))

    @property
    def chosen(self) -> list[int]:
        """Those that were ticked; none: all those of the current convention."""
        return [int(one) for one in self.commitments.data or ()] or self.whole

    @property
    def asked(self) -> dict[str, Any]:
        return super().asked | {"commitments": self.chosen, "most": self.most.data}


FORMS: dict[QuestionKind, type[QuestionForm]] = {
    form.KIND: form for form in (QuestionForm, SingleForm, MultipleForm, ScaleForm, RankingForm)
}


def held(question: Question) -> dict[str, Any]:
    """What the form of an existing question begins with."""
    return {
        **{name: getattr(question, name) for name in ("text", "hint", "is_compulsory", "most")},
        "options": "\n".join(option.label for option in question.options),
        "commitments": [str(option.commitment_id) for option in question.options],
    }


class ConsultationStateForm(VersionForm):
    """One move of a consultation; to open it again, why, and until when."""

    event = HiddenField("")
    reason = TextAreaField("Pourquoi la rouvrir\u00a0?", [AtMost(500)], filters=(typed,))
    until = DayField("Nouveau dernier jour")

    @property
    def is_reopening(self) -> bool:
        return self.event.data == ConsultationEvent.REOPEN

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """What a button says is no field that people could correct."""
        good = super().validate(extra_validators)
        if self.event.data in set(ConsultationEvent):
            return good
        self.form_errors.append(NOT_OFFERED)
        return False

    def validate_reason(self, field: TextAreaField) -> None:
        if self.is_reopening and letters(field.data or "") < 3:
            raise ValidationError("Dites pourquoi, en une phrase.")

    def validate_until(self, field: DayField) -> None:
        if not self.is_reopening or field.errors:
            return
        if field.data is None or field.data < today():
            raise ValidationError("Choisissez un dernier jour, aujourd’hui ou plus tard.")


class WhatNextForm(VersionForm):
    what_next = TextAreaField(
        "Ce qui a été décidé ensuite", [Optional(), AtMost(LONGEST_MARKDOWN)], filters=(typed,)
    )
    due_on = DayField("Sinon, la réponse est attendue pour le")

    def validate_due_on(self, field: DayField) -> None:
        if letters(self.what_next.data or "") < 3 and field.data is None and not field.errors:
            raise ValidationError("Écrivez ce qui a été décidé, ou dites pour quand la réponse est attendue.")


class TagForm(BaseForm):
    """One field for a tag that exists and for a new one."""

    label = StringField(
        "Étiquette",
        [Needed("Écrivez une étiquette, ou choisissez-en une."), AtMost(60, "Ce mot")],
        filters=(typed,),
    )


class AnswerQuoteForm(BaseForm):
    """What the public will read of an answer; the operation compares it with the answer."""

    words = TextAreaField(
        "Ce que tout le monde lira", [Needed("Gardez au moins quelques mots de la réponse."), AtMost(600)]
    )

    def refuse(self, why: str) -> None:
        self.words.errors = [why]
