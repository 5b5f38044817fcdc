"""What the staff fill in on a file: decisions offered by the tables, words, notes."""

from collections.abc import Iterable, Iterator, Mapping

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ctg_site.domain.mentions import called
from ctg_site.domain.text import letters
from ctg_site.domain.workflow import Decision, Transition
from ctg_site.models.workshop import AnswerTemplate, Reason
from ctg_site.web.answer_fields import DETAILS, DetailsForm, OwnForm, asks_for
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, VersionForm, choices
from ctg_site.words.labels import label

from .words import ANOTHER_DOOR

MY_OWN = "J’écris avec mes mots"


@asks_for("desk", *DETAILS)
class DetailsOfForm(DetailsForm):
    """What the centre corrects for somebody: how to reach them, their first name, their district."""

    way: RadioField

    def validate(self, extra_validators: Extra | None = None) -> bool:
        good = super().validate(extra_validators)
        if not self.way.data and not self.way.errors:
            self.way.errors = ["Demandez comment lui répondre, puis choisissez."]
        return good and not self.way.errors


@asks_for("desk", "district")
class DetailsOfChildForm(OwnForm):
    """Of a child, the district alone is kept."""


class ReasonForm(VersionForm):
    """Why: a sentence prepared by the coordination, the agent's own words, or both."""

    prepared = SelectField("Une phrase toute prête", default="", coerce=str)
    reason = TextAreaField("Le mot à la personne", [AtMost(1500, "Ce mot")])

    def prepare(self, reasons: dict[str, list[Reason]]) -> "ReasonForm":
        """The sentences offered, by the decision they explain."""
        self.sentences = {str(one.id): one for some in reasons.values() for one in some}
        offered = [
            SelectChoice(str(one.id), one.sentence, optgroup=label(one.use))
            for some in reasons.values()
            for one in some
        ]
        self.prepared.choices = [SelectChoice("", MY_OWN), *offered]
        return self

    @property
    def sentence(self) -> Reason | None:
        """The prepared sentence that was chosen, or nothing."""
        return self.sentences.get(self.prepared.data)

    @property
    def says_why(self) -> bool:
        return self.sentence is not None or letters(self.reason.data or "") >= 3


class DecisionForm(ReasonForm):
    """One decision among those that the life cycle offers to this person now."""

    event = RadioField("Votre décision", [Needed("Choisissez une décision.")], coerce=str)
    title = StringField("Le titre public", [AtMost(120, "Ce titre")])
    words = TextAreaField("Le texte public", [AtMost(3000)])
    door = StringField("Une autre porte", [AtMost(300, "Cette phrase")])

    def offer(self, rows: Iterable[Transition], reasons: dict[str, list[Reason]]) -> "DecisionForm":
        self.rows = {str(row.event): row for row in rows}
        self.event.choices = choices({row.event: label(row.event) for row in self.rows.values()})
        self.prepare({event: reasons[event] for event in self.rows if event in reasons})
        return self

    @property
    def chosen(self) -> Transition:
        return self.rows[self.event.data]

    @property
    def public_words(self) -> tuple[str, str] | None:
        """The title and the text that the public will read, when this decision publishes."""
        if self.event.data != Decision.PUBLISH:
            return None
        return self.title.data or "", self.words.data or ""

    def validate_prepared(self, field: SelectField) -> None:
        sentence = self.sentence
        if sentence and self.event.data in self.rows and sentence.use != self.event.data:
            raise ValidationError("Cette phrase explique une autre décision. Choisissez-en une autre.")

    def validate_reason(self, field: TextAreaField) -> None:
        row = self.rows.get(self.event.data)
        if row and row.reason_required and not self.says_why:
            raise ValidationError("Expliquez votre décision à la personne, en une phrase au moins.")

    def validate_door(self, field: StringField) -> None:
        shown = field.data or (self.sentence and self.sentence.other_door)
        if self.event.data in ANOTHER_DOOR and not shown:
            raise ValidationError("Dites à quelle autre porte la personne peut frapper.")

    def validate_title(self, field: StringField) -> None:
        if self.event.data == Decision.PUBLISH and letters(field.data or "") < 3:
            raise ValidationError("Donnez un titre de quelques mots à cette envie.")

    def validate_words(self, field: TextAreaField) -> None:
        if self.event.data == Decision.PUBLISH and letters(field.data or "") < 3:
            raise ValidationError("Écrivez le texte que le public lira.")


class HideForm(ReasonForm):
    """Why a published text is not shown any more."""

    def validate_reason(self, field: TextAreaField) -> None:
        if not self.says_why:
            raise ValidationError("Dites pourquoi\u00a0: choisissez une phrase, ou écrivez-en une.")


