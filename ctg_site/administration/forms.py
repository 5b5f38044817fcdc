"""What the coordination fills in: places, districts, reasons, templates of answers, delays."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, Field, IntegerField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from ctg_site.domain import wording
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import ReasonUse
from ctg_site.models.places import District, PlaceKind
from ctg_site.web.forms import AtMost, BaseForm, Check, Needed, choices
from ctg_site.words.labels import LABELS

PHONE = re.compile(r"\+?[0-9][0-9 .\u00a0\u202f-]{7,24}")
IN_BRACES = "{numero}, {centre} et {telephone}"


class WholeNumber(IntegerField):
    """A number typed in digits, in a plain box: no arrow changes it by mistake."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        if not typed:
            self.data = None
        elif typed.isascii() and typed.isdigit() and len(typed) < 7:
            self.data = int(typed)
        else:
            self.data = None
            raise ValueError("Écrivez un nombre entier, en chiffres\u00a0: 10 par exemple.")


class SettingForm(BaseForm):
    """A row of the settings, as it is edited."""

    @property
    def values(self) -> dict[str, Any]:
        """What was typed; a text that was not sent is an empty one."""
        return {
            field.name: "" if field.data is None and isinstance(field, StringField) else field.data
            for field in self
        }

    def stored(self, thing: object) -> list[tuple[str, str]]:
        """What the database holds now, in the words of this form: for whoever comes second."""
        return [(field.label.text, _told(field, getattr(thing, field.name))) for field in self]


def _told(field: Field, value: object) -> str:
    if isinstance(field, BooleanField):
        return "oui" if value else "non"
    if isinstance(field, SelectField):
        wanted = str("" if value is None else value)
        return next((text for key, text, *_ in field.iter_choices() if str(key) == wanted), wanted)
    return str(value)


def some_letters(what: str) -> Check:
    def check(form: BaseForm, field: Field) -> None:
        if letters(field.data or "") < 3:
            raise ValidationError(f"{what} doit contenir au moins trois lettres.")

    return check


def known_braces(form: BaseForm, field: Field) -> None:
    wrong = wording.unknown(field.data or "")
    if wrong is not None:
        raise ValidationError(
            f"Le site ne sait pas remplir {{{wrong}}}. Entre accolades, écrivez seulement {IN_BRACES}."
        )


class NamedRowForm(SettingForm):
    """A row that bears a name of its own, in the field `named`."""

    named = "name"

    def refuse_name(self) -> None:
        self[self.named].errors = ["Ce nom est déjà pris. Choisissez-en un autre."]


def _district(value: str | int | None) -> int | None:
    return int(value) if value not in {None, ""} else None


class StructureForm(NamedRowForm):
    name = StringField(
        "Nom", [Needed("Donnez un nom à ce lieu."), AtMost(120, "Ce nom"), some_letters("Le nom")]
    )
    kind = SelectField("Sorte de lieu", coerce=str)
    district_id = SelectField("Quartier", coerce=_district)
    address = StringField("Adresse", [Optional(), AtMost(200, "Cette adresse")])
    phone = TelField("Téléphone", [Optional(), AtMost(30, "Ce numéro")])
    receives_proposals = BooleanField("Ce lieu reçoit les envies et y répond")
    is_confirmed = BooleanField("Ces renseignements sont vérifiés")
    is_active = BooleanField("Ce lieu est ouvert", default=True)

    def offer(self, kinds: Iterable[PlaceKind], districts: Iterable[District]) -> None:
        self.kind.choices = choices({one.slug: one.name for one in kinds})
        self.district_id.choices = choices(
            {"": "Pas de quartier"} | {district.id: district.name for district in districts}
        )

    def validate_phone(self, field: TelField) -> None:
        if not PHONE.fullmatch(field.data):
            raise ValidationError("Écrivez un numéro de téléphone, en chiffres\u00a0: 03 53 01 00 10.")

    def refuse_closing(self, waiting: int) -> None:
        envies = "une envie" if waiting == 1 else f"{waiting} envies"
        self.is_active.errors = [
            f"Ce lieu suit encore {envies}. Transmettez d’abord ses envies à un autre centre."
        ]


