"""What the staff fill in around a meeting: minutes, documents, who came, decisions."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.agenda.field_forms import LONGEST_MARKDOWN, typed
from ctg_site.agenda.ties.forms import TiesForm
from ctg_site.domain.meetings import AGES, College, PeopleGroup, more_than_came
from ctg_site.domain.text import letters
from ctg_site.domain.workflow import Transition
from ctg_site.models.meetings import Meeting
from ctg_site.web.document_fields import PdfForm
from ctg_site.web.forms import (
    NOT_OFFERED,
    AtMost,
    BaseForm,
    CountField,
    DayField,
    Needed,
    VersionForm,
    choices,
)
from ctg_site.words.labels import LABELS


class MinutesForm(VersionForm):
    minutes = TextAreaField("Compte rendu", [AtMost(LONGEST_MARKDOWN, "Ce compte rendu")])
    for_everybody = BooleanField("Tout le monde peut le lire sur le site")

    def validate_minutes(self, field: TextAreaField) -> None:
        if self.for_everybody.data and letters(field.data or "") < 3:
            raise ValidationError("Écrivez le compte rendu avant de le publier.")


def written(meeting: Meeting) -> dict[str, Any]:
    """What the form of the minutes begins with."""
    published = meeting.minutes_published_at is not None
    return {"version": meeting.version, "minutes": meeting.minutes, "for_everybody": published}


class DocumentForm(PdfForm):
    title = StringField(
        "Titre du document",
        [Needed("Donnez un titre au document."), AtMost(120, "Ce titre")],
        filters=(typed,),
    )
    for_everybody = BooleanField("Tout le monde peut le lire sur le site")


def group_field(group: PeopleGroup) -> CountField:
    return CountField(LABELS[PeopleGroup][group])


class AttendanceForm(BaseForm):
    """How many came of each college, of each age, from priority districts; left empty, it was not counted."""

    town = CountField(LABELS[College][College.TOWN], [Optional()])
    caf = CountField(LABELS[College][College.CAF], [Optional()])
    residents = CountField(LABELS[College][College.RESIDENTS], [Optional()])
    associations = CountField(LABELS[College][College.ASSOCIATIONS], [Optional()])
    institutions = CountField(LABELS[College][College.INSTITUTIONS], [Optional()])
    others = CountField(LABELS[College][College.OTHERS], [Optional()])
    aged_0_6 = group_field(PeopleGroup.AGED_0_6)
    aged_7_10 = group_field(PeopleGroup.AGED_7_10)
    aged_11_14 = group_field(PeopleGroup.AGED_11_14)
    aged_15_17 = group_field(PeopleGroup.AGED_15_17)
    aged_18_25 = group_field(PeopleGroup.AGED_18_25)
    aged_26_59 = group_field(PeopleGroup.AGED_26_59)
    aged_60_74 = group_field(PeopleGroup.AGED_60_74)
    aged_75 = group_field(PeopleGroup.AGED_75)
    priority = group_field(PeopleGroup.PRIORITY)

    @property
    def groups(self) -> dict[PeopleGroup, int | None]:
        return {group: self[group].data for group in PeopleGroup}

    @property
    def people(self) -> int | None:
        """How many came in all, as far as it was counted."""
        known = [people for people in self.counts.values() if people is not None]
        return sum(known) if known else None

    def validate_aged_75(self, field: CountField) -> None:
        """The last age carries the sentence about them all."""
        if more_than_came(self.groups, self.people) is PeopleGroup.AGED_75:
            ages = sum(self[one].data or 0 for one in AGES)
            raise ValidationError(
                f"Les âges font {ages} personnes en tout, pour {self.people} présentes. Vérifiez les nombres."
            )

    def validate_priority(self, field: CountField) -> None:
        if self.people is not None and (field.data or 0) > self.people:
            raise ValidationError(
                f"{field.data} personnes des quartiers prioritaires, pour {self.people} présentes. "
                "Vérifiez les nombres."
            )

    @property
    def counts(self) -> dict[College, int | None]:
        return {college: self[college].data for college in College}


class MeetingDecisionForm(TiesForm):
    text = TextAreaField(
        "Ce qui est décidé", [Needed("Écrivez ce qui est décidé."), AtMost(1000)], filters=(typed,)
    )
    owner = StringField("Qui s’en charge", [Optional(), AtMost(120, "Cette fonction")], filters=(typed,))
    due_on = DayField("Pour quand", [Optional()])

    @property
    def decided(self) -> dict[str, Any]:
        """The answers by the names of `decisions.Decided`."""
        return {
            "text": self.text.data,
            "owner": self.owner.data or "",
            "due_on": self.due_on.data,
            **self.tied,
        }


class ChangeDecisionForm(MeetingDecisionForm, VersionForm):
    """The same, for whoever corrects what was noted."""


class FollowUpForm(VersionForm):
    """How far a decision is; the events offered are those that its state allows."""

    event = RadioField("Où en est-on\u00a0?", default="", coerce=str)
    note = TextAreaField("Votre note", [AtMost(1000, "Cette note")], filters=(typed,))

    def offer(self, rows: Iterable[Transition]) -> "FollowUpForm":
        self.rows = {str(row.event): row for row in rows}
        events = {row.event: LABELS[type(row.event)][row.event] for row in self.rows.values()}
        self.event.choices = choices({"": "Une note, sans rien changer"} | events)
        return self

    def validate_event(self, field: RadioField) -> None:
        if field.data and field.data not in self.rows:
            raise ValidationError(NOT_OFFERED)

    def validate_note(self, field: TextAreaField) -> None:
        row = self.rows.get(self.event.data)
        if (row is None or row.reason_required) and letters(field.data or "") < 3:
            raise ValidationError("Écrivez votre note avant d’enregistrer.")
