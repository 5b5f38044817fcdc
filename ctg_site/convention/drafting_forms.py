"""What the coordination fills in about the next convention: its days, its plain words, what leaves it."""

from typing import Any, Self

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from ctg_site.domain.conventions import PeriodDays
from ctg_site.domain.renewal import DraftFault
from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, NeededRight
from ctg_site.words.french import day
from ctg_site.words.renewal import REFUSED


class StartOverForm(BaseForm):
    last_day: Any = DayField("Son dernier jour", [NeededRight("Choisissez son dernier jour.")])

    def refuse(self, fault: DraftFault, days: PeriodDays, other: PeriodDays | None) -> None:
        self.last_day.errors = [said(fault, days, other)]


class FrameForm(BaseForm):
    """What is said of the whole of a draft."""

    title = StringField("Son titre", [Needed("Donnez un titre à la convention."), AtMost(120, "Ce titre")])
    first_day: Any = DayField("Son premier jour", [NeededRight("Choisissez son premier jour.")])
    last_day: Any = DayField("Son dernier jour", [NeededRight("Choisissez son dernier jour.")])

    def refuse(self, fault: DraftFault, days: PeriodDays, other: PeriodDays | None) -> None:
        """What is wrong, under the day that is to change."""
        begins_within = other is not None and other.first_day <= days.first_day <= other.last_day
        field = self.first_day if fault is DraftFault.OVERLAPS and begins_within else self.last_day
        field.errors = [said(fault, days, other)]


def said(fault: DraftFault, days: PeriodDays, other: PeriodDays | None) -> str:
    """Why these days cannot be, in a sentence."""
    seen = other or days
    named = {"other": seen.name, "begins": day(seen.first_day), "ends": day(seen.last_day)}
    return REFUSED[fault].format(first=day(days.first_day), **named)


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


class NewThemeForm(CommitmentWordsForm, ThemeWordsForm):
    """A theme with its first commitment."""


class DropForm(BaseForm):
    """Why a theme or a commitment of today is not kept; `ends`: something of today ends with it."""

    why = TextAreaField("Pourquoi", [AtMost(300, "Cette phrase")])
    ends = False

    @classmethod
    def asked(cls, sent: Any, ends: bool) -> Self:
        form = cls(sent)
        form.ends = ends
        return form

    def validate_why(self, field: TextAreaField) -> None:
        if self.ends and not field.data:
            raise ValidationError("Dites pourquoi, en une phrase.")
