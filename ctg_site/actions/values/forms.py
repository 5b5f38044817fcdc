"""The rows of the list of values: a value, or a sentence of news, and what filters the list."""

from collections.abc import Iterable

from wtforms import SelectField, StringField
from wtforms.fields import HiddenField
from wtforms.validators import Optional

from ctg_site.web.fields import Figure
from ctg_site.web.forms import AtMost, BaseForm, Needed, Sent, choices

LONGEST_NEWS = 500


class ValuesFilterForm(BaseForm):
    porteur = SelectField("Qui la porte", [Optional()])
    theme = SelectField("Thème", [Optional()])
    annee = SelectField("Année", [Optional()])

    def offer(
        self, bearers: Iterable[tuple[str, str]], themes: Iterable[tuple[str, str]], years: Iterable[int]
    ) -> "ValuesFilterForm":
        self.porteur.choices = choices({"": "Tout le monde"} | dict(bearers))
        self.theme.choices = choices({"": "Tous"} | dict(themes))
        self.annee.choices = choices({year: str(year) for year in years})
        return self


class ValueForm(BaseForm):
    """One value of one year; `was`: what the page showed of it."""

    value = Figure("Constaté")
    was = HiddenField("", [Optional(), AtMost(40)])


class RowNewsForm(BaseForm):
    news = StringField(
        "Une phrase de nouvelles",
        [Needed("Écrivez une phrase avant d’enregistrer."), AtMost(LONGEST_NEWS, "Cette phrase")],
    )


def value_form(indicator: int, formdata: Sent | None = None, held: float | None = None) -> ValueForm:
    """The row of an indicator: its fields bear its number."""
    found = ValueForm(formdata, prefix=f"i{indicator}_", data={"value": held})
    if formdata is None:
        found.was.data = found.value.data
    return found


def was_of(form: ValueForm) -> float | None:
    """What the page showed, as a number; a forged one is nothing."""
    try:
        found: float | None = form.value.understand(form.was.data) if form.was.data else None
    except ValueError:
        return None
    return found


def news_form(action: int, formdata: Sent | None = None) -> RowNewsForm:
    return RowNewsForm(formdata, prefix=f"a{action}_")
