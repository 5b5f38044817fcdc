"""How a tablet is lent, and the code that gives it back to the staff."""

import re
from collections.abc import Iterable

from wtforms import SelectField, StringField
from wtforms.validators import ValidationError

from ctg_site.models.places import Structure
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices

FEWEST, MOST = 6, 12
DIGITS = re.compile(rf"[0-9]{{{FEWEST},{MOST}}}")
IN_ORDER = "01234567890123456789", "98765432109876543210"


class TabletForm(BaseForm):
    """At which desk, and the code to leave."""

    structure = SelectField("À l’accueil de quel lieu\u00a0?", [Needed("Choisissez le lieu.")])
    code = StringField("Un code pour quitter", [Needed("Choisissez un code."), AtMost(40, "Ce code")])

    def offer(self, places: Iterable[Structure]) -> "TabletForm":
        self.structure.choices = choices({str(place.id): place.name for place in places})
        return self

    def validate_code(self, field: StringField) -> None:
        typed = field.data or ""
        if not DIGITS.fullmatch(typed):
            raise ValidationError(f"Choisissez entre {FEWEST} et {MOST} chiffres, sans espace.")
        if len({*typed}) == 1 or any(typed in row for row in IN_ORDER):
            raise ValidationError("Ce code se devine trop vite. Mélangez les chiffres.")


class TabletCodeForm(BaseForm):
    code = StringField("Le code de l’équipe", [Needed("Écrivez le code."), AtMost(40, "Ce code")])

    def refuse(self, waiting: bool) -> None:
        wait = "Trop de codes faux. Attendez dix minutes, ou arrêtez la tablette depuis l’espace de l’équipe."
        self.code.errors = [wait if waiting else "Ce n’est pas le bon code. Vérifiez-le."]
        self.code.data = ""
