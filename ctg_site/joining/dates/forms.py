"""What the staff fill in to offer dates and to choose one; what somebody ticks."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Self

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional

from ctg_site.domain.recurrence import Slot, exists, slot
from ctg_site.domain.town_calendar import local
from ctg_site.models.agenda import MeetingKind
from ctg_site.models.dates import DatesOffer, OfferedDate
from ctg_site.web.forms import AtMost, BaseForm, DayField, Needed, VersionForm, choices
from ctg_site.web.hour_field import HourField
from ctg_site.words.french import span

from .operations import FEWEST, MOST, Wanted

LENGTHS = {60: "1 heure", 90: "1 heure et demie", 120: "2 heures", 180: "3 heures"}
NONE = "none"


class DatesForm(BaseForm):
    """Two to five dates: a day, an hour, a place; all last as long."""

    version = HiddenField()
    length = RadioField(
        "Combien de temps\u00a0?",
        [Needed("Choisissez combien de temps.")],
        choices=choices(LENGTHS),
        default="120",
        coerce=str,
    )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each date."""
        return [(self[f"day_{n}"], self[f"start_{n}"], self[f"place_{n}"]) for n in range(1, MOST + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each line is whole or empty; two at least, and no two the same."""
        good = super().validate(extra_validators)
        for day, start, place in self.rows:
            if any((day.data, start.data, place.data)) and not (day.errors or start.errors):
                self._complete(day, start, place)
        wanted = [] if self.errors else self.wanted
        if not self.errors and len(wanted) < FEWEST:
            self.form_errors.append(f"Proposez {FEWEST} dates au moins, {MOST} au plus.")
        if len({(one.slot, one.place) for one in wanted}) < len(wanted):
            self.form_errors.append("Deux dates sont les mêmes. Changez-en une, ou effacez-la.")
        return good and not self.errors

    def _complete(self, day: Any, start: Any, place: Any) -> None:
        if not day.data:
            day.errors = [*day.errors, "Choisissez le jour, ou effacez toute la ligne."]
        if not start.data:
            start.errors = [*start.errors, "Écrivez l’heure, ou effacez toute la ligne."]
        if not place.data:
            place.errors = [*place.errors, "Dites où, ou effacez toute la ligne."]
        if day.data and start.data and not exists(day.data, start.data):
            start.errors = [
                *start.errors,
                "Cette heure n’existe pas ce jour-là\u00a0: on passe à l’heure d’été.",
            ]

    @property
    def wanted(self) -> list[Wanted]:
        """The dates of the lines that are filled in."""
        made = []
        for day, start, place in self.rows:
            if day.data and start.data:
                begins = slot(day.data, start.data, start.data).starts_at
                until = begins + timedelta(minutes=int(self.length.data))
                made.append(Wanted(Slot(begins, until), place.data))
        return made


for _number in range(1, MOST + 1):
    setattr(DatesForm, f"day_{_number}", DayField(f"Date {_number}\u00a0: le jour", [Optional()]))
    setattr(DatesForm, f"start_{_number}", HourField(f"Date {_number}\u00a0: l’heure", [Optional()]))
    setattr(
        DatesForm,
        f"place_{_number}",
        StringField(f"Date {_number}\u00a0: le lieu", [Optional(), AtMost(160, "Ce lieu")]),
    )


def shown(held: DatesOffer) -> dict[str, Any]:
    """What the form begins with to change these dates."""
    first = held.dates[0]
    minutes = int((first.ends_at - first.starts_at).total_seconds()) // 60
    values: dict[str, Any] = {"version": str(held.version), "length": str(minutes)}
    for number, one in enumerate(held.dates, 1):
        begins = local(one.starts_at)
        values |= {
            f"day_{number}": begins.date(),
            f"start_{number}": begins.time(),
            f"place_{number}": one.place,
        }
    return values


def empty(place: str) -> dict[str, Any]:
    """What the form begins with: where people usually meet, on the lines that must be filled in."""
    return {f"place_{number}": place for number in range(1, FEWEST + 1)}


class SuitsForm(VersionForm):
    """« Quelles dates vous vont ? »: several boxes, or none of them."""

    suits = SelectMultipleField(
        "Quelles dates vous vont\u00a0?",
        [Needed("Cochez les dates qui vous vont, ou «\u00a0Aucune\u00a0».")],
        coerce=str,
    )

    def offer(self, dates: Iterable[OfferedDate]) -> Self:
        said = {str(one.id): f"{span(one.starts_at, one.ends_at)}, {one.place}" for one in dates}
        self.suits.choices = choices(said | {NONE: "Aucune ne me va"})
        return self

    def validate_suits(self, field: SelectMultipleField) -> None:
        if NONE in field.data and len(field.data) > 1:
            field.errors = [*field.errors, "Cochez des dates, ou «\u00a0Aucune\u00a0», pas les deux."]

    @property
    def numbers(self) -> list[int]:
        return [int(one) for one in self.suits.data if one != NONE]


class SuitsOfForm(SuitsForm):
    """The same, ticked by a person of the centre for somebody they called."""

    suits = SelectMultipleField(
        "Quelles dates vont à cette personne\u00a0?",
        [Needed("Cochez les dates qui lui vont, ou «\u00a0Aucune\u00a0».")],
        coerce=str,
    )


class KeptDateForm(VersionForm):
    """Which date is kept, and as what sort of meeting."""

    date = RadioField("Quelle date gardez-vous\u00a0?", [Needed("Choisissez la date.")], coerce=str)
    kind = SelectField("Sorte de rendez-vous", coerce=str)

    def offer(
        self, dates: Iterable[OfferedDate], counts: Mapping[int, int], kinds: Iterable[MeetingKind]
    ) -> Self:
        """Each date with how many may come."""
        self.date.choices = choices(
            {str(one.id): f"{span(one.starts_at, one.ends_at)} ({counts.get(one.id, 0)})" for one in dates}
        )
        self.kind.choices = choices({str(one.id): one.name for one in kinds})
        return self
