"""What somebody fills in to send a picture with an envie, and the centre to tell or blur what it shows."""

from wtforms import FileField, RadioField, SelectMultipleField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain.pictures import PictureEvent, Recognised, grid
from ctg_site.models.pictures import EnviePicture
from ctg_site.web import photo_fields
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.labels import LABELS


def alt_field() -> StringField:
    said = [Needed("Dites en une phrase ce que l’on voit."), AtMost(photo_fields.LONGEST_ALT, "Cette phrase")]
    return StringField("Que voit-on\u00a0?", said)


def recognised_field() -> RadioField:
    """Nobody has to answer: without an answer, it stays with the centre."""
    who = choices(LABELS[Recognised])
    return RadioField("Quelqu’un est-il reconnaissable\u00a0?", [Optional()], choices=who, coerce=str)


class ChildPictureForm(BaseForm):
    """A drawing of somebody under fifteen: nothing is asked about anybody; `key` tells a double sending."""

    photo = FileField("Le dessin, ou la photo d’un objet ou d’un lieu", render_kw=photo_fields.ACCEPTED)
    alt = alt_field()
    key = StringField("", [AtMost(200)], widget=HiddenInput())

    @property
    def said(self) -> Recognised | None:
        return None

    def validate_photo(self, field: FileField) -> None:
        photo_fields.check_file(field)

    def validate_alt(self, field: StringField) -> None:
        photo_fields.check_alt(field)

    def refuse(self, fault: str) -> None:
        photo_fields.refuse(self.photo, fault)


class PictureForm(ChildPictureForm):
    """A photo or a drawing, its words for whoever does not see it, and who is recognised on it."""

    photo = FileField("La photo ou le dessin", render_kw=photo_fields.ACCEPTED)
    recognised = recognised_field()

    @property
    def said(self) -> Recognised | None:
        return Recognised(self.recognised.data) if self.recognised.data else None


class ShowsForm(BaseForm):
    """What a picture shows, as the centre corrects it."""

    alt = alt_field()
    recognised = recognised_field()

    @property
    def said(self) -> Recognised | None:
        return Recognised(self.recognised.data) if self.recognised.data else None

    def validate_alt(self, field: StringField) -> None:
        photo_fields.check_alt(field)


class BlurForm(BaseForm):
    """The cells of the grid to make unreadable."""

    cells = SelectMultipleField("Les cases à flouter", coerce=int)

    def over(self, picture: EnviePicture) -> "BlurForm":
        """Lay the grid over this picture: a cell says its line and its place in it."""
        self.columns, self.rows = grid(picture.width, picture.height)
        places = ((number, divmod(number, self.columns)) for number in range(self.columns * self.rows))
        self.cells.choices = [
            (number, f"Ligne {line + 1}, case {place + 1}") for number, (line, place) in places
        ]
        return self

    def validate_cells(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Cochez au moins une case de l’image.")

    def refuse(self, fault: str) -> None:
        photo_fields.refuse(self.cells, fault)


class PictureDecisionForm(BaseForm):
    """What becomes of a picture."""

    event = RadioField("", choices=choices(LABELS[PictureEvent]), coerce=str)
