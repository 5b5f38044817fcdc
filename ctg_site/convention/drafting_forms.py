"""What the coordination fills in about the next convention: its last day, its plain words."""

from datetime import date
from typing import Any

from wtforms import StringField, TextAreaField

from ctg_site.domain.renewal import DraftFault
from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, NeededRight
from ctg_site.words.french import day
from ctg_site.words.renewal import REFUSED


class StartOverForm(BaseForm):
    last_day: Any = DayField("Son dernier jour", [NeededRight("Choisissez son dernier jour.")])

    def refuse(self, fault: DraftFault, first_day: date) -> None:
        self.last_day.errors = [REFUSED[fault].format(first=day(first_day))]


class ThemeWordsForm(BaseForm):
    name = StringField("Le nom du thème", [Needed("Donnez un nom au thème."), AtMost(80, "Ce nom")])
    about = TextAreaField(
        "Ce dont il parle", [Needed("Dites ce dont ce thème parle."), AtMost(300, "Cette phrase")]
    )


class CommitmentWordsForm(BaseForm):
    title = StringField(
        "L’engagement en quelques mots", [Needed("Donnez un titre à l’engagement."), AtMost(160, "Ce titre")]
    )
    text = TextAreaField("Ce qu’il vise", [Needed("Dites ce que l’engagement vise."), AtMost(3000)])
