"""What is asked before the directory and the pathway, and what the coordination says of a place."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    URLField,
)
from wtforms.validators import NumberRange, Optional, ValidationError

from ctg_site.domain import written
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.hours import Span, Week, WrongHours, read_day
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import Access
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import PathwayStep
from ctg_site.models.people import User
from ctg_site.models.places import District, PlaceKind, Structure
from ctg_site.web.contact_fields import MailField, check_email, check_phone
from ctg_site.web.forms import AtMost, BaseForm, CountField, DayField, Extra, Needed, choices
from ctg_site.web.item_fields import ItemField
from ctg_site.words import hours as hour_words
from ctg_site.words.labels import LABELS

from .filters import AUDIENCES, OLDEST, TILES, Ages, StructureFilters, tile_of

NBSP = "\u00a0"
COORDINATES = {"latitude": 90, "longitude": 180}


def age_field() -> CountField:
    message = f"Écrivez un âge de 0 à {OLDEST} ans, en chiffres."
    return CountField("Âge de l’enfant", [Optional(), NumberRange(0, OLDEST, message)], name="age")


class PlaceFilterForm(BaseForm):
    """The filters of the directory; each name is a word of the address."""

    kind = SelectField("Sorte de lieu", default="", name="sorte")
    district = SelectField("Quartier", default="", name="quartier")
    audience = SelectField("Pour qui", default="", name="pour")
    age = age_field()
    item = ItemField(name="vise")
    open_now = BooleanField("Ouvert maintenant", name="ouvert")
    step_free = BooleanField("Entrée sans marche", name="acces")

    def offer(self, kinds: Iterable[PlaceKind], districts: Iterable[District]) -> "PlaceFilterForm":
        """Everything that may be asked, whether or not it leaves something."""
        self.kind.choices = choices({"": "Toutes"} | {one.slug: one.name for one in kinds})
        self.district.choices = choices({"": "Tous"} | {one.slug: one.name for one in districts})
        self.audience.choices = choices(
            {"": "Tous"} | {word: LABELS[Audience][a] for word, a in AUDIENCES.items()}
        )
        return self

    def count(self, found: Any) -> None:
        """Beside each choice, how many places it leaves; one that leaves none goes, unless it is chosen."""
        for field, left in (
            (self.kind, found.kinds),
            (self.district, found.districts),
            (self.audience, found.audiences),
        ):
            count = {choice.word: choice.count for choice in left}
            any_, *offered = [(choice.value, choice.label) for choice in field.choices]
            kept = [
                (word, f"{name} ({count.get(word, 0)})")
                for word, name in offered
                if word in count or word == field.data
            ]
            field.choices = choices(dict([any_, *kept]))
        self.item.offer(found.items)
        self.open_now.label.text = f"Ouvert maintenant ({found.open_now})"
        self.step_free.label.text = f"Entrée sans marche ({found.step_free})"

    def filters(self, step: str = "") -> StructureFilters:
        """What is asked, without the answers that are wrong."""
        right = {name: field.data for name, field in self._fields.items() if not field.errors}
        return StructureFilters(
            kind=right.get("kind", ""),
            district=right.get("district", ""),
            audience=AUDIENCES.get(right.get("audience", "")),
            age=right.get("age"),
            step=step,
            item=right.get("item") or "",
            open_now=right.get("open_now", False),
            step_free=right.get("step_free", False),
        )


class PathwayForm(BaseForm):
    """A child: how old, and where; an age in figures is that of its tile."""

    age = SelectField(
        "Son âge", default="", filters=[lambda word: tile.word if (tile := tile_of(word)) else word]
    )
    district = SelectField("Votre quartier", default="", name="quartier")

    def offer(self, districts: Iterable[District]) -> "PathwayForm":
        self.age.choices = choices(
            {"": "Tous"} | {one.word: f"{one.first} à {one.last}{NBSP}ans" for one in TILES}
        )
        self.district.choices = choices({"": "Toute la ville"} | {one.slug: one.name for one in districts})
        return self

    @property
    def ages(self) -> Ages | None:
        return None if self.age.errors else tile_of(self.age.data)

    @property
    def asked_district(self) -> str:
        return "" if self.district.errors else self.district.data


class SheetForm(BaseForm):
    """What the public reads of a place, beyond its name and its address."""

    description = TextAreaField("En clair, ce qu’on y fait", [AtMost(1500)])
    audiences = SelectMultipleField("Pour qui", choices=choices(LABELS[Audience]))
    age_from = CountField(
        "À partir de quel âge", [Optional(), NumberRange(0, 120, "Écrivez un âge, de 0 à 120 ans.")]
    )
    age_to = CountField(
        "Jusqu’à quel âge", [Optional(), NumberRange(0, 120, "Écrivez un âge, de 0 à 120 ans.")]
    )
    phone = TelField("Téléphone", [Optional(), AtMost(30, "Ce numéro")])
    email = MailField("Adresse e-mail", [Optional(), AtMost(200, "Cette adresse")])
    website = URLField("Site internet", [Optional(), AtMost(300, "Cette adresse")])
    accesses = SelectMultipleField("Accès", choices=choices(LABELS[Access]))
    access_note = TextAreaField("Précisions sur l’accès", [AtMost(500)])
    steps = SelectMultipleField("Étapes du parcours de l’enfant", coerce=str)
    latitude = StringField("Latitude", [Optional()])
    longitude = StringField("Longitude", [Optional()])

    referent_id = SelectField("Qui répond d’abord aux envies", default="")

    def offer(self, steps: Iterable[PathwayStep], people: Iterable[User]) -> "SheetForm":
        named = {str(one.id): f"{one.name}, {one.function}" for one in people if one.function}
        self.referent_id.choices = choices({"": "Personne en particulier"} | named)
        self.steps.choices = choices({step.id: step.name for step in steps})
        return self

    def validate_email(self, field: MailField) -> None:
        if problem := check_email(field):
            raise ValidationError(problem)

    def validate_phone(self, field: TelField) -> None:
        if problem := check_phone(field):
            raise ValidationError(problem)

    def validate_website(self, field: URLField) -> None:
        if not written.WEBSITE.fullmatch(field.data):
            raise ValidationError(f"Écrivez une adresse qui commence par https://{NBSP}: https://exemple.fr.")

    def validate_age_to(self, field: CountField) -> None:
        first = self.age_from.data
        if field.data is not None and first is not None and field.data < first:
            raise ValidationError(f"Cet âge vient avant le premier, {first}{NBSP}ans. Échangez-les.")

    def validate_latitude(self, field: StringField) -> None:
        _coordinate(field, COORDINATES["latitude"], "50,43")

    def validate_longitude(self, field: StringField) -> None:
        _coordinate(field, COORDINATES["longitude"], "2,83")

    def validate(self, extra_validators: Extra | None = None) -> bool:
        right = super().validate(extra_validators)
        given = bool(self.latitude.data), bool(self.longitude.data)
        if right and given[0] != given[1]:
            alone = self.longitude if given[0] else self.latitude
            alone.errors = ["Donnez la latitude et la longitude ensemble, ou aucune des deux."]
            return False
        return right

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the structure."""
        names = ("description", "age_from", "age_to", "phone", "email", "website", "access_note")
        return (
            {name: self[name].data for name in names}
            | {name: _degrees(self[name].data, most) for name, most in COORDINATES.items()}
            | {"referent_id": int(self.referent_id.data) if self.referent_id.data else None}
        )

    @property
    def told(self) -> list[tuple[str, str]]:
        """What it holds in words, for whoever comes second."""
        return [(field.label.text, _told(field)) for field in self]


