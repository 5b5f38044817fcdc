"""What one taps as an opinion; what the coordination answers, and does with what was set aside."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from ctg_site.domain.participation import Choice, Fate, Questions
from ctg_site.web.forms import AtMost, BaseForm, Needed, choices
from ctg_site.words.french import moment, plural
from ctg_site.words.labels import LABELS, label


class OpinionForm(BaseForm):
    """One tap: one of the buttons that the page shows."""

    choice = RadioField(
        "Votre avis",
        [Needed("Choisissez une réponse\u00a0: appuyez sur un bouton.")],
        coerce=str,
    )

    def offer(self, questions: Questions) -> "OpinionForm":
        self.offered = {choice: LABELS[Choice][choice] for question in questions for choice in question}
        self.choice.choices = choices(self.offered)
        return self

    @property
    def chosen(self) -> Choice | None:
        """What the button said; None when there is no such button."""
        return Choice(self.choice.data) if self.choice.data in self.offered else None


class OpinionAnswerForm(BaseForm):
    """The public answer; `version` is the number of the answer that was read, 0 when there was none."""

    version = HiddenField()
    text = TextAreaField(
        "Votre réponse",
        [Needed("Écrivez une phrase pour les habitants."), AtMost(1500, "Cette réponse")],
    )

    @property
    def read(self) -> int:
        """A forged one is that of no answer."""
        return number_in(self.version)


class AsideForm(BaseForm):
    """Floods to settle, and what becomes of them; `until`: the last opinion that the page counted."""

    until = HiddenField()
    waves = SelectMultipleField(
        "Ce qui est mis de côté",
        [Needed("Cochez au moins une ligne.")],
        coerce=str,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    fate = RadioField(
        "Ce que vous décidez",
        [Needed("Choisissez quoi en faire.")],
        choices=choices(LABELS[Fate]),
        coerce=str,
    )

    def offer(self, waves: Iterable[Any]) -> "AsideForm":
        """The floods by their word in the form, each told in a line."""
        self.known = {word(wave): wave for wave in waves}
        self.waves.choices = choices({key: told(wave) for key, wave in self.known.items()})
        return self

    @property
    def chosen(self) -> list[tuple[dict[str, int], datetime]]:
        found = [self.known[key] for key in self.waves.data or ()]
        return [(wave.about, wave.hour) for wave in found]

    @property
    def last(self) -> int:
        return number_in(self.until)


def number_in(field: Field) -> int:
    """What a hidden field holds; -1, which is the number of nothing, when somebody forged it."""
    written = str(field.data or "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else -1


def word(wave: Any) -> str:
    ((column, number),) = wave.about.items()
    return f"{column}.{number}.{wave.hour:%Y%m%d%H}"


def told(wave: Any) -> str:
    said = ", ".join(f"{count} «\u00a0{label(choice)}\u00a0»" for choice, count in wave.said.items())
    number = plural(wave.number, "avis", "avis")
    return f"{wave.name}\u00a0: {number}, {moment(wave.hour)}" + (f" ({said})" if said else "")
