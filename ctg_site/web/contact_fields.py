"""How somebody is reached, and what an envie needs: the checks that every form of an envie shares."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from markupsafe import Markup
from wtforms import EmailField, RadioField
from wtforms.validators import Optional
from wtforms.widgets import EmailInput, html_params

from ctg_site.domain import mailbox, telephones
from ctg_site.domain.mailbox import Flaw
from ctg_site.domain.text import letters
from ctg_site.domain.vocabulary import AgeBand, ContactWay

from .forms import BaseForm, choices

FEWEST_LETTERS = 3
FLAWS = {
    Flaw.INCOMPLETE: "Écrivez une adresse e-mail complète, par exemple nom@exemple.fr.",
    Flaw.ACCENT: (
        "Écrivez l’adresse sans accent avant le @, par exemple rene@exemple.fr. "
        "Avec un accent, nos lettres n’arriveraient pas."
    ),
}


class MailInput(EmailInput):
    """The input, and beside it the address that the person was asked about, so that the answer is known."""

    def __call__(self, field: Any, **more: Any) -> Markup:
        asked = html_params(type="hidden", name=f"{field.name}_asked", value=field.doubtful)
        beside = Markup(f"<input {asked}>") if field.doubtful else ""  # nosec B704
        return super().__call__(field, **more) + beside


class MailField(EmailField):
    """An e-mail address; one that looks mistyped is asked about, and kept once it is sent again the same."""

    widget = MailInput()
    #: The address that the page asked about; the one that it will ask about.
    asked_about = doubtful = ""

    def process(self, formdata: Any, *values: Any, **more: Any) -> None:
        super().process(formdata, *values, **more)
        self.asked_about = "".join(formdata.getlist(f"{self.name}_asked")[:1]) if formdata else ""


def check_phone(field: Any) -> str | None:
    """What is wrong with a number, if anything; a good one is written as its country does."""
    number = telephones.read(field.data or "")
    if number is None:
        return (
            "Écrivez le numéro avec ses dix chiffres, par exemple 06\u00a039\u00a098\u00a000\u00a000. "
            "Pour un autre pays, commencez par «\u00a0+\u00a0» et son indicatif."
        )
    field.data = number
    return None


def check_email(field: Any) -> str | None:
    """What is wrong with an address, if anything; a good one is written again as every relay takes it."""
    meant = mailbox.meant(field.data or "") if field.raw_data else None
    question = f"Vouliez-vous écrire {meant}\u00a0?"
    try:
        field.data = mailbox.plain(field.data or "")
    except mailbox.NotAnAddress as refused:
        return question if meant else FLAWS[refused.flaw]
    if meant is None:
        return None
    field.doubtful = field.data
    if field.asked_about == field.data:
        return None
    return f"{question} Si l’adresse est bien {field.data}, envoyez-la encore une fois telle quelle."


def check_address(field: Any) -> str | None:
    if letters(field.data or "") < FEWEST_LETTERS:
        return "Écrivez l’adresse, par exemple\u00a0: 12 rue de la Gare."
    return None


CHECKS: dict[str, Callable[[Any], str | None]] = {
    "phone": check_phone,
    "email": check_email,
    "address": check_address,
}
DETAIL_OF = {
    ContactWay.PHONE: "phone",
    ContactWay.SMS: "phone",
    ContactWay.EMAIL: "email",
    ContactWay.LETTER: "address",
}


def under_fifteen(question: str) -> Any:
    """Asked first: of a child nothing personal is read."""
    ages = choices({AgeBand.UNDER_15: "Oui", "": "Non"})
    return RadioField(question, [Optional()], choices=ages, default="", coerce=str)


class AllAgesForm(BaseForm):
    """A form that asks `is_child` by `under_fifteen`; `of_a_child` is kept instead of what was typed."""

    of_a_child: ClassVar[Mapping[str, str]] = {"first_name": ""}

    def validate(self, extra_validators: Any = None) -> bool:
        """What was typed of a child is forgotten first: neither checked, nor shown again, nor kept."""
        self.forgets_a_child()
        return bool(super().validate(extra_validators))

    def forgets_a_child(self) -> bool:
        """Whether it was filled in for a child, of whom nothing stays then."""
        for name, kept in self.of_a_child.items() if self["is_child"].data else ():
            self[name].data, self[name].raw_data = kept, [kept] if kept else []
        return bool(self["is_child"].data)


class ReachableForm(BaseForm):
    """A form with a `way` to reach somebody and one field for each detail of CHECKS."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside each field's own checks, the detail that the chosen way needs must be there and usable."""
        good = super().validate(extra_validators)
        detail = DETAIL_OF.get(self["way"].data)
        if detail is None:
            return bool(good)
        field = self[detail]
        problem = None if field.errors else CHECKS[detail](field)
        if problem:
            field.errors = [*field.errors, problem]
        return bool(good and not problem)

    def answers(self) -> dict[str, Any]:
        """The values to keep: of the details, only the one that the chosen way needs."""
        wanted = DETAIL_OF.get(self["way"].data)
        return {
            name: (value or "") if name not in CHECKS or name == wanted else ""
            for name, value in self.data.items()
        }
