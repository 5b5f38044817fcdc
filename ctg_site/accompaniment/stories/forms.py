"""What the staff fill in to tell an envie: its figures, its story, residents’ words, a photo."""

from typing import Any

from wtforms import BooleanField, FileField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.accompaniment.forms import DayForm, not_tomorrow, without_contact
from ctg_site.domain.vocabulary import PhotoShows, StoryVoice
from ctg_site.web import photo_fields
from ctg_site.web.forms import MISSING_VERSION, AtMost, CountField, DayField, Needed, choices
from ctg_site.words.bands import BANDS
from ctg_site.words.labels import LABELS

COUNTS = ("participants", "attendances", *BANDS, "volunteer_hours")
YES_OR_NO = {"": "Pas renseigné", "yes": "Oui", "no": "Non"}
FLAGS = {"yes": True, "no": False}


def flag(label: str) -> RadioField:
    return RadioField(label, choices=choices(YES_OR_NO), default="", coerce=str)


class SeenForm(DayForm):
    """A write on the figures or on the story says which version of them was read: 0 when there were none."""

    version = IntegerField("", [InputRequired(MISSING_VERSION)], widget=HiddenInput())


class FiguresForm(SeenForm):
    """What was counted; an empty answer is not recorded."""

    realised_on = DayField("Quel jour\u00a0?", [not_tomorrow])
    place = StringField("Où\u00a0?", [AtMost(120, "Ce lieu")], default="")
    participants = CountField("Personnes différentes")
    attendances = CountField("Participations en tout")
    aged_0_6 = CountField(BANDS["aged_0_6"])
    aged_7_10 = CountField(BANDS["aged_7_10"])
    aged_11_14 = CountField(BANDS["aged_11_14"])
    aged_15_17 = CountField(BANDS["aged_15_17"])
    aged_18_25 = CountField(BANDS["aged_18_25"])
    aged_26_59 = CountField(BANDS["aged_26_59"])
    aged_60_74 = CountField(BANDS["aged_60_74"])
    aged_75 = CountField(BANDS["aged_75"])
    volunteer_hours = CountField("Heures de bénévolat")
    is_outdoors = flag("Était-ce hors les murs\u00a0?")
    is_event = flag("Était-ce un événement\u00a0?")
    changed = TextAreaField("Ce qui a changé", [AtMost(2000)], default="")

    @property
    def bands(self) -> list[CountField]:
        return [self[name] for name in BANDS]

    @property
    def values(self) -> dict[str, Any]:
        """What to keep, by column; None for what was not recorded."""
        texts = {"place": self.place.data or "", "changed": self.changed.data or ""}
        flags = {name: FLAGS.get(self[name].data) for name in ("is_outdoors", "is_event")}
        counts = {name: self[name].data for name in COUNTS}
        return {"realised_on": self.realised_on.data, **texts, **flags, **counts}

    def validate_attendances(self, field: CountField) -> None:
        people = self.participants.data
        if field.data is not None and people is not None and field.data < people:
            raise ValidationError(
                f"Il y a moins de participations ({field.data}) que de personnes ({people}). "
                "Chaque personne compte au moins une fois."
            )

    def validate_aged_75(self, field: CountField) -> None:
        """The last band carries the sentence about them all."""
        known = self.participants.data if self.participants.data is not None else self.attendances.data
        total = sum(one.data or 0 for one in self.bands)
        if known is not None and total > known:
            raise ValidationError(
                f"Les âges font {total} personnes en tout, pour {known} participants. Vérifiez les nombres."
            )


class StoryForm(SeenForm):
    """The words of the story, and whose they are."""

    text = TextAreaField("Le récit", [Needed("Écrivez le récit."), AtMost(4000, "Ce récit")])
    voice = RadioField(
        "Qui raconte\u00a0?",
        [Needed("Dites qui raconte.")],
        choices=choices(LABELS[StoryVoice]),
        default=str(StoryVoice.STAFF),
        coerce=str,
    )
    agreed = BooleanField("La personne est d’accord pour que ses mots soient publiés")
    consented_on = DayField("Quel jour a-t-elle dit oui\u00a0?", [not_tomorrow])

    def validate_agreed(self, field: BooleanField) -> None:
        if self.voice.data == StoryVoice.AUTHOR and not field.data:
            raise ValidationError("Demandez son accord à la personne, puis cochez cette case.")

    def validate_consented_on(self, field: DayField) -> None:
        if self.voice.data == StoryVoice.AUTHOR and not field.data and not field.errors:
            raise ValidationError("Donnez le jour où la personne a dit oui.")


class QuoteForm(DayForm):
    """Words of a resident who agreed to them."""

    words = TextAreaField("Ses mots", [Needed("Écrivez les mots de la personne."), AtMost(600)])
    said_by = StringField(
        "Qui parle\u00a0?",
        [Needed("Écrivez un prénom ou un rôle."), AtMost(80), without_contact],
    )
    agreed = BooleanField(
        "La personne est d’accord pour être citée", [Needed("Demandez-lui son accord d’abord.")]
    )
    consented_on = DayField(
        "Quel jour a-t-elle dit oui\u00a0?", [Needed("Donnez le jour où elle a dit oui."), not_tomorrow]
    )


class PhotoForm(DayForm):
    """One photo, its words for whoever does not see it, and the consents."""

    photo = FileField("La photo", render_kw=photo_fields.ACCEPTED)
    alt = StringField(
        "Que voit-on\u00a0?",
        [Needed("Décrivez la photo en une phrase."), AtMost(photo_fields.LONGEST_ALT, "Cette description")],
    )
    shows = RadioField(
        "Qui reconnaît-on\u00a0?",
        [Needed("Dites qui l’on reconnaît.")],
        choices=choices(LABELS[PhotoShows]),
        coerce=str,
    )
    people_agreed = BooleanField("Chaque personne que l’on reconnaît a dit oui")
    parents_agreed = BooleanField("Les parents de chaque mineur ont dit oui")
    children_agreed = BooleanField("Chaque enfant a dit oui")
    consented_on = DayField("Quel jour ont-ils dit oui\u00a0?", [not_tomorrow])

    def validate_photo(self, field: FileField) -> None:
        photo_fields.check_file(field)

    def validate_alt(self, field: StringField) -> None:
        photo_fields.check_alt(field)

    def validate_people_agreed(self, field: BooleanField) -> None:
        if self.shows.data in {PhotoShows.ADULTS, PhotoShows.MINORS} and not field.data:
            raise ValidationError("Demandez l’accord de chaque personne, puis cochez cette case.")

    def validate_parents_agreed(self, field: BooleanField) -> None:
        if self.shows.data == PhotoShows.MINORS and not field.data:
            raise ValidationError("Demandez l’accord des parents, puis cochez cette case.")

    def validate_children_agreed(self, field: BooleanField) -> None:
        if self.shows.data == PhotoShows.MINORS and not field.data:
            raise ValidationError("Demandez aussi leur accord aux enfants, puis cochez cette case.")

    def validate_consented_on(self, field: DayField) -> None:
        if self.shows.data in {PhotoShows.ADULTS, PhotoShows.MINORS} and not field.data and not field.errors:
            raise ValidationError("Donnez le jour où ces personnes ont dit oui.")

    def refuse(self, fault: str) -> None:
        """The site could not keep the photo; the rest of the form is right."""
        photo_fields.refuse(self.photo, fault)
