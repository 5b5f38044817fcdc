"""What one fills in about actions: the filters of the public list, and each section of an action."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import SelectField
from wtforms.validators import Optional

from ctg_site.domain.evaluation import ActionState, Audience
from ctg_site.web.forms import BaseForm, choices
from ctg_site.web.item_fields import ItemField
from ctg_site.words.labels import LABELS

#: Values of a filter whose name is in the site's own words.
WORDS: dict[str, dict[Any, str]] = {"public": LABELS[Audience], "etat": LABELS[ActionState]}


class ActionFilterForm(BaseForm):
    """Each filter offers what leaves something, with how many actions; what was chosen stays offered."""

    theme = SelectField("Thème", [Optional()])
    engagement = SelectField("Engagement", [Optional()])
    vise = ItemField()
    public = SelectField("Pour qui", [Optional()])
    quartier = SelectField("Quartier", [Optional()])
    etape = SelectField("Étape du parcours", [Optional()])
    dispositif = SelectField("Dispositif", [Optional()])
    structure = SelectField("Qui la porte", [Optional()])
    etat = SelectField("Où elle en est", [Optional()])

    def offer(self, found: Mapping[str, Iterable[Any]]) -> "ActionFilterForm":
        for name, offered in found.items():
            field = self[name]
            if isinstance(field, ItemField):
                field.offer(offered)
                continue
            options = {one.value: f"{named(name, one)} ({one.count})" for one in offered}
            if field.data and field.data not in options:
                options[field.data] = "Votre choix (0)"
            field.choices = choices({"": "Tout"} | options)
        return self


def named(filter: str, choice: Any) -> str:
    """The words of a value: the site's own, or the name of the thing; a commitment says its number first."""
    if filter == "engagement":
        return f"{choice.value}\u00a0: {choice.name}"
    return {str(key): word for key, word in WORDS.get(filter, {}).items()}.get(choice.value, choice.name)
