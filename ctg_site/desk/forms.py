"""What a member of the staff types for somebody, the check read aloud, a code given again."""

from typing import Any

from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import AgeBand, Channel, ContactWay, ProposerKind, Visibility
from ctg_site.web.contact_fields import FEWEST_LETTERS, LONGEST_TEXT, ReachableForm
from ctg_site.web.forms import AtMost, BaseForm, CountField, Needed, choices
from ctg_site.words.labels import LABELS

CHANNELS = {channel: words for channel, words in LABELS[Channel].items() if channel is not Channel.ONLINE}
WAYS = LABELS[ContactWay] | {ContactWay.VISIT: "La personne passera au centre"}
VISIBILITY = {
    Visibility.FIRST_NAME: "La personne est d’accord pour la montrer, avec son prénom",
    Visibility.WITHOUT_NAME: "La personne est d’accord pour la montrer, sans son prénom",
    Visibility.PRIVATE: "La personne ne veut pas la montrer",
}
#: The same answers, as they are read aloud to whoever gave them.
WAYS_ALOUD = LABELS[ContactWay] | {ContactWay.VISIT: "Vous passerez au centre"}
VISIBILITY_ALOUD = {
    "": "Vous n’avez pas répondu\u00a0: elle n’est pas visible",
    Visibility.FIRST_NAME: "Vous êtes d’accord pour la montrer, avec votre prénom",
    Visibility.WITHOUT_NAME: "Vous êtes d’accord pour la montrer, sans votre prénom",
    Visibility.PRIVATE: "Elle n’est pas visible",
}
NO_CHOICE = {"": "La personne ne sait pas"}
#: What is never kept of somebody under fifteen.
NOT_OF_A_CHILD = ("way", "phone", "email", "address", "first_name")


class EntryForm(ReachableForm):
    """One dense page: the same rules as the residents' screens, asked by somebody of the centre."""

    channel = RadioField(
        "D’où vient cette envie\u00a0?",
        [Needed("Choisissez d’où vient cette envie.")],
        choices=choices(CHANNELS),
        coerce=str,
    )
    #: The meeting where it was said, from the page of that meeting.
    meeting = CountField("Rendez-vous", [Optional()], widget=HiddenInput())
    age_band = RadioField(
        "Quel âge a la personne\u00a0?",
        [Optional()],
        choices=choices(LABELS[AgeBand]),
        default="",
        coerce=str,
    )
    text = TextAreaField("L’envie, avec les mots de la personne", [AtMost(LONGEST_TEXT)])
    talk = BooleanField("La personne préfère en parler")
    district = SelectField("Quartier", [Optional()])
    structure = SelectField("Centre qui répondra", [Optional()])
    proposer_kind = RadioField(
        "La personne vient…", [Optional()], choices=choices(LABELS[ProposerKind]), default="", coerce=str
    )
    organisation = StringField("Nom de l’association ou du groupe", [Optional(), AtMost(120, "Ce nom")])
    way = RadioField(
        "Comment lui répondre\u00a0?", [Optional()], choices=choices(WAYS), default="", coerce=str
    )
    phone = TelField("Son numéro de téléphone", [Optional(), AtMost(30, "Ce numéro")])
    email = EmailField("Son adresse e-mail", [Optional(), AtMost(254, "Cette adresse")])
    address = TextAreaField("Son adresse postale", [Optional(), AtMost(300, "Cette adresse")])
    first_name = StringField("Son prénom", [Optional(), AtMost(60, "Ce prénom")])
    visibility = RadioField(
        "Peut-on montrer son envie sur le site\u00a0?",
        [Optional()],
        choices=choices(VISIBILITY),
        default="",
        coerce=str,
    )

    def offer(self, districts: list[Any], centres: list[Any]) -> "EntryForm":
        """Give the choices that the database holds: things with a slug and a name."""
        self.district.choices = choices(NO_CHOICE | {place.slug: place.name for place in districts})
        self.structure.choices = choices(NO_CHOICE | {place.slug: place.name for place in centres})
        return self

    @property
    def is_of_a_child(self) -> bool:
        return bool(self.age_band.data == AgeBand.UNDER_15)

    def validate(self, extra_validators: Any = None) -> bool:
        """What was typed of a child is forgotten first: it is neither checked, nor shown again, nor kept."""
        if self.is_of_a_child:
            for name in NOT_OF_A_CHILD:
                self[name].data, self[name].raw_data = "", []
        good = super().validate(extra_validators)
        if self.is_of_a_child or self.way.data or self.way.errors:
            return good
        self.way.errors = ["Demandez comment lui répondre, puis choisissez."]
        return False

    def validate_text(self, field: Any) -> None:
        if not self.talk.data and letters(field.data or "") < FEWEST_LETTERS:
            raise ValidationError("Écrivez l’envie, ou cochez «\u00a0La personne préfère en parler\u00a0».")

    def validate_visibility(self, field: Any) -> None:
        if self.is_of_a_child and field.data == Visibility.FIRST_NAME:
            raise ValidationError(
                "Avant 15 ans, le prénom n’est jamais montré. Choisissez une autre réponse."
            )

    def answers(self) -> dict[str, Any]:
        kept = super().answers()
        if self.is_of_a_child:
            kept = {name: value for name, value in kept.items() if name not in NOT_OF_A_CHILD}
        return kept


class CheckForm(BaseForm):
    """What was typed is read aloud; both boxes are the person's own agreement."""

    read_back = BooleanField("Relu avec la personne", [Needed("Relisez avec la personne, puis cochez.")])
    agrees = BooleanField(
        "La personne est d’accord pour que le centre garde ces informations",
        [Needed("Demandez son accord à la personne, puis cochez. Sans accord, effacez la saisie.")],
    )


class NewCodeForm(BaseForm):
    """A lost code is given again to its owner alone."""

    recognised = BooleanField(
        "J’ai vérifié que c’est bien la personne",
        [Needed("Vérifiez que c’est bien la personne, puis cochez.")],
    )
