"""What one fills in to be told of news: an address, and nothing else."""

from wtforms import RadioField, StringField
from wtforms.validators import Optional

from ctg_site.domain.vocabulary import AgeBand
from ctg_site.web.contact_fields import MailField, check_email
from ctg_site.web.forms import AtMost, BaseForm, Extra, Needed, choices

ADDRESS = "Écrivez votre adresse e-mail. Sans elle, nous ne pouvons pas vous écrire."


class NewsForm(BaseForm):
    """Age first: of somebody under fifteen no address is read."""

    is_child = RadioField(
        "Avez-vous moins de 15 ans\u00a0?",
        [Optional()],
        choices=choices({AgeBand.UNDER_15: "Oui", "": "Non"}),
        default="",
        coerce=str,
    )
    email = MailField("Votre adresse e-mail", [Needed(ADDRESS), AtMost(254, "Cette adresse")])
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """What was typed of a child is forgotten first: neither checked, nor shown again, nor kept."""
        if self.is_child.data == AgeBand.UNDER_15:
            self.email.data, self.email.raw_data = "", []
            return bool(self.is_child.validate(self))
        good = super().validate(extra_validators)
        problem = None if self.email.errors else check_email(self.email)
        if problem:
            self.email.errors = [*self.email.errors, problem]
        return bool(good and not problem)

    @property
    def address(self) -> str:
        """One address is one subscriber, however it is typed."""
        return str(self.email.data).lower()