def _told(field: Field) -> str:
    if isinstance(field, SelectMultipleField):
        return ", ".join(option[1] for option in field.iter_choices() if option[2])
    return "" if field.data is None else str(field.data)


def _degrees(typed: str | None, most: int) -> float | None:
    return written.degrees(typed, most) if typed else None


def _coordinate(field: Field, most: int, example: str) -> None:
    try:
        _degrees(field.data, most)
    except ValueError as error:
        said = f"Écrivez un nombre de -{most} à {most}{NBSP}: {example} par exemple."
        raise ValidationError(said) from error


class HoursField(StringField):
    """The hours of one weekday, as a door shows them; `spans` once they are read."""

    spans: tuple[Span, ...] = ()

    def pre_validate(self, form: BaseForm) -> None:
        if len(self.data or "") > 200:
            raise ValidationError(f"C’est trop long. Écrivez par exemple{NBSP}: {hour_words.EXAMPLE}.")
        try:
            self.spans = read_day(self.data or "")
        except WrongHours as error:
            raise ValidationError(hour_words.FAULTS[error.fault].format(words=error.words)) from error


class HoursForm(BaseForm):
    """The usual week of a place."""

    day_0 = HoursField("Lundi")
    day_1 = HoursField("Mardi")
    day_2 = HoursField("Mercredi")
    day_3 = HoursField("Jeudi")
    day_4 = HoursField("Vendredi")
    day_5 = HoursField("Samedi")
    day_6 = HoursField("Dimanche")
    opens_on_holidays = BooleanField("Ces horaires valent aussi les jours fériés")

    @property
    def days(self) -> list[HoursField]:
        return [field for field in self if isinstance(field, HoursField)]

    @property
    def week(self) -> dict[int, tuple[Span, ...]]:
        return {weekday: field.spans for weekday, field in enumerate(self.days) if field.spans}

    @classmethod
    def holding(cls, structure: Structure, week: Week) -> "HoursForm":
        data = {f"day_{weekday}": hour_words.spans(spans) for weekday, spans in week.days.items()}
        return cls(data=data | {"opens_on_holidays": structure.opens_on_holidays})


