"""The fields of the forms that ask for an envie: made of `domain/answers.py` and its words."""

from collections.abc import Callable
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from ctg_site.domain.answers import ASKED, FormPart, OfChild, Shape
from ctg_site.words.answer_lines import choices as words_of
from ctg_site.words.answer_lines import wording
from ctg_site.words.answers import ANSWERS

from .contact_fields import MailField, ReachableForm
from .forms import AtMost, BaseForm, CountField, Needed, Sent, choices

FIELDS: dict[Shape, Callable[..., Any]] = {
    Shape.TEXT: TextAreaField,
    Shape.LINE: StringField,
    Shape.EMAIL: MailField,
    Shape.PHONE: TelField,
    Shape.ADDRESS: TextAreaField,
    Shape.YES: BooleanField,
    Shape.MEETING: CountField,
    Shape.PLACE: SelectField,
    Shape.ONE: RadioField,
    Shape.SEVERAL: SelectMultipleField,
}


class AskingForm(BaseForm):
    """A form that asks for answers of an envie, each under its own name: `@asks` gives it its fields."""

    def offer(self, districts: list[Any], centres: list[Any]) -> Any:
        """Give the choices that the database holds: things with a slug and a name."""
        for name, places in (("district", districts), ("structure", centres)):
            nothing = {"": wording(name, self.asked_as).nothing}
            self[name].choices = choices(nothing | {place.slug: place.name for place in places})
        return self

    def of(self, *parts: str, of_a_child: bool | None = None) -> list[Any]:
        """The fields of these screens: all, or those that a child answers, or does not."""
        return [
            field
            for field in self
            if field.short_name in ASKED
            and ASKED[field.short_name].part in parts
            and of_a_child in {None, ASKED[field.short_name].of_child is not OfChild.NEVER}
        ]


def asks(form: str, *parts: FormPart) -> Callable[[type], type]:
    """The fields of these screens as this form (site, child, desk) words them, for a class of form."""

    def complete(kind: Any) -> Any:
        kind.asked_as = form
        for name, asked in ASKED.items():
            words = ANSWERS[name].site if form == "child" else getattr(ANSWERS[name], form)
            if asked.part in parts and words and not (form == "child" and asked.of_child is OfChild.NEVER):
                setattr(kind, name, field_of(name, form))
        return kind

    return complete


def asks_for(form: str, *names: str) -> Callable[[type], type]:
    """These answers alone, as this form words them."""

    def complete(kind: Any) -> Any:
        kind.asked_as = form
        for name in names:
            setattr(kind, name, field_of(name, form))
        return kind

    return complete


#: What a person may correct of themselves; a child, the district alone.
DETAILS = ("district", "first_name", "way", "phone", "email", "address")


class OwnForm(BaseForm):
    """What a person corrects of themselves, or the staff for them; `mark`: that of what the page showed."""

    mark = StringField("", widget=HiddenInput())
    asked_as: str

    @classmethod
    def of(cls, proposal: Any, districts: list[Any], sent: Sent | None) -> "OwnForm":
        """With what was sent, else with what the file holds."""
        contact, place = proposal.contact, proposal.district
        held = {"mark": contact.mark if contact else "", "district": place.slug if place else ""}
        form = cls(sent) if sent is not None else cls(obj=contact, **held)
        nothing = {"": wording("district", cls.asked_as).nothing}
        form["district"].choices = choices(nothing | {place.slug: place.name for place in districts})
        return form

    def answers(self) -> dict[str, Any]:
        return dict(self.data)

    @property
    def details(self) -> dict[str, Any]:
        """What to keep of it."""
        return {name: value for name, value in self.answers().items() if name in DETAILS}


class DetailsForm(ReachableForm, OwnForm):
    """The same, of somebody whom the site may reach."""


def field_of(name: str, form: str) -> Any:
    """The field of one answer in one form, with its checks and the sentence for each."""
    asked, words = ASKED[name], wording(name, form)
    checks: list[Any] = [Needed(words.needed)] if words.needed else []
    if not asked.needed or asked.in_contact and not words.needed:
        checks.append(Optional())
    if asked.most:
        checks.append(AtMost(asked.most, ANSWERS[name].too_long))
    more: dict[str, Any] = {}
    if asked.among:
        more = {"choices": choices(dict(words_of(name, words.choices))), "coerce": str}
    if asked.shape is Shape.ONE and not words.needed:
        more["default"] = ""
    if asked.shape is Shape.MEETING:
        more["widget"] = HiddenInput()
    return FIELDS[asked.shape](words.label, checks, **more)
