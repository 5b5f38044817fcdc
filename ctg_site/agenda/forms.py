"""What one fills in to find a meeting, and to ask for a place at one."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.telephones import LONGEST
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.models.convention import GoverningBody
from ctg_site.models.meetings import Meeting
from ctg_site.models.places import District, Structure
from ctg_site.web.contact_fields import AllAgesForm, MailField, ReachableForm, under_fifteen
from ctg_site.web.forms import AtMost, BaseForm, CountField, ReceiptCodeForm, choices
from ctg_site.web.item_fields import ItemField

#: More people than one person answers for.
MOST_SEATS = 10
WAYS = {
    ContactWay.PHONE: "Par téléphone",
    ContactWay.SMS: "Par SMS",
    ContactWay.EMAIL: "Par e-mail",
    "": "Ne me prévenez pas",
}


class AgendaFilterForm(BaseForm):
    """The filters of the public list; a choice that is not offered is shown as chosen all the same."""

    theme = SelectField("Thème", [Optional()])
    vise = ItemField()
    instance = SelectField("Instance", [Optional()])
    structure = SelectField("Lieu", [Optional()])
    quartier = SelectField("Quartier", [Optional()])

    def offer(
        self,
        themes: Mapping[str, str],
        bodies: Iterable[GoverningBody],
        structures: Iterable[Structure],
        districts: Iterable[District],
        items: Iterable[Any] = (),
    ) -> "AgendaFilterForm":
        self.vise.offer(items)
        offered: dict[str, Mapping[str, str]] = {
            "theme": themes,
            "instance": {body.key: body.name for body in bodies},
            "structure": {place.slug: place.name for place in structures},
            "quartier": {place.slug: place.name for place in districts},
        }
        for name, options in offered.items():
            field = self[name]
            known = options if not field.data or field.data in options else {**options, field.data: "Inconnu"}
            field.choices = choices({"": "Tous", **known})
        return self


class RegistrationForm(AllAgesForm, ReachableForm):
    """Somebody asks for places: nothing is compulsory, and of a child nothing personal is read."""

    of_a_child = dict.fromkeys(("way", "phone", "email", "first_name"), "")
    key = HiddenField()
    seats = CountField("Combien de places\u00a0?", default=1)
    is_child = under_fifteen("Avez-vous moins de 15 ans\u00a0?")
    first_name = StringField("Votre prénom", [Optional(), AtMost(60, "Ce prénom")])
    way = RadioField(
        "Comment vous prévenir si quelque chose change\u00a0?",
        [Optional()],
        choices=choices(WAYS),
        default="",
        coerce=str,
    )
    phone = TelField("Votre numéro de téléphone", [Optional(), AtMost(LONGEST, "Ce numéro")])
    email = MailField("Votre adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    needs = TextAreaField("De quoi avez-vous besoin pour venir\u00a0?", [Optional(), AtMost(500)])
    website = StringField("Ne remplissez pas ce champ", [Optional()])

    def at(self, meeting: Meeting) -> "RegistrationForm":
        """Hold the answers against the meeting: nobody asks for more places than there are in all."""
        self.most = min(MOST_SEATS, meeting.places or MOST_SEATS)
        return self

    def validate_seats(self, field: CountField) -> None:
        if not field.data or not 1 <= field.data <= self.most:
            raise ValidationError(
                f"Écrivez un nombre de 1 à {self.most}. Vous êtes plus nombreux\u00a0? Appelez-nous."
            )

    @property
    def asked(self) -> dict[str, Any]:
        """The answers by the names of `registration_operations.RegistrationAsked`."""
        kept = self.answers()
        return {
            "seats": kept["seats"],
            "is_child": bool(kept["is_child"]),
            "first_name": kept["first_name"],
            "way": ContactWay(kept["way"]) if kept["way"] else None,
            "phone": kept["phone"],
            "email": kept["email"],
            "needs": kept["needs"],
        }


class RegistrationForSomebodyForm(RegistrationForm):
    """A member of the staff writes it down for somebody, on the telephone for instance."""

    is_child = under_fifteen("La personne a moins de 15 ans\u00a0?")
    first_name = StringField("Son prénom", [Optional(), AtMost(60, "Ce prénom")])
    way = RadioField(
        "Comment la prévenir\u00a0?",
        [Optional()],
        choices=choices(WAYS | {"": "Elle ne veut pas être prévenue"}),
        default="",
        coerce=str,
    )
    phone = TelField("Son numéro de téléphone", [Optional(), AtMost(LONGEST, "Ce numéro")])
    email = MailField("Son adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    needs = TextAreaField("De quoi a-t-elle besoin pour venir\u00a0?", [Optional(), AtMost(500)])


class GiveBackForm(ReceiptCodeForm):
    opens_nothing = "Ce code n’ouvre aucune inscription. Vérifiez votre reçu, ou appelez-nous."
