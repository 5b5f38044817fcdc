"""Forms of the administrator: invite somebody, change what they do here."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.web.contact_fields import MailField, check_email
from ctg_site.web.forms import AtMost, BaseForm, Needed, Sent, choices
from ctg_site.words.labels import LABELS

ROLES = choices({role: words[0].upper() + words[1:] for role, words in LABELS[Role].items()})
REFUSED = {
    "placeless": "Un agent ou une direction travaille dans une structure. Cochez-en une.",
    "last": "C’est le dernier compte d’administration. Donnez d’abord ce rôle à une autre personne.",
    "not_waiting": "Cette personne a déjà choisi son mot de passe, ou son compte est fermé.",
    "unknown": "Une structure n’existe plus. Rechargez la page, puis recommencez.",
}


class NameForm(BaseForm):
    """What anybody may be called: the only thing an administrator may change of their own account."""

    name = StringField("Prénom et nom", [Needed("Écrivez le nom de la personne."), AtMost(80, "Ce nom")])
    function = StringField("Fonction", [AtMost(80, "Cette fonction")])


class PostForm(NameForm):
    role = RadioField("Rôle", [Needed("Choisissez un rôle.")], choices=ROLES)
    structures = SelectMultipleField("Structures")

    def __init__(self, typed: Sent | None, places: dict[str, str], **held: Any) -> None:
        # Nothing sent is the page just opened: it shows what is held. A form sent without a place has none.
        super().__init__(typed or None, **held)
        self.structures.choices = choices(places)

    def validate_structures(self, field: SelectMultipleField) -> None:
        if self.role.data in AT_A_CENTRE and not field.data:
            raise ValidationError(REFUSED["placeless"])

    def refuse(self, reason: str) -> None:
        """Why the operation did not do it."""
        field = self.role if reason == "last" else self.structures
        field.errors = [REFUSED[reason]]


class InviteForm(PostForm):
    email = MailField(
        "Adresse e-mail", [Needed("Écrivez l’adresse de la personne."), AtMost(254, "Cette adresse")]
    )

    def validate_email(self, field: MailField) -> None:
        if problem := check_email(field):
            raise ValidationError(problem)

    def refuse(self, reason: str) -> None:
        if reason == "taken":
            self.email.errors = ["Cette adresse a déjà un compte. Cherchez-le dans la liste."]
        else:
            super().refuse(reason)
