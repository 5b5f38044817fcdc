"""What the coordination fills in to collect values; what a bearer fills in, made from what it is asked."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.collecting import AskedState, CollectedPart
from ctg_site.domain.measuring import has_begun
from ctg_site.models.collecting import AskedAction, Bearer
from ctg_site.web.contact_fields import MailField, check_email
from ctg_site.web.fields import Day, Figure, Year
from ctg_site.web.forms import AtMost, BaseForm, Needed, NeededRight, choices
from ctg_site.words.french import today
from ctg_site.words.labels import LABELS

LONGEST_NEWS = 500


class NewCollectionForm(BaseForm):
    year = Year("L’année", [NeededRight("Dites de quelle année, par exemple 2026.")])
    part = SelectField("Ce qu’on demande", choices=choices(LABELS[CollectedPart]), coerce=str)
    due_on = Day("Réponse avant le", [NeededRight("Dites quel jour, par exemple 31/1/2027.")])

    def validate_year(self, field: Year) -> None:
        if field.read and field.read > today().year:
            raise ValidationError("Cette année n’est pas commencée\u00a0: il n’y a rien à demander encore.")

    def validate_part(self, field: SelectField) -> None:
        year = self.year.read
        if year == today().year and not has_begun(year, CollectedPart(field.data), today()):
            raise ValidationError("Ce semestre n’est pas commencé\u00a0: il n’y a rien à demander encore.")

    def validate_due_on(self, field: Day) -> None:
        if field.read and field.read <= today():
            raise ValidationError("Choisissez un jour à venir\u00a0: il faut laisser le temps de répondre.")

    def refuse(self) -> None:
        """The other one has the links."""
        self.form_errors.append("Cette collecte existe déjà\u00a0: ouvrez-la dans la liste.")


class EntrustForm(BaseForm):
    """Somebody else, and the actions that they answer for."""

    name = StringField("Son nom", [Needed("Écrivez le nom de la personne."), AtMost(120, "Ce nom")])
    email = MailField("Son adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    actions = SelectMultipleField("Les actions qu’on lui demande", coerce=str, choices=[])

    def offer(self, actions: list[tuple[str, str]]) -> "EntrustForm":
        self.actions.choices = choices(dict(actions))
        return self

    def validate_email(self, field: MailField) -> None:
        if field.data and (problem := check_email(field)):
            raise ValidationError(problem)

    def validate_actions(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Choisissez au moins une action.")


class TakeForm(BaseForm):
    """The version of the answer that was read."""

    version = HiddenField("", [Needed("Rechargez la page avant de décider.")])

    @property
    def read_version(self) -> int:
        return whole(self.version.data)


def whole(typed: str | None) -> int:
    """The number of a version; a forged one is none."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


class SendBackForm(TakeForm):
    words = StringField(
        "Ce qu’il faut revoir",
        [Needed("Dites en une phrase ce qu’il faut revoir."), AtMost(LONGEST_NEWS, "Cette phrase")],
    )


class GivenForm(BaseForm):
    """The fields of one bearer, made from what it is asked; `sent`: the actions that the page sent held."""

    asked: tuple[AskedAction, ...] = ()
    sent: frozenset[int] = frozenset()

    @property
    def shown(self) -> list[AskedAction]:
        """What may still change, and what was taken while something wrong was typed of it."""
        return [one for one in self.asked if one.state is not AskedState.VALIDATED or self._errors(one)]

    def _errors(self, asked: AskedAction) -> bool:
        return any(field.errors for field in self if field.name.startswith(f"a{asked.id}_"))

    def given(self) -> list[dict[str, Any]]:
        """Of each action: its number here, the version read, the values by indicator, the sentence."""
        known = {one.id: one for one in self.asked}
        return [self._of(known[one]) if one in known else gone(one) for one in sorted(self.sent)]

    def _of(self, asked: AskedAction) -> dict[str, Any]:
        name = f"a{asked.id}"
        read = {one.id: self[f"{name}_i{one.id}"].read for one in asked.action.indicators}
        values = {number: value for number, value in read.items() if value is not None}
        version, news = whole(self[f"{name}_version"].data), self[f"{name}_news"].data or ""
        return {"asked_id": asked.id, "version": version, "values": values, "news": news}


def gone(asked_id: int) -> dict[str, Any]:
    """What was typed of an action that is not asked of this bearer any more: it is refused, not dropped."""
    return {"asked_id": asked_id, "version": 0, "values": {}, "news": ""}


VERSION = re.compile(r"a([0-9]{1,9})_version")
TYPED = re.compile(r"a[0-9]{1,9}_(?:news|i[0-9]{1,9})")


def typed(formdata: Mapping[str, str]) -> list[str]:
    """All that was typed, values and sentences, when no link says any more what it was about."""
    return [value for name, value in formdata.items() if TYPED.fullmatch(name) and value.strip()]


def sent_of(bearer: Bearer, formdata: Mapping[str, str] | None) -> frozenset[int]:
    """The actions of which a page was sent: those of this bearer, and others of which something was typed."""
    names = list(formdata or ())
    numbers = {int(found[1]) for name in names if (found := VERSION.fullmatch(name))}
    own = {one.id for one in bearer.asked}
    typed = {
        name.partition("_")[0] for name in names if formdata and formdata[name] and "_version" not in name
    }
    return frozenset(one for one in numbers if one in own or f"a{one}" in typed)


def given_form(bearer: Bearer, formdata: Mapping[str, str] | None = None) -> GivenForm:
    """A field an indicator and one for the news of each action, as they stand."""
    fields: dict[str, Any] = {"asked": tuple(bearer.asked), "sent": sent_of(bearer, formdata)}
    held: dict[str, Any] = {}
    for one in bearer.asked:
        name = f"a{one.id}"
        fields[f"{name}_version"], held[f"{name}_version"] = HiddenField(""), str(one.version)
        for indicator in one.action.indicators:
            label = f"{indicator.name}, en {indicator.unit}"
            fields[f"{name}_i{indicator.id}"] = Figure(label)
            held[f"{name}_i{indicator.id}"] = one.given.get(indicator.id)
        fields[f"{name}_news"] = TextAreaField("Une phrase de nouvelles", [Optional(), AtMost(LONGEST_NEWS)])
        held[f"{name}_news"] = one.news
    made: GivenForm = type("AskedForm", (GivenForm,), fields)(formdata, data=held)
    return made
