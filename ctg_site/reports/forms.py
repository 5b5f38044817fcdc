"""What a reader fills in to report a problem, and the centre to answer."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import ReportAbout, ReportKind, ReportOutcome
from ctg_site.models.reports import Report
from ctg_site.web.contact_fields import FEWEST_LETTERS, MailField, check_email
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import LABELS


class ReportForm(BaseForm):
    """One compulsory answer; `key` tells a double sending, `website` is a trap for machines."""

    part = RadioField("De quoi s’agit-il\u00a0?", [Needed("Choisissez de quoi il s’agit.")], coerce=str)
    kind = RadioField(
        "Que se passe-t-il\u00a0?",
        [Needed("Choisissez ce qui se passe.")],
        choices=choices(LABELS[ReportKind]),
        coerce=str,
    )
    words = TextAreaField("Dites-le avec vos mots", [Optional(), AtMost(1500)])
    email = MailField("Votre adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    key = StringField("", [AtMost(200)], widget=HiddenInput())
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    def offer(self, things: dict[str, Any]) -> "ReportForm":
        """What everybody reads on the page, by the words of `part`; the only thing is no question."""
        self.things = things
        if len(things) == 1:
            del self.part
        else:
            self.part.choices = choices({word: told(word, thing) for word, thing in things.items()})
        return self

    @property
    def reported(self) -> Any:
        return self.things[self.part.data] if "part" in self else next(iter(self.things.values()))

    def validate_email(self, field: MailField) -> None:
        problem = check_email(field)
        if problem:
            raise ValidationError(problem)


def told(word: str, thing: Any) -> str:
    """How the form names a thing: a photo, by what it shows."""
    about = ReportAbout(word.partition("-")[0])
    said = LABELS[ReportAbout][about]
    return f"{said}\u00a0: {thing.alt}" if about in {ReportAbout.PHOTO, ReportAbout.PICTURE} else said


class CloseForm(BaseForm):
    """What was done, and the word to the reader."""

    outcome = RadioField(
        "Ce qui a été fait",
        [Needed("Choisissez ce qui a été fait.")],
        choices=choices(LABELS[ReportOutcome]),
        coerce=str,
    )
    answer = TextAreaField("Votre réponse", [AtMost(1500, "Cette réponse")])

    def about(self, report: Report, is_public: bool) -> "CloseForm":
        """Hold the answer against the report, and what it is about: whether everybody still reads it."""
        self.awaited, self.is_public = bool(report.email), is_public
        return self

    def validate_outcome(self, field: RadioField) -> None:
        if field.data == ReportOutcome.HIDDEN and self.is_public:
            raise ValidationError("C’est encore visible sur le site. Masquez d’abord, puis revenez ici.")

    def validate_answer(self, field: TextAreaField) -> None:
        if self.awaited and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("La personne attend une réponse\u00a0: écrivez-lui une phrase.")
