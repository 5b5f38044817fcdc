"""The screens on which a resident says an envie d'agir: short, forgiving, two compulsory answers in all."""

from typing import Any

from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import AgeBand, ContactWay, ProposerKind, Visibility
from ctg_site.web.contact_fields import FEWEST_LETTERS, LONGEST_TEXT, ReachableForm
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import LABELS

NO_CHOICE = {"": "Je ne sais pas"}


class WishForm(BaseForm):
    """Screen 1: the envie, in one's own words; or the wish to talk about it instead."""

    text = TextAreaField("Dites-le avec vos mots", [AtMost(LONGEST_TEXT)])
    talk = BooleanField("Je préfère en parler")

    def validate_text(self, field: Any) -> None:
        if not self.talk.data and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez votre envie, ou choisissez «\u00a0Je préfère en parler\u00a0».")


class PlaceForm(BaseForm):
    """Screen 2: where, with which centre, with whom. Nothing is compulsory."""

    district = SelectField("Dans quel quartier\u00a0?", [Optional()])
    structure = SelectField("Avec quel centre\u00a0?", [Optional()])
    proposer_kind = RadioField(
        "Vous êtes…", [Optional()], choices=choices(LABELS[ProposerKind]), default="", coerce=str
    )
    organisation = StringField("Le nom de l’association ou du groupe", [Optional(), AtMost(120, "Ce nom")])

    def offer(self, districts: list[Any], centres: list[Any]) -> "PlaceForm":
        """Give the choices that the database holds: things with a slug and a name."""
        self.district.choices = choices(NO_CHOICE | {place.slug: place.name for place in districts})
        self.structure.choices = choices(NO_CHOICE | {place.slug: place.name for place in centres})
        return self


class AgeForm(BaseForm):
    """Screen 3, first: an age band, never a birth date."""

    age_band = RadioField(
        "Quel âge avez-vous\u00a0?", [Optional()], choices=choices(LABELS[AgeBand]), default="", coerce=str
    )


VISIBILITY = {
    Visibility.FIRST_NAME: "Oui, avec mon prénom",
    Visibility.WITHOUT_NAME: "Oui, sans mon prénom",
    Visibility.PRIVATE: "Non, seulement le centre la lit",
}


class ChildForm(BaseForm):
    """Screen 3 under fifteen: no contact, no first name; the centre is the place to meet."""

    visibility = RadioField(
        "On peut montrer ton envie sur le site\u00a0?",
        [Optional()],
        choices=choices({way: VISIBILITY[way] for way in (Visibility.WITHOUT_NAME, Visibility.PRIVATE)}),
        default="",
        coerce=str,
    )


class ContactForm(ReachableForm):
    """Screen 3: how to reach the person, and whether the envie may be shown."""

    way = RadioField(
        "Comment vous répondre\u00a0?",
        [Needed("Choisissez comment nous pouvons vous répondre.")],
        choices=choices(LABELS[ContactWay]),
        coerce=str,
    )
    phone = TelField("Votre numéro de téléphone", [Optional(), AtMost(30, "Ce numéro")])
    email = EmailField("Votre adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    address = TextAreaField("Votre adresse postale", [Optional(), AtMost(300, "Cette adresse")])
    first_name = StringField("Votre prénom", [Optional(), AtMost(60, "Ce prénom")])
    visibility = RadioField(
        "On peut montrer votre envie sur le site\u00a0?",
        [Optional()],
        choices=choices(VISIBILITY),
        default="",
        coerce=str,
    )
