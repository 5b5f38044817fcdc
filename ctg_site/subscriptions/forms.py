"""What one fills in to be told of news: an address, and nothing else."""

from collections.abc import Mapping
from typing import ClassVar

from wtforms import StringField
from wtforms.validators import Optional

from ctg_site.web.contact_fields import AllAgesForm, MailField, check_email, under_fifteen
from ctg_site.web.forms import AtMost, Extra, Needed

ADDRESS = "Écrivez votre adresse e-mail. Sans elle, nous ne pouvons pas vous écrire."


class NewsForm(AllAgesForm):
    """Age first: of somebody under fifteen no address is read."""

    of_a_child: ClassVar[Mapping[str, str]] = {"email": ""}
    is_child = under_fifteen("Avez-vous moins de 15 ans\u00a0?")
    email = MailField("Votre adresse e-mail", [Needed(ADDRESS), AtMost(254, "Cette adresse")])
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    def validate(self, extra_validators: Extra | None = None) -> bool:
        if self.forgets_a_child():
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
