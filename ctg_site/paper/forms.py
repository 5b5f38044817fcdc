"""How many sheets to print, for which centre; and what stands on one sheet, keyed in."""

from collections.abc import Iterable

from wtforms import SelectField, StringField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.answers import Answers
from ctg_site.domain.sheet_numbers import LONGEST, MOST_IN_A_BATCH
from ctg_site.models.consultations import Consultation
from ctg_site.models.places import Structure
from ctg_site.web.entry_form import EntryForm
from ctg_site.web.forms import AtMost, BaseForm, CountField, Needed, NeededRight, choices


class BatchForm(BaseForm):
    """A batch of sheets, all of the same centre."""

    how_many = CountField("Combien de fiches\u00a0?", [NeededRight("Écrivez combien de fiches.")])
    consultation = SelectField("Quelle fiche\u00a0?", [Optional()], coerce=str)
    structure = SelectField("Pour quel centre\u00a0?", [Optional()], coerce=str)

    def offer(
        self, places: Iterable[Structure], anywhere: bool, asked: Iterable[Consultation]
    ) -> "BatchForm":
        """The centres of whoever prints, or any for the coordination; the consultations `asked` now."""
        titles = {one.number: f"La consultation\u00a0: {one.title}" for one in asked}
        self.consultation.choices = choices({"": "L’envie"} | titles)
        named = {place.id: place.name for place in places}
        self.structure.choices = choices(({"": "Tous les centres"} if anywhere else {}) | named)
        return self

    def validate_how_many(self, field: CountField) -> None:
        if field.data and field.data > MOST_IN_A_BATCH:
            raise ValidationError(f"{MOST_IN_A_BATCH} fiches au plus à la fois.")

    @property
    def structure_id(self) -> int | None:
        return int(self.structure.data) if self.structure.data else None

    @property
    def consultation_id(self) -> int | None:
        return int(self.consultation.data) if self.consultation.data else None


class SheetEntryForm(EntryForm):
    """One sheet: its number, then what stands on it, in the order of the paper."""

    sheet = StringField("Numéro de la fiche", [Needed("Écrivez le numéro de la fiche."), AtMost(LONGEST)])

    def on_paper(self) -> "SheetEntryForm":
        """It came on paper; the centre is that of the sheet, unless its author wrote another one."""
        del self.channel
        del self.meeting
        return self

    @property
    def typed(self) -> Answers:
        return Answers().changed(**{name: value for name, value in self.answers().items() if name != "sheet"})