class PlaceKindForm(NamedRowForm):
    name = StringField(
        "Nom", [Needed("Donnez un nom à cette sorte."), AtMost(80, "Ce nom"), some_letters("Le nom")]
    )
    position = WholeNumber(
        "Place dans la liste",
        [Optional(), NumberRange(max=9999, message="Écrivez un nombre de 0 à 9999.")],
        default=0,
    )
    is_active = BooleanField("Cette sorte est proposée", default=True)

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"position": self.position.data or 0}


class DistrictForm(NamedRowForm):
    name = StringField(
        "Nom", [Needed("Donnez un nom à ce quartier."), AtMost(80, "Ce nom"), some_letters("Le nom")]
    )
    is_priority = SelectField(
        "Quartier prioritaire de la politique de la ville (QPV)",
        [Optional()],
        choices=choices({"": "Pas dit", "True": "Oui", "False": "Non"}),
        coerce=str,
    )

    @property
    def values(self) -> dict[str, Any]:
        said = {"True": True, "False": False}.get(self.is_priority.data)
        return super().values | {"is_priority": said}


class MeetingKindForm(NamedRowForm):
    name = StringField(
        "Nom", [Needed("Donnez un nom à cette sorte."), AtMost(60, "Ce nom"), some_letters("Le nom")]
    )
    is_active = BooleanField("Cette sorte est proposée pour un nouveau rendez-vous", default=True)


class SchemeForm(NamedRowForm):
    name = StringField(
        "Nom", [Needed("Donnez un nom à ce dispositif."), AtMost(80, "Ce nom"), some_letters("Le nom")]
    )
    is_active = BooleanField("Ce dispositif est proposé pour les actions", default=True)


class PreparedReasonForm(SettingForm):
    use = SelectField("Ce motif sert à", choices=choices(LABELS[ReasonUse]), coerce=str)
    sentence = TextAreaField(
        "La phrase pour la personne",
        [
            Needed("Écrivez la phrase que la personne lira."),
            AtMost(500, "Cette phrase"),
            some_letters("La phrase"),
            known_braces,
        ],
    )
    other_door = TextAreaField("Une autre porte où frapper", [AtMost(300, "Ce texte"), known_braces])
    person = TextAreaField("À qui parler", [AtMost(200, "Ce texte"), known_braces])
    position = WholeNumber(
        "Place dans la liste",
        [Optional(), NumberRange(max=999, message="Écrivez un nombre de 0 à 999.")],
        default=0,
    )
    is_active = BooleanField("Ce motif est proposé aux centres", default=True)

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"use": ReasonUse(self.use.data), "position": self.position.data or 0}

    def preview(self) -> str:
        whole = wording.whole(self.sentence.data, self.other_door.data or "", self.person.data or "")
        return wording.fill(whole, wording.PLACEHOLDERS)


class TemplateForm(NamedRowForm):
    named = "title"
    title = StringField(
        "Titre, pour l’équipe",
        [Needed("Donnez un titre à ce modèle."), AtMost(120, "Ce titre"), some_letters("Le titre")],
    )
    text = TextAreaField(
        "Le message",
        [
            Needed("Écrivez le message que la personne lira."),
            AtMost(1400, "Ce message"),
            some_letters("Le message"),
            known_braces,
        ],
    )
    is_active = BooleanField("Ce modèle est proposé aux centres", default=True)

    def preview(self) -> str:
        return wording.fill(self.text.data, wording.PLACEHOLDERS)


def _days(label: str) -> WholeNumber:
    message = "Écrivez un nombre de jours, de 1 à 365."
    return WholeNumber(label, [Needed(message), NumberRange(1, 365, message=message)])


class DelayForm(SettingForm):
    contact = _days("Jours de travail avant un premier contact")
    step = _days("Jours, au plus, entre deux étapes")
