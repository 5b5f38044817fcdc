"""The screens on which a resident says an envie d'agir: short, forgiving, two compulsory answers in all."""

from types import MappingProxyType

from wtforms import Field, TelField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain import telephones
from ctg_site.domain.answers import FormPart
from ctg_site.domain.text import letters
from ctg_site.web.answer_fields import AskingForm, asks
from ctg_site.web.contact_fields import (
    FEWEST_LETTERS,
    AllAgesForm,
    ReachableForm,
    check_phone,
    under_fifteen,
)
from ctg_site.web.forms import AtMost, Extra, SendForm


@asks("site", FormPart.WISH)
class WishForm(AskingForm):
    """Screen 1: the envie, in one's own words, and an age band; or the wish to talk about it instead."""

    def validate_text(self, field: Field) -> None:
        if not self.talk.data and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez votre envie, ou choisissez «\u00a0Je préfère en parler\u00a0».")


class TalkForm(AllAgesForm, SendForm):
    """The one screen of who would rather talk: a number to be called back; of a child, none is read."""

    of_a_child = MappingProxyType({"phone": ""})
    is_child = under_fifteen("Avez-vous moins de 15 ans\u00a0?")
    phone = TelField("Votre numéro de téléphone", [Optional(), AtMost(telephones.LONGEST, "Ce numéro")])

    def validate(self, extra_validators: Extra | None = None) -> bool:
        good = super().validate(extra_validators)
        problem = None if self.is_child.data or self.phone.errors else check_phone(self.phone)
        if problem:
            self.phone.errors = [problem]
        return good and not problem


@asks("site", FormPart.CONTACT)
class ContactForm(ReachableForm, AskingForm):
    """Screen 2: how to reach the person."""


@asks("child", FormPart.CONTACT)
class ChildForm(AskingForm):
    """Screen 2 under fifteen: nothing is asked; the centre is the place to meet."""


@asks("site", FormPart.PLACE)
class PlaceForm(AskingForm):
    """Once it is sent: where, with which centre, with whom. Nothing is compulsory."""


@asks("child", FormPart.PLACE)
class ChildPlaceForm(AskingForm):
    """The same, under fifteen: the same questions, in the words one says to a child."""


@asks("site", FormPart.SHOWN)
class ShownForm(AskingForm):
    """Once it is sent: a first name, and whether the envie may be shown."""


@asks("child", FormPart.SHOWN)
class ChildShownForm(AskingForm):
    """Once it is sent, under fifteen: whether it may be shown, without a name."""
