"""What a reader fills in to report a problem, and the centre to answer."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import ReportKind, ReportOutcome
from ctg_site.models.reports import Report
from ctg_site.web.contact_fields import FEWEST_LETTERS, MailField, check_email
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import LABELS


class ReportForm(BaseForm):
    """One compulsory answer; `key` tells a double sending, `website` is a trap for machines."""

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

    def validate_email(self, field: MailField) -> None:
        problem = check_email(field)
        if problem:
            raise ValidationError(problem)


class CloseForm(BaseForm):
    """What was done, and the word to the reader."""

    outcome = RadioField(
        "Ce qui a été fait",
        [Needed("Choisissez ce qui a été fait.")],
        choices=choices(LABELS[ReportOutcome]),
        coerce=str,
    )
    answer = TextAreaField("Votre réponse", [AtMost(1500, "Cette réponse")])

    def about(self, report: Report) -> "CloseForm":
        """Hold the answer against the report, as it was loaded with its envie."""
        self.awaited, self.is_public = bool(report.email), report.proposal.is_public
        return self

    def validate_outcome(self, field: RadioField) -> None:
        if field.data == ReportOutcome.HIDDEN and self.is_public:
            raise ValidationError("L’envie est encore visible. Masquez-la d’abord depuis son dossier.")

    def validate_answer(self, field: TextAreaField) -> None:
        if self.awaited and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("La personne attend une réponse\u00a0: écrivez-lui une phrase.")
