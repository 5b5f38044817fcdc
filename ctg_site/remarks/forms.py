"""What a reader fills in to say a word, and the staff to publish it or not, and to answer."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.participation import BY_A_MACHINE, RemarkEvent, RemarkKind
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Transition
from ctg_site.web.contact_fields import FEWEST_LETTERS
from ctg_site.web.forms import AtMost, BaseForm, Needed, VersionForm, choices
from ctg_site.words.labels import LABELS

MY_OWN = "J’écris avec mes mots"
#: Why a person does not publish what a reader wrote: the rules of the charter.
REASONS = (
    "Ces mots blessent, menacent ou excluent.",
    "Ces mots mettent en cause une personne.",
    "Ces mots disent la vie privée de quelqu’un.",
    "C’est de la publicité, ou de la propagande électorale.",
    "Ces mots ne parlent pas du sujet.",
    BY_A_MACHINE,
)


class RemarkForm(BaseForm):
    """Some words, and of what kind when there is a choice; nothing asks who writes."""

    kind = RadioField(
        "Que voulez-vous écrire\u00a0?",
        [Needed("Choisissez\u00a0: une question, ou un encouragement.")],
        coerce=str,
    )
    text = TextAreaField("Vos mots", [AtMost(1000)])
    key = StringField("", [AtMost(200)], widget=HiddenInput())
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    def offer(self, kinds: Iterable[RemarkKind]) -> "RemarkForm":
        """The kinds that suit the subject; the only one is no question."""
        offered = {kind: LABELS[RemarkKind][kind] for kind in kinds}
        if len(offered) == 1:
            self.only = next(iter(offered))
            del self.kind
        else:
            self.kind.choices = choices(offered)
        return self

    @property
    def chosen(self) -> RemarkKind:
        return RemarkKind(self.kind.data) if "kind" in self else self.only

    def validate_text(self, field: TextAreaField) -> None:
        if letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez quelques mots\u00a0: trois lettres au moins.")


class NotedForm(RemarkForm):
    """The same words, said to a member of the staff, who writes them down."""

    about = StringField("De quoi la personne parle-t-elle ?", [AtMost(40, "Cette réponse")])
    channel = RadioField(
        "Où l’a-t-elle dit ?",
        [Needed("Choisissez où la personne l’a dit.")],
        choices=choices({key: words for key, words in LABELS[Channel].items() if key is not Channel.ONLINE}),
        coerce=str,
    )
    read_back = BooleanField("Relu avec la personne", [Needed("Relisez avec la personne, puis cochez.")])

    def suits(self, subject: Any) -> bool:
        """Whether what was found is there, and takes words of that kind; else the form says why not."""
        if subject is None:
            self.about.errors = ["Nous ne trouvons pas. Écrivez « envie 12 », « action 3 » ou « JE1 »."]
        elif self.chosen not in subject.kinds:
            self.kind.errors = ["Sous une envie : question ou encouragement. Ailleurs : un commentaire."]
        return not self.errors


class RemarkDecisionForm(VersionForm):
    """Publish, refuse or hide; why, when it is not to be read."""

    event = RadioField("Votre décision", [Needed("Choisissez une décision.")], coerce=str)
    prepared = SelectField("Pourquoi", default="", coerce=str)
    reason = TextAreaField("Pourquoi, avec vos mots", [AtMost(500, "Ce motif")])

    def offer(self, rows: Iterable[Transition]) -> "RemarkDecisionForm":
        self.rows = {str(row.event): row for row in rows}
        self.event.choices = choices({event: LABELS[RemarkEvent][event] for event in self.rows})
        self.prepared.choices = choices({"": MY_OWN} | {sentence: sentence for sentence in REASONS})
        return self

    @property
    def chosen(self) -> RemarkEvent:
        return RemarkEvent(self.event.data)

    @property
    def why(self) -> str:
        return " ".join(part for part in (self.prepared.data, self.reason.data) if part)

    def validate_reason(self, field: TextAreaField) -> None:
        row = self.rows.get(self.event.data)
        if row and row.reason_required and not self.prepared.data and letters(field.data or "") < 3:
            raise ValidationError("Dites pourquoi\u00a0: choisissez une phrase, ou écrivez-en une.")


class RemarkAnswerForm(VersionForm):
    """What everybody reads beneath the words of the reader."""

    answer = TextAreaField(
        "La réponse du centre", [Needed("Écrivez la réponse."), AtMost(1500, "Cette réponse")]
    )
