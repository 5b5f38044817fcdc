"""What one chooses in the register: words, filters, an order."""

from collections import Counter
from collections.abc import Mapping

from wtforms import SearchField, SelectField
from wtforms.validators import Optional

from ctg_site.domain.workflow import Stage
from ctg_site.web.forms import AtMost, BaseForm, choices
from ctg_site.words.labels import LABELS

LONGEST = 200
ORDERS = {"": "Les plus récentes", "rejointes": "Les plus rejointes", "avancees": "Celles qui ont bougé"}
STAGES = {str(stage): words for stage, words in LABELS[Stage].items()}


class RegisterFilterForm(BaseForm):
    """Each filter offers its values, with how many of those found it holds when they were counted."""

    q = SearchField("Chercher un mot", [AtMost(LONGEST, "Votre recherche")])
    theme = SelectField("Thème", [Optional()])
    quartier = SelectField("Quartier", [Optional()])
    etape = SelectField("Étape", [Optional()])
    structure = SelectField("Centre", [Optional()])
    tri = SelectField("Dans quel ordre", [Optional()], choices=choices(ORDERS))

    def offer(
        self, offered: Mapping[str, Mapping[str, str]], counts: Mapping[str, Counter[str]]
    ) -> "RegisterFilterForm":
        """What is offered; a value of the address that no list holds stays, as « Votre choix »."""
        for name, values in {"etape": STAGES, **offered}.items():
            field, counted = self[name], None if self[name].data else counts.get(name)
            options = {
                value: f"{words} ({counted[value]})" if counted is not None else words
                for value, words in values.items()
            }
            if field.data and field.data not in options:
                options[field.data] = "Votre choix"
            field.choices = choices({"": "Tout"} | options)
        return self
