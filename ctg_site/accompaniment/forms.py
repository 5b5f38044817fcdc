"""What the staff fill in on the page of an accompaniment, each with its sentence for what may go wrong."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import Channel, ResourceAnswer, StepKind, SupportKind
from ctg_site.domain.wording import fill
from ctg_site.domain.workflow import TOLD_TO_ALL, Conclusion, Transition
from ctg_site.models.workshop import Reason
from ctg_site.web.forms import AmountField, AtMost, BaseForm, DayField, Needed, Sent, VersionForm, choices
from ctg_site.words.journal import ENTERED
from ctg_site.words.labels import LABELS, label

CHOOSE = {"": "Choisissez"}
#: What a way to reach somebody looks like: an e-mail address, or eight figures in a row.
REACHABLE = re.compile(r"@|(?:\d[\s.\-]?){8}")
#: The choice of an action that begins with the envie.
NEW_ACTION = "nouvelle"
SPOKEN = (Channel.PHONE, Channel.DESK, Channel.STREET, Channel.MEETING)
RELOAD = "Rechargez la page, puis recommencez."


def not_tomorrow(form: BaseForm, field: Field) -> None:
    if field.data and field.data > form.today:
        raise ValidationError("Cette date n’est pas encore passée. Vérifiez-la.")


def without_contact(form: BaseForm, field: Field) -> None:
    if REACHABLE.search(field.data or ""):
        raise ValidationError("N’écrivez ici ni téléphone, ni adresse e-mail.")


def a_row(form: BaseForm, field: Field) -> None:
    if not 0 < field.data < 2**31:
        raise ValidationError(RELOAD)


class DayForm(BaseForm):
    """A form that compares its dates with today, in the town."""

    def __init__(self, formdata: Sent | None, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(formdata, **options)


class ChangeForm(VersionForm):
    """A change of stage or of outcome, among those that the life cycle offers now."""

    event = RadioField("Votre choix", [Needed("Choisissez une réponse.")], coerce=str)
    reason = TextAreaField("Votre mot à la personne", [AtMost(1500, "Ce mot")], default="")

    def offer(self, rows: Iterable[Transition]) -> "ChangeForm":
        self.rows = {str(row.event): row for row in rows}
        self.event.choices = choices({row.event: label(row.event) for row in self.rows.values()})
        return self

    @property
    def chosen(self) -> Transition:
        return self.rows[self.event.data]

    def validate_reason(self, field: TextAreaField) -> None:
        row = self.rows.get(self.event.data)
        if row and row.reason_required and letters(field.data or "") < 3:
            raise ValidationError("Expliquez ce choix à la personne, en une phrase au moins.")


class OutcomeForm(ChangeForm):
    """How it ends; why may be a sentence prepared by the coordination, one’s own words, or both."""

    prepared = SelectField("Une phrase toute prête", default="", coerce=str)
    action = SelectField("Quelle action\u00a0?", default="", coerce=str)
    public = TextAreaField("La phrase que tout le monde lira", [AtMost(300, "Cette phrase")], default="")

    def prepare(self, reasons: Iterable[Reason], values: dict[str, str], is_shown: bool) -> "OutcomeForm":
        """The prepared sentences, what fills them in, and whether the public reads this envie."""
        self.values, self.is_shown = values, is_shown
        self.sentences = {str(one.id): one for one in reasons}
        uses = {
            id: f"{label(Conclusion(one.use))}\u00a0: {one.sentence}" for id, one in self.sentences.items()
        }
        self.prepared.choices = choices({"": "Je l’écris moi-même"} | uses)
        return self

    @property
    def sentence(self) -> Reason | None:
        """The prepared sentence that was chosen, or nothing."""
        return self.sentences.get(self.prepared.data)

    def validate_prepared(self, field: SelectField) -> None:
        if self.sentence and self.sentence.use != self.event.data:
            raise ValidationError("Cette phrase n’est pas faite pour ce choix. Prenez-en une autre.")

    def become(self, actions: Iterable[tuple[int, str]]) -> "OutcomeForm":
        """The actions that the envie may become; a new one begins with its words."""
        known = {str(number): f"N°\u00a0{number}\u00a0: {title}" for number, title in actions}
        self.action.choices = choices(CHOOSE | {NEW_ACTION: "Commencer une nouvelle action"} | known)
        return self

    def validate_reason(self, field: TextAreaField) -> None:
        if not self.sentence:
            super().validate_reason(field)

    @property
    def becomes(self) -> bool:
        return bool(self.event.data == Conclusion.BECOME_ACTION)

    @property
    def begins(self) -> bool:
        """The action that it becomes is not there yet."""
        return self.becomes and bool(self.action.data == NEW_ACTION)

    def validate_action(self, field: SelectField) -> None:
        if self.becomes and not field.data:
            raise ValidationError("Dites quelle action elle devient, ou commencez-en une.")

    def validate_public(self, field: TextAreaField) -> None:
        """A prepared sentence is read again, by whoever signs it, before everybody reads it."""
        without_contact(self, field)
        if self.event.data not in TOLD_TO_ALL or not self.is_shown or letters(field.data or "") >= 3:
            return
        if not self.sentence:
            raise ValidationError("Écrivez pourquoi en une phrase\u00a0: tout le monde la lira.")
        field.data = fill(self.sentence.sentence, self.values)
        raise ValidationError(
            "Relisez cette phrase, corrigez-la\u00a0: tout le monde la lira. Puis enregistrez."
        )


class StepForm(DayForm):
    """What was done with the author, and what comes next."""

    kind = SelectField(
        "Comment\u00a0?", [Needed("Dites comment.")], choices=choices(CHOOSE | LABELS[StepKind]), coerce=str
    )
    on = DayField("Quel jour\u00a0?", [Needed("Donnez la date."), not_tomorrow])
    text = TextAreaField(
        "Ce qui s’est dit, ce qui s’est fait", [Needed("Écrivez ce qui s’est dit."), AtMost(3000)]
    )
    told = TextAreaField("Une phrase pour la personne", [AtMost(500, "Cette phrase")], default="")
    next_step = StringField("La suite prévue", [AtMost(200)], default="")
    next_on = DayField("Pour quel jour\u00a0?")

    def validate_next_step(self, field: StringField) -> None:
        if self.next_on.data and letters(field.data or "") < 3:
            raise ValidationError("Dites en quelques mots ce qui est prévu ce jour-là.")

    def validate_next_on(self, field: DayField) -> None:
        if self.next_step.data and not field.data and not field.errors:
            raise ValidationError("Donnez un jour à cette suite, pour qu’on y pense.")
        if field.data and not self.today <= field.data <= self.today + timedelta(days=730):
            raise ValidationError("Choisissez un jour à venir, dans les deux ans.")


class SupportForm(DayForm):
    """A « coup de pouce »."""

    kind = SelectField(
        "Quelle aide\u00a0?",
        [Needed("Choisissez une sorte d’aide.")],
        choices=choices(CHOOSE | LABELS[SupportKind]),
        coerce=str,
    )
    provider = StringField("Qui l’a donnée\u00a0?", [Needed("Dites qui l’a donnée."), AtMost(120, "Ce nom")])
    what = StringField("En quelques mots", [AtMost(200)], default="")
    cents = AmountField("Montant en euros")
    on = DayField("Quel jour\u00a0?", [Needed("Donnez la date."), not_tomorrow])


class RequestForm(DayForm):
    """Something asked of somebody for the project."""

    what = StringField(
        "Qu’avez-vous demandé\u00a0?", [Needed("Dites ce que vous avez demandé."), AtMost(200)]
    )
    whom = StringField("À qui\u00a0?", [Needed("Dites à qui."), AtMost(120), without_contact])
    on = DayField("Quel jour\u00a0?", [Needed("Donnez la date."), not_tomorrow])
    answer = RadioField(
        "Réponse",
        [Needed("Choisissez une réponse.")],
        choices=choices(LABELS[ResourceAnswer]),
        default=str(ResourceAnswer.PENDING),
        coerce=str,
    )


class NumberedForm(BaseForm):
    """One line of the page, by its number, and what its button says."""

    row = IntegerField("", [Needed(RELOAD), a_row])


class ResourceAnswerForm(NumberedForm):
    """What was answered to a request."""

    answer = SelectField("", [Needed(RELOAD)], choices=choices(LABELS[ResourceAnswer]), coerce=str)


class LineForm(NumberedForm):
    """A line and the list it is of, among `kinds`."""

    kind = StringField("", [Needed(RELOAD)])

    def validate_kind(self, field: StringField) -> None:
        if field.data not in self.kinds:
            raise ValidationError(RELOAD)

    def __init__(self, formdata: Sent | None, kinds: Iterable[str]) -> None:
        self.kinds = kinds
        super().__init__(formdata)


class MemberForm(BaseForm):
    """Somebody of the group, without any way to reach them; a child by the role alone."""

    first_name = StringField("Son prénom", [AtMost(60, "Ce prénom"), without_contact], default="")
    role = StringField("Son rôle", [AtMost(80, "Ce rôle"), without_contact], default="")
    does = StringField("Ce que cette personne fait", [AtMost(200), without_contact], default="")
    under_15 = BooleanField("Cette personne a moins de 15 ans")

    def validate_first_name(self, field: StringField) -> None:
        if self.under_15.data and field.data:
            raise ValidationError("Moins de 15 ans\u00a0: effacez le prénom, gardez le rôle.")

    def validate_role(self, field: StringField) -> None:
        if letters(field.data or "") < 2 and (self.under_15.data or letters(self.first_name.data or "") < 2):
            raise ValidationError("Écrivez au moins un rôle\u00a0: voisine, bénévole, élève…")


class WordsForm(BaseForm):
    """What the author said, written down for them."""

    channel = RadioField(
        "Comment la personne l’a-t-elle dit\u00a0?",
        [Needed("Dites comment.")],
        choices=choices({way: ENTERED[way].capitalize() for way in SPOKEN}),
        coerce=str,
    )
    words = TextAreaField(
        "Ce que la personne a dit", [Needed("Écrivez ce qu’elle a dit."), AtMost(1500, "Ce texte")]
    )
