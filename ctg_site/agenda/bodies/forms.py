"""What the coordination fills in about a body: its name, what it is for, who sits there."""

from collections.abc import Iterable
from typing import Any, Self

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ctg_site.agenda.field_forms import typed
from ctg_site.domain.meetings import BodyKind, College
from ctg_site.domain.text import address, letters
from ctg_site.models.agenda import BodySeat
from ctg_site.models.convention import Theme
from ctg_site.web.forms import AtMost, Needed, VersionForm, choices
from ctg_site.words.labels import LABELS

KINDS = {
    BodyKind.PARTICIPATION: "Des habitants y prennent la parole",
    BodyKind.GOVERNANCE: "Elle conduit la convention",
}


class BodyForm(VersionForm):
    """A body: its mandate, its theme, and its seats written one by line."""

    theme = SelectField("Thème dont elle est le groupe de travail", [Optional()])
    is_ended = BooleanField("Cette instance ne se réunit plus")

    mandate = TextAreaField("Son mandat", [Optional(), AtMost(3000)])
    town = TextAreaField(LABELS[College][College.TOWN], [Optional(), AtMost(2000)], filters=(typed,))
    caf = TextAreaField(LABELS[College][College.CAF], [Optional(), AtMost(2000)], filters=(typed,))
    residents = TextAreaField(
        LABELS[College][College.RESIDENTS], [Optional(), AtMost(2000)], filters=(typed,)
    )
    associations = TextAreaField(
        LABELS[College][College.ASSOCIATIONS], [Optional(), AtMost(2000)], filters=(typed,)
    )
    institutions = TextAreaField(
        LABELS[College][College.INSTITUTIONS], [Optional(), AtMost(2000)], filters=(typed,)
    )
    others = TextAreaField(LABELS[College][College.OTHERS], [Optional(), AtMost(2000)], filters=(typed,))

    def offer(self, themes: Iterable[Theme]) -> Self:
        self.theme.choices = choices({"": "Aucun"} | {one.id: one.name for one in themes})
        return self

    @property
    def said(self) -> dict[str, Any]:
        """The answers by the names of `operations.Composition`, but for who sits there."""
        theme = int(self.theme.data) if self.theme.data else None
        return {"mandate": self.mandate.data or "", "theme_id": theme, "is_ended": bool(self.is_ended.data)}

    @property
    def sitting(self) -> list[tuple[College, str, str]]:
        """Each seat: its college, its function, and a name when the line holds one, « fonction | nom »."""
        found = []
        for college in College:
            for line in (self[college].data or "").splitlines():
                function, _, name = (part.strip() for part in line.partition("|"))
                if function:
                    found.append((college, function, name))
        return found


class AddedBodyForm(BodyForm):
    """A body that the coordination added: its name and what it is for may change too."""

    name = StringField(
        "Nom", [Needed("Donnez un nom à cette instance."), AtMost(120, "Ce nom")], filters=(typed,)
    )
    plain_text = TextAreaField(
        "À quoi elle sert",
        [Needed("Dites à quoi elle sert, en une phrase ou deux."), AtMost(600)],
        filters=(typed,),
    )

    def validate_name(self, field: StringField) -> None:
        if letters(field.data or "") < 3 or not address(field.data):
            raise ValidationError("Écrivez au moins trois lettres\u00a0: l’adresse de la page en est faite.")

    def refuse_name(self) -> None:
        self.name.errors = ["Une instance porte déjà ce nom, ou presque. Choisissez-en un autre."]

    @property
    def said(self) -> dict[str, Any]:
        return super().said | {"name": self.name.data, "plain_text": self.plain_text.data}


class NewBodyForm(AddedBodyForm):
    version = None
    kind = RadioField(
        "Quelle sorte d’instance\u00a0?", default=BodyKind.PARTICIPATION, choices=choices(KINDS), coerce=str
    )

    def refuse(self) -> None:
        """Nothing carries a body yet."""
        self.form_errors.append(
            "Aucune convention n’est chargée\u00a0: la personne qui héberge le site la charge."
        )


def lines(seats: Iterable[BodySeat]) -> dict[str, str]:
    """The seats of a body as the form writes them."""
    written: dict[str, list[str]] = {}
    for seat in seats:
        line = f"{seat.function} | {seat.name}" if seat.name else seat.function
        written.setdefault(seat.college, []).append(line)
    return {str(college): "\n".join(several) for college, several in written.items()}
