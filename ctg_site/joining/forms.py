"""What somebody fills in to join an envie, alone or with a person of the centre who types."""

from typing import Any

from wtforms import (
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Optional

from ctg_site.domain.participation import Offer
from ctg_site.domain.telephones import LONGEST
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.web.contact_fields import AllAgesForm, MailField, ReachableForm, under_fifteen
from ctg_site.web.forms import AtMost, Needed, choices
from ctg_site.words.labels import LABELS

WAYS = {
    ContactWay.PHONE: "Par téléphone",
    ContactWay.SMS: "Par SMS",
    ContactWay.EMAIL: "Par e-mail",
    ContactWay.VISIT: "Je passe au centre",
}


class JoinForm(AllAgesForm, ReachableForm):
    """« J’en suis »: what one brings and how to be called; of a child, nothing personal is read."""

    of_a_child = {"words": "", "first_name": "", "phone": "", "email": "", "way": ContactWay.VISIT.value}
    key = HiddenField()
    offers = SelectMultipleField(
        "Qu’est-ce que vous apportez\u00a0?",
        [Needed("Cochez une case au moins. «\u00a0Juste envie d’en être\u00a0» suffit.")],
        choices=choices(LABELS[Offer]),
        coerce=str,
    )
    is_child = under_fifteen("Avez-vous moins de 15 ans\u00a0?")
    way = RadioField(
        "Comment vous joindre\u00a0?",
        [Needed("Choisissez comment le centre peut vous joindre.")],
        choices=choices(WAYS),
        coerce=str,
    )
    phone = TelField("Votre numéro de téléphone", [Optional(), AtMost(LONGEST, "Ce numéro")])
    email = MailField("Votre adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    first_name = StringField("Votre prénom", [Optional(), AtMost(60, "Ce prénom")])
    words = TextAreaField("Un mot pour le centre", [Optional(), AtMost(500)])
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    @property
    def brought(self) -> dict[str, Any]:
        """The answers by the names of `operations.Brought`."""
        kept = self.answers()
        names = ("words", "first_name", "phone", "email")
        return {
            **{name: kept[name] for name in names},
            "offers": [str(offer) for offer in Offer if offer in kept["offers"]],
            "is_child": bool(kept["is_child"]),
            "way": ContactWay(kept["way"]),
        }


class TypedForm(JoinForm):
    """The same, typed by a person of the centre for somebody who called or came by."""

    offers = SelectMultipleField(
        "Qu’est-ce que la personne apporte\u00a0?",
        [Needed("Cochez une case au moins.")],
        choices=choices(LABELS[Offer]),
        coerce=str,
    )
    is_child = under_fifteen("A-t-elle moins de 15 ans\u00a0?")
    way = RadioField(
        "Comment la joindre\u00a0?",
        [Needed("Choisissez comment la joindre.")],
        choices=choices(WAYS | {ContactWay.VISIT: "Elle passe au centre"}),
        coerce=str,
    )
    phone = TelField("Son numéro de téléphone", [Optional(), AtMost(LONGEST, "Ce numéro")])
    email = MailField("Son adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    first_name = StringField("Son prénom", [Optional(), AtMost(60, "Ce prénom")])
    words = TextAreaField("Ce qu’elle dit", [Optional(), AtMost(500)])