class GroupForm(ReasonForm):
    """The envie that this one joins: one that looks like it, or another whose number is known."""

    OTHER = "autre"
    head = RadioField("Avec quelle envie\u00a0?", [Needed("Choisissez une envie.")], coerce=str)
    number = StringField("Son numéro")

    def offer(self, suggested: dict[int, str], reasons: dict[str, list[Reason]]) -> "GroupForm":
        self.head.choices = choices(suggested | {self.OTHER: "Une autre, dont je connais le numéro"})
        self.prepare({event: some for event, some in reasons.items() if event == Decision.GROUP})
        return self

    @property
    def wanted(self) -> int:
        """The number of the file to join."""
        typed = self.number.data or ""
        return int(self.head.data if self.head.data != self.OTHER else typed.lower().lstrip("n° "))

    def validate_number(self, field: StringField) -> None:
        digits = (field.data or "").lower().lstrip("n° ")
        if self.head.data == self.OTHER and not (
            digits.isascii() and digits.isdecimal() and len(digits) < 10
        ):
            raise ValidationError("Écrivez le numéro de l’envie, en chiffres\u00a0: 12, par exemple.")

    def validate_reason(self, field: TextAreaField) -> None:
        if not self.says_why:
            raise ValidationError("Expliquez à la personne pourquoi, en une phrase au moins.")

    def refuse(self) -> None:
        """The number is no envie that this one may join."""
        field = self.number if self.head.data == self.OTHER else self.head
        field.errors = [
            *field.errors,
            "On ne peut pas rejoindre cette envie\u00a0: autre centre, déjà regroupée, ou finie.",
        ]


class CorrectionForm(VersionForm):
    title = StringField(
        "Le titre public", [Needed("Donnez un titre à cette envie."), AtMost(120, "Ce titre")]
    )
    words = TextAreaField("Le texte public", [Needed("Écrivez le texte public."), AtMost(3000)])


class AnswerForm(BaseForm):
    template = SelectField("Un modèle de réponse", default="", coerce=str)
    message = TextAreaField(
        "Votre message à la personne", [Needed("Écrivez votre message."), AtMost(1500, "Ce message")]
    )

    def offer(self, templates: Iterable[AnswerTemplate]) -> "AnswerForm":
        self.texts = {str(one.id): one.text for one in templates}
        titles = {str(one.id): one.title for one in templates}
        self.template.choices = choices({"": "Aucun"} | titles)
        return self

    def insert(self, filled: dict[str, str]) -> bool:
        """Put the chosen template after what was written; False when none was chosen."""
        text = filled.get(self.template.data)
        if text is None:
            self.template.errors = ["Choisissez d’abord un modèle dans la liste."]
            return False
        self.message.data = "\n\n".join(part for part in (self.message.data, text) if part)
        self.template.data = ""
        return True


CHOOSE = "Cochez quelqu’un d’autre, ou enlevez le signe @."


class NoteForm(BaseForm):
    note = TextAreaField("Note pour l’équipe", [Needed("Écrivez votre note."), AtMost(3000, "Cette note")])
    told = SelectMultipleField("Prévenir des collègues", coerce=str, validate_choice=False)

    def offer(self, readers: Mapping[int, str], me: int | None) -> "NoteForm":
        """The colleagues who may read this file; whoever writes needs no letter."""
        self.readers, self.me = readers, me
        self.told.choices = choices({number: name for number, name in readers.items() if number != me})
        return self

    def know(self, staff: Mapping[int, tuple[str, bool]]) -> "NoteForm":
        """Everybody whom a word after « @ » may call: the name, and whether the account opens."""
        self.staff = staff
        return self

    @property
    def chosen(self) -> set[int]:
        """Whom the boxes and the words after « @ » call."""
        named = {self._meant(numbers) for _, numbers in self._called()}
        return ({int(one) for one in self.told.data or ()} | named) - {self.me, None}  # type: ignore[return-value]

    def validate_note(self, field: TextAreaField) -> None:
        """What is wrong with a box that is not offered any more is said here too."""
        gone = [one for one in self.told.data or () if not (one.isdecimal() and int(one) in self.readers)]
        for number in gone:
            name, _ = self.staff.get(int(number) if number.isdecimal() else 0, ("Cette personne", False))
            raise ValidationError(f"{name} ne peut plus lire cette envie. Cochez quelqu’un d’autre.")
        for word, numbers in self._called():
            if self._meant(numbers) is None:
                raise ValidationError(self._why_not(word, numbers))

    def _called(self) -> Iterator[tuple[str, list[int]]]:
        return called(self.note.data or "", {number: name for number, (name, _) in self.staff.items()})

    def _meant(self, numbers: list[int]) -> int | None:
        """The one who may read the file, or whose box is ticked among several."""
        able = [number for number in numbers if number in self.readers or number == self.me]
        ticked = [number for number in able if str(number) in (self.told.data or ())]
        return ticked[0] if ticked else able[0] if len(able) == 1 else None

    def _why_not(self, word: str, numbers: list[int]) -> str:
        if not numbers:
            return f"Personne ici ne s’appelle «\u00a0{word}\u00a0». Corrigez ce nom, ou enlevez le signe @."
        if any(number in self.readers for number in numbers):
            return f"Plusieurs collègues s’appellent {word}. Écrivez le nom entier, ou cochez la bonne case."
        names = [self.staff[number] for number in numbers]
        if not any(opens for _, opens in names):
            return f"Le compte de {names[0][0]} est fermé\u00a0: rien ne peut lui être dit ici. {CHOOSE}"
        return f"{names[0][0]} ne peut pas lire cette envie. {CHOOSE}"
