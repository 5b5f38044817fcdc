"""The screens on which a resident says an envie d'agir: short, forgiving, two compulsory answers in all."""

from wtforms import Field
from wtforms.validators import ValidationError

from ctg_site.domain.answers import FormPart
from ctg_site.domain.text import letters
from ctg_site.web.answer_fields import AskingForm, asks
from ctg_site.web.contact_fields import FEWEST_LETTERS, ReachableForm


@asks("site", FormPart.WISH)
class WishForm(AskingForm):
    """Screen 1: the envie, in one's own words; or the wish to talk about it instead."""

    def validate_text(self, field: Field) -> None:
        if not self.talk.data and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez votre envie, ou choisissez «\u00a0Je préfère en parler\u00a0».")


@asks("site", FormPart.PLACE)
class PlaceForm(AskingForm):
    """Screen 2: where, with which centre, with whom. Nothing is compulsory."""


@asks("site", FormPart.AGE)
class AgeForm(AskingForm):
    """Screen 3, first: an age band, never a birth date."""


@asks("child", FormPart.CONTACT)
class ChildForm(AskingForm):
    """Screen 3 under fifteen: no contact, no first name; the centre is the place to meet."""


@asks("site", FormPart.CONTACT)
class ContactForm(ReachableForm, AskingForm):
    """Screen 3: how to reach the person, and whether the envie may be shown."""
