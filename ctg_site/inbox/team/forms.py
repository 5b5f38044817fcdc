"""What the direction of a centre fills in: who is away and who answers, whose files go to whom."""

from collections.abc import Iterable

from wtforms import SelectField
from wtforms.validators import ValidationError

from ctg_site.web.forms import BaseForm, DayField, Needed, choices
from ctg_site.words.french import plural, today

from .queries import TeamMember

NOBODY = {"": "Choisissez une personne"}


class AbsenceForm(BaseForm):
    """Somebody is away; a colleague answers meanwhile."""

    who = SelectField("Qui est absent\u00a0?", [Needed("Choisissez la personne absente.")], coerce=str)
    stand_in = SelectField("Qui répond à sa place\u00a0?", [Needed("Choisissez une personne.")], coerce=str)
    first_day = DayField("Premier jour", [Needed("Dites le premier jour.")])
    last_day = DayField("Dernier jour", [Needed("Dites le dernier jour.")])

    def offer(self, team: Iterable[TeamMember]) -> "AbsenceForm":
        here = {str(one.id): one.person.name for one in team if one.here}
        self.who.choices = self.stand_in.choices = choices(NOBODY | here)
        return self

    def validate_stand_in(self, field: SelectField) -> None:
        if field.data and field.data == self.who.data:
            raise ValidationError("Choisissez une autre personne que celle qui est absente.")

    def validate_last_day(self, field: DayField) -> None:
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError("Le dernier jour est avant le premier\u00a0: vérifiez les deux jours.")
        if field.data and field.data < today():
            raise ValidationError("Ces jours sont passés\u00a0: choisissez un jour à venir.")


class HandOverForm(BaseForm):
    """All the files that somebody follows in the centre, to a colleague."""

    leaver = SelectField("Les envies de", [Needed("Choisissez la personne.")], coerce=str)
    colleague = SelectField("Vont à", [Needed("Choisissez une personne.")], coerce=str)

    def offer(self, team: Iterable[TeamMember]) -> "HandOverForm":
        people = list(team)
        loads = {
            str(one.id): f"{one.person.name}, {plural(one.files, 'envie', 'envies')}"
            for one in people
            if one.files
        }
        self.leaver.choices = choices(NOBODY | loads)
        self.colleague.choices = choices(
            NOBODY | {str(one.id): one.person.name for one in people if one.here}
        )
        return self

    def validate_colleague(self, field: SelectField) -> None:
        if field.data and field.data == self.leaver.data:
            raise ValidationError("Choisissez une autre personne.")
