"""What the staff fill in about a meeting itself: what it is, when, where, how it comes back, its end."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.agenda.field_forms import LONGEST_MARKDOWN, typed
from ctg_site.agenda.ties.forms import TiesForm
from ctg_site.domain.recurrence import (
    MOST_OCCURRENCES,
    DayOff,
    Repeat,
    Rule,
    Slot,
    TooMany,
    days,
    exists,
    is_night,
    slot,
    slots,
)
from ctg_site.models.agenda import MeetingKind
from ctg_site.models.convention import GoverningBody
from ctg_site.models.meetings import Meeting
from ctg_site.models.places import District, Structure
from ctg_site.web.forms import AtMost, CountField, DayField, Needed, NeededRight, VersionForm, choices
from ctg_site.web.hour_field import HourField
from ctg_site.words.french import local, span, weekday
from ctg_site.words.labels import LABELS

MOST_TOLD = 3


class MeetingForm(TiesForm, VersionForm):
    """One meeting, for whoever changes it: what it is, when and where."""

    TIES = ("themes", "commitments", "actions")
    themes = SelectMultipleField("Thèmes", [Optional()])

    kind = SelectField("Sorte de rendez-vous")
    title = StringField(
        "Titre", [Needed("Donnez un titre au rendez-vous."), AtMost(120, "Ce titre")], filters=(typed,)
    )
    body = SelectField("Instance", [Optional()])
    structure = SelectField("Structure", [Optional()])
    place = StringField("Lieu précis", [AtMost(160, "Ce lieu")], filters=(typed,))
    district = SelectField("Quartier", [Optional()])
    day = DayField("Jour", [NeededRight("Choisissez le jour.")])
    start = HourField("Début", [NeededRight("Écrivez l’heure du début.")])
    end = HourField("Fin", [NeededRight("Écrivez l’heure de la fin.")])
    is_public = BooleanField("Tout le monde peut le voir sur le site")
    description = TextAreaField("En quelques mots", [Optional(), AtMost(1500)], filters=(typed,))
    access = TextAreaField("Accès", [Optional(), AtMost(500)], filters=(typed,))
    takes_registrations = BooleanField("On peut s’inscrire sur le site")
    places = CountField("Nombre de places")
    order_of_business = TextAreaField("Ordre du jour", [Optional(), AtMost(LONGEST_MARKDOWN)])
    sure = BooleanField("J’ai lu cet avertissement, j’enregistre quand même")

    def offer(
        self,
        kinds: Iterable[MeetingKind],
        bodies: Iterable[GoverningBody],
        structures: Sequence[Structure],
        districts: Iterable[District],
        anywhere: bool,
        taken: int = 0,
    ) -> "MeetingForm":
        """Give the choices; `anywhere`: a meeting need not be held by a structure; `taken`: places given."""
        self.taken, self.kinds = taken, {one.slug: one for one in kinds}
        self.kind.choices = choices({slug: one.name for slug, one in self.kinds.items()})
        self.off: dict[date, DayOff] = {}
        self.body.choices = choices({"": "Aucune"} | {body.id: body.name for body in bodies})
        none = {"": "Aucune"} if anywhere or not structures else {}
        self.structure.choices = choices(none | {place.id: place.name for place in structures})
        self.district.choices = choices(
            {"": "Celui de la structure"} | {one.id: one.name for one in districts}
        )
        return self

    def validate_end(self, field: HourField) -> None:
        start, end = self.start.data, field.data
        if start is None or end is None or end > start or is_night(start, end):
            return
        raise ValidationError(
            "La fin vient avant le début. Corrigez l’une des deux heures. "
            "Après minuit, un rendez-vous dure douze heures au plus."
        )

    def validate_start(self, field: HourField) -> None:
        if field.data and self.day.data and not exists(self.day.data, field.data):
            raise ValidationError("Cette heure n’existe pas ce jour-là\u00a0: on passe à l’heure d’été.")

    def validate_place(self, field: StringField) -> None:
        if not field.data and not self.structure.data:
            raise ValidationError("Dites où\u00a0: choisissez une structure, ou écrivez le lieu.")

    def validate_places(self, field: CountField) -> None:
        if field.data is None:
            return
        if not 1 <= field.data <= 5000:
            raise ValidationError("Écrivez un nombre de 1 à 5\u00a0000, ou laissez vide.")
        if field.data < self.taken:
            raise ValidationError(
                f"Déjà {self.taken} places sont prises. Gardez-en autant, ou rendez d’abord des places."
            )

    @property
    def days(self) -> list[date]:
        return [self.day.data]

    @property
    def slots(self) -> list[Slot]:
        return [slot(self.day.data, self.start.data, self.end.data)]

    @property
    def stepped(self) -> list[str]:
        """The sentence about the days of a series on which it is not held, if any."""
        over = [_told(day, self.off[day]) for day in self.days[1:] if day in self.off]
        said = "Une date est sautée" if len(over) == 1 else f"{len(over)} dates sont sautées"
        return [f"{said}\u00a0: {', '.join(over)}."] if over else []

    @property
    def details(self) -> dict[str, Any]:
        """The answers by the names of `operations.Details`."""
        return {
            "kind_id": self.kinds[self.kind.data].id,
            "title": self.title.data,
            "body_id": _number(self.body.data),
            "structure_id": _number(self.structure.data),
            "district_id": _number(self.district.data),
            "place": self.place.data or "",
            "is_public": bool(self.is_public.data),
            "description": self.description.data or "",
            "access": self.access.data or "",
            "places": self.places.data,
            "takes_registrations": bool(self.takes_registrations.data),
            "order_of_business": self.order_of_business.data or "",
            **self.tied,
        }

    def accepts(self, clashes: Sequence[Meeting], today: date, known: date | None = None) -> bool:
        """True unless something must be read first: a day past or off, another meeting at the same place."""
        warnings = []
        if self.day.data < today and self.day.data != known:
            warnings.append("Ce jour est déjà passé.")
        if self.day.data in self.off:
            warnings.append(f"Vous choisissez le {_told(self.day.data, self.off[self.day.data])}.")
        warnings += [
            f"Au même endroit, il y a déjà «\u00a0{one.title}\u00a0», {span(one.starts_at, one.ends_at)}."
            for one in clashes[:MOST_TOLD]
        ]
        if len(clashes) > MOST_TOLD:
            warnings.append(f"Et {len(clashes) - MOST_TOLD} autres rendez-vous au même endroit.")
        if not warnings or self.sure.data:
            return True
        self.sure.errors = [*self.sure.errors, " ".join([*warnings, *self.stepped])]
        return False


def _told(day: date, off: DayOff) -> str:
    """« vendredi 25 décembre (jour férié, Noël) », « lundi 4 janvier (lieu fermé, congés) »."""
    why = "lieu fermé" if off.is_closure else "jour férié"
    return f"{weekday(day)} ({', '.join(filter(None, (why, off.name)))})"


def _number(value: str | None) -> int | None:
    return int(value) if value else None


class NewMeetingForm(MeetingForm):
    """A meeting, or several that come back."""

    version = None
    repeat = RadioField("Il revient", choices=choices(LABELS[Repeat]), default=Repeat.ONCE, coerce=str)
    every = CountField("Toutes les combien de semaines\u00a0?")
    until = DayField("Jusqu’au")

    def validate_every(self, field: CountField) -> None:
        if field.errors:
            return
        if self.repeat.data == Repeat.EVERY_WEEKS and not 2 <= (field.data or 0) <= 26:
            raise ValidationError("Écrivez le nombre de semaines, de 2 à 26.")

    def validate_until(self, field: DayField) -> None:
        if field.errors or not self.day.data or self.repeat.data not in set(Repeat) - {Repeat.ONCE}:
            return
        if field.data is None:
            raise ValidationError("Écrivez le dernier jour de la série.")
        if field.data < self.day.data:
            raise ValidationError("Le dernier jour vient avant le premier. Corrigez l’un des deux.")
        try:
            days(self.day.data, self.rule)
        except TooMany as error:
            raise ValidationError(
                f"Cela fait plus de {MOST_OCCURRENCES} rendez-vous. Choisissez un dernier jour plus proche."
            ) from error

    @property
    def rule(self) -> Rule:
        return Rule(Repeat(self.repeat.data), self.every.data or 1, self.until.data)

    @property
    def days(self) -> list[date]:
        return days(self.day.data, self.rule)

    @property
    def slots(self) -> list[Slot]:
        return slots(self.day.data, self.start.data, self.end.data, self.rule, self.off)


def shown(meeting: Meeting) -> dict[str, Any]:
    """What the form of an existing meeting begins with; its structure and what it is about are loaded."""
    near = meeting.structure.district_id if meeting.structure else None
    return {
        **{
            name: getattr(meeting, name)
            for name in (
                *("title", "place", "is_public", "description", "access", "places"),
                *("takes_registrations", "order_of_business", "version"),
            )
        },
        **{name: [str(one.id) for one in getattr(meeting, name)] for name in MeetingForm.TIES},
        "kind": meeting.kind.slug,
        "body": str(meeting.body_id or ""),
        "structure": str(meeting.structure_id or ""),
        "district": "" if meeting.district_id == near else str(meeting.district_id or ""),
        "day": local(meeting.starts_at).date(),
        "start": local(meeting.starts_at).time(),
        "end": local(meeting.ends_at).time(),
    }


class CancelForm(VersionForm):
    reason = TextAreaField(
        "Pourquoi\u00a0?",
        [Needed("Dites pourquoi, en une phrase\u00a0: les personnes inscrites la liront."), AtMost(300)],
        filters=(typed,),
    )
    following = BooleanField("Annuler aussi les dates suivantes de la série")