class ClosureForm(BaseForm):
    """Days on which a place is closed all the same."""

    first_day = DayField("Premier jour de fermeture")
    last_day = DayField("Dernier jour de fermeture", [Optional()])
    reason = StringField("Pourquoi", [AtMost(120, "Ce texte")])
    sure = BooleanField("J’ai vu ces rendez-vous, j’annonce quand même la fermeture")
    #: The meetings planned there on these days.
    met: Sequence[Meeting] = ()

    def validate_first_day(self, field: DayField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError("Dites à partir de quel jour.")

    def validate_last_day(self, field: DayField) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError("Ce jour vient avant le premier. Échangez les deux dates.")

    def validate_sure(self, field: BooleanField) -> None:
        if self.met and not field.data:
            raise ValidationError("Des rendez-vous sont prévus ces jours-là. Lisez-les, puis cochez la case.")

    def refuse_twice(self, first: str, last: str) -> None:
        self.first_day.errors = [
            f"Ces jours en croisent d’autres, déjà fermés{NBSP}: du {first} au {last}. Changez les dates."
        ]


class BridgeForm(BaseForm):
    """What helps a child from one step to the next."""

    title = StringField("Titre", [Needed("Donnez un titre à cette passerelle."), AtMost(120, "Ce titre")])
    plain_text = TextAreaField("En clair", [Needed("Dites ce qui se passe, en quelques mots."), AtMost(1000)])
    structures = SelectMultipleField("Les lieux qui la tiennent", coerce=str)

    def offer(self, structures: Iterable[Structure]) -> "BridgeForm":
        self.structures.choices = choices({one.id: one.name for one in structures})
        return self

    def validate_title(self, field: StringField) -> None:
        if letters(field.data or "") < 3:
            raise ValidationError("Le titre doit contenir au moins trois lettres.")
