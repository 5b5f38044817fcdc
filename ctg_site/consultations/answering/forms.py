"""The questions of a consultation as fields: for people, screen by screen, and for whoever keys in paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain import sheet_numbers
from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.consultations import Question
from ctg_site.models.places import Structure
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, Sent, choices
from ctg_site.words.labels import LABELS

from .answers import LONGEST_ANSWER, Given, Numbered, most_of

NO_ANSWER = "Pas de réponse"
NO_CHOICE = "Pas de choix"
CHANNELS = {channel: words for channel, words in LABELS[Channel].items() if channel is not Channel.ONLINE}


class FewEnough:
    """No more boxes ticked than the question allows."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: BaseForm, field: Field) -> None:
        ticked = len(field.data or ())
        if ticked > self.most:
            extra, few = (
                ticked - self.most,
                "une seule réponse" if self.most == 1 else f"{self.most} réponses",
            )
            raise ValidationError(f"Gardez {few} au plus\u00a0: décochez-en {extra}.")


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """A question on a form: the names of its fields, one for each rank when it ranks."""

    number: int
    question: Question
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        return name_of(self.question)

    @property
    def is_ranking(self) -> bool:
        return bool(self.question.kind is QuestionKind.RANKING)

    @property
    def text(self) -> str:
        return f"{self.number}. {self.question.text}"

    @property
    def hint(self) -> str:
        return " ".join(part for part in (self.question.hint, how_many(self.question)) if part)


def how_many(question: Question) -> str:
    """How many choices one may make, in a sentence; nothing when it needs no saying."""
    most = most_of(question)
    if question.kind is QuestionKind.MULTIPLE:
        limited = most < len(question.options)
        return f"{most} réponses au plus." if limited and most > 1 else "Plusieurs réponses possibles."
    if question.kind is QuestionKind.RANKING:
        return f"Choisissez-en {most} au plus. Le premier est le plus important."
    return ""


class AnswersForm(BaseForm):
    """Some questions; the fields are made from them. Its answers are as `answers.Given` says."""

    asked: Sequence[QuestionFields] = ()

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """Each field by itself; then no thing is ranked twice."""
        good = super().validate(extra_validators)
        each_once = [self._each_once(one) for one in self.asked if one.is_ranking]
        return all(each_once) and good

    def _each_once(self, asked: QuestionFields) -> bool:
        seen: dict[str, str] = {}
        words = {str(option.id): option.label for option in asked.question.options}
        for name in asked.names:
            field = self[name]
            if field.data in seen:
                said = f"«\u00a0{words[field.data]}\u00a0» est déjà votre {seen[field.data]}"
                field.errors = [f"{said}. Choisissez autre chose, ou «\u00a0{NO_CHOICE}\u00a0»."]
            elif field.data in words:
                seen[field.data] = field.label.text
        return not any(self[name].errors for name in asked.names)

    def answers(self) -> dict[int, Given]:
        """By question id, empty when not answered."""
        return {one.question.id: self._given(one) for one in self.asked}

    def _given(self, asked: QuestionFields) -> Given:
        if asked.question.kind is QuestionKind.FREE:
            return self[asked.names[0]].data or ""
        offered = {str(option.id) for option in asked.question.options}
        typed = [self[name].data for name in asked.names]
        chosen = typed[0] if asked.question.kind is QuestionKind.MULTIPLE else typed
        return [int(one) for one in chosen or () if one and one in offered]


class AnswersEntryForm(AnswersForm):
    """A paper or a talk, keyed in by the staff: where it comes from, then every question."""

    key = StringField("", [AtMost(200)], widget=HiddenInput())
    sheet = StringField("Numéro de la fiche", [Optional(), AtMost(sheet_numbers.LONGEST)])
    channel = RadioField(
        "D’où vient cette réponse\u00a0?",
        [Needed("Choisissez d’où vient cette réponse.")],
        choices=choices(CHANNELS),
        default=Channel.PAPER,
        coerce=str,
    )
    structure = SelectField("Centre qui l’a reçue", [Optional()])

    def offer(self, places: Sequence[Structure]) -> "AnswersEntryForm":
        """Give the centres of whoever types: things with an id and a name."""
        self.structure.choices = choices({"": "Aucun"} | {place.id: place.name for place in places})
        return self

    @property
    def structure_id(self) -> int | None:
        return int(self.structure.data) if self.structure.data else None


def name_of(question: Question) -> str:
    return f"q{question.id}"


def screen_form(
    questions: Sequence[Numbered], formdata: Sent | None = None, kept: Mapping[str, Any] | None = None
) -> AnswersForm:
    """The questions of one screen; what must be answered is asked for."""
    return _made(AnswersForm, questions, formdata, kept or {}, strict=True)


def entry_form(
    questions: Sequence[Numbered], formdata: Sent | None, kept: Mapping[str, Any], **values: Any
) -> AnswersEntryForm:
    """Every question on one page. A paper that leaves a question out is keyed in as it is."""
    return _made(AnswersEntryForm, questions, formdata, kept, strict=False, **values)


#: A form whose fields are made from questions.
Made = TypeVar("Made", bound=AnswersForm)


def _made(
    kind: type[Made],
    questions: Sequence[Numbered],
    formdata: Sent | None,
    kept: Mapping[str, Any],
    strict: bool,
    **values: Any,
) -> Made:
    fields: dict[str, Any] = {}
    asked: list[QuestionFields] = []
    for one in questions:
        made = _fields(one, strict and one.question.is_compulsory)
        values |= _typed(one.question, list(made), kept.get(str(one.question.id)))
        fields |= made
        asked.append(QuestionFields(one.number, one.question, tuple(made)))
    form: Made = type(kind.__name__, (kind,), fields)(formdata or None, data=values)
    form.asked = asked
    return form


def _fields(one: Numbered, compulsory: bool) -> dict[str, UnboundField]:
    """The fields of a question, by name."""
    question, name, label = one.question, name_of(one.question), f"{one.number}. {one.question.text}"
    needed = [Needed(f"Répondez à la question {one.number}, puis continuez.")] if compulsory else []
    offered = {str(option.id): option.label for option in question.options}
    if question.kind is QuestionKind.FREE:
        return {name: TextAreaField(label, [*needed, AtMost(LONGEST_ANSWER)])}
    if question.kind is QuestionKind.MULTIPLE:
        limits = [*needed, FewEnough(most_of(question))]
        return {name: SelectMultipleField(label, limits, choices=choices(offered), coerce=str)}
    if question.kind is QuestionKind.RANKING:
        offered = {"": NO_CHOICE} | offered
        return {
            f"{name}_{rank}": SelectField(
                rank_name(rank), needed if rank == 1 else [Optional()], choices=choices(offered), coerce=str
            )
            for rank in range(1, most_of(question) + 1)
        }
    offered |= {} if compulsory else {"": NO_ANSWER}
    validators = needed or [Optional()]
    return {name: RadioField(label, validators, choices=choices(offered), default=None, coerce=str)}


def _typed(question: Question, names: list[str], given: Given | None) -> dict[str, Any]:
    """What the fields hold of an answer that was kept."""
    if given is None or question.kind is QuestionKind.FREE:
        return {} if given is None else {names[0]: given}
    chosen = [str(one) for one in given]
    if question.kind is QuestionKind.MULTIPLE:
        return {names[0]: chosen}
    return dict(zip(names, chosen, strict=False))


def rank_name(rank: int) -> str:
    return "1er choix" if rank == 1 else f"{rank}e choix"
