"""A PDF that the staff send: what is wrong with it in a sentence, what is said once it is kept."""

from wtforms import FileField
from wtforms.validators import ValidationError

from ctg_site.domain import pdf
from ctg_site.domain.pdf import PdfFault

from .forms import BaseForm

#: The document itself, and the words sent with it.
MOST_SENT = pdf.MOST_BYTES + 256 * 1024
FAULTS = {
    PdfFault.EMPTY: "Choisissez un document, puis envoyez à nouveau.",
    PdfFault.NOT_A_PDF: "Ce document n’est pas un PDF. Enregistrez-le au format PDF, puis renvoyez-le.",
    PdfFault.CUT: "Ce PDF est incomplet. Ouvrez-le chez vous, enregistrez-le à nouveau, puis renvoyez-le.",
    PdfFault.TOO_BIG: "Ce PDF dépasse 10 Mo. Allégez-le, ou coupez-le en deux.",
    PdfFault.LOCKED: "Ce PDF est protégé par un mot de passe. Enlevez-le, puis renvoyez le document.",
    PdfFault.FORM: "Ce PDF est un formulaire que peu de gens ouvrent. Imprimez-le en PDF, puis renvoyez-le.",
    PdfFault.TOO_MUCH: "Ce PDF est trop compliqué pour le site. Imprimez-le en PDF, puis renvoyez-le.",
    PdfFault.BUSY: "Le site prépare déjà un autre document. Attendez une minute, puis renvoyez le vôtre.",
    PdfFault.DISK: "Le site n’a pas pu garder ce document. Réessayez dans quelques minutes.",
}
ADDED = "Le document est ajouté."
EMPTIED = (
    "Le document est ajouté, sans ce qui agissait dedans\u00a0: programme, fichier joint, son ou vidéo. "
    "Ouvrez-le pour vérifier qu’il dit encore tout."
)


class PdfForm(BaseForm):
    """A document; its bytes are in `content` once it is validated."""

    document = FileField("Document PDF", render_kw={"accept": "application/pdf"})

    def validate_document(self, field: FileField) -> None:
        self.content = b""
        if hasattr(field.data, "read"):
            with field.data.stream as stream:
                self.content = stream.read(pdf.MOST_BYTES + 1)
        fault = pdf.fault(self.content)
        if fault is not None:
            raise ValidationError(FAULTS[fault])

    def refuse(self, fault: pdf.PdfFault) -> int:
        """The document is not kept; the status of the answer that says so."""
        self.document.errors = [FAULTS[fault]]
        return 503 if fault in {PdfFault.BUSY, pdf.PdfFault.DISK} else 422
