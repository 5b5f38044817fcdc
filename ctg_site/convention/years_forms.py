"""What the coordination fills in about a convention: its draft, an avenant, a document, another file."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.conventions import AmendmentFault, DocumentKind
from ctg_site.domain.workflow import Transition
from ctg_site.web.document_fields import PdfForm
from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, NeededRight, choices
from ctg_site.words.french import day
from ctg_site.words.labels import LABELS, label
from ctg_site.words.years import REFUSED

from . import document, reader
from .nodes import ConventionFileError

#: A file that is read on screen travels twice: the person who hosts the site loads a larger one.
MOST_TYPED = 90_000


class ConventionStateForm(BaseForm):
    """One of the acts that its state allows."""

    event = SelectField("Ce que vous faites", coerce=str, choices=[])

    def offer(self, rows: Iterable[Transition]) -> "ConventionStateForm":
        self.event.choices = choices({row.event: label(row.event) for row in rows})
        return self


class AmendmentForm(BaseForm):
    """An avenant: three answers prolong a convention, a fourth says what else it changes."""

    FIELDS = {
        AmendmentFault.KNOWN: "reference",
        AmendmentFault.AFTER_ITS_END: "signed_on",
        AmendmentFault.BEFORE_THE_CONVENTION: "signed_on",
    }
    signed_on: Any = DayField("La date de l’acte", [NeededRight("Choisissez la date de l’acte.")])
    reference = StringField(
        "La référence de l’acte", [Needed("Écrivez la référence de l’acte."), AtMost(100, "Cette référence")]
    )
    new_end: Any = DayField("La nouvelle fin", [Optional()])
    what = TextAreaField("Ce qu’il change d’autre", [Optional(), AtMost(1500)])

    @property
    def said(self) -> dict[str, Any]:
        """By the names of `amendment_operations.AmendmentSaid`."""
        return {name: self[name].data for name in ("signed_on", "reference", "new_end")} | {
            "what": self.what.data or ""
        }

    def refuse(self, fault: AmendmentFault, last_day: date, other: str) -> None:
        """What is wrong, under the answer that is to change."""
        field = self[self.FIELDS.get(fault, "new_end")]
        field.errors = [REFUSED[fault].format(end=day(last_day), other=other)]


class NewDocumentForm(PdfForm):
    kind = SelectField("Ce que c’est", coerce=str, choices=choices(LABELS[DocumentKind]))
    title = StringField("Titre", [Needed("Donnez un titre au document."), AtMost(160, "Ce titre")])


class ConventionFileForm(BaseForm):
    """A convention’s file, sent once to be read on screen, then again, byte for byte, to be loaded."""

    file = FileField("Le fichier de la convention", render_kw={"accept": ".yaml,.yml"})
    sent = HiddenField("")
    #: What the file says, once it is validated; what is wrong with it.
    read: document.Document
    problems: Sequence[str] = ()

    def validate_file(self, field: FileField) -> None:
        data = self._bytes(field)
        if not data:
            raise ValidationError("Choisissez un fichier .yaml, puis envoyez à nouveau.")
        if len(data) > MOST_TYPED:
            raise ValidationError(
                "Ce fichier est trop lourd\u00a0: 90 Ko au plus. La personne qui héberge le site le charge."
            )
        try:
            self.read = reader.parse(data)
        except ConventionFileError as error:
            self.complain(error)
            raise ValidationError("Ce fichier ne peut pas être chargé.") from error
        self.sent.data = b64encode(data).decode()

    def _bytes(self, field: FileField) -> bytes:
        """A file that is chosen, else the one that was read before."""
        if hasattr(field.data, "read"):
            with field.data.stream as stream:
                data: bytes = stream.read(MOST_TYPED + 1)
            return data
        try:
            return b64decode(self.sent.data or "", validate=True)
        except ValueError:
            return b""

    def complain(self, error: ConventionFileError) -> None:
        """All that is wrong in the file, each with its line."""
        self.problems = [str(problem) for problem in error.problems]
