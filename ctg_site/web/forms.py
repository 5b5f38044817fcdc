"""What every form shares: stripped text, French messages, the status of its answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from wtforms import Field, Form
from wtforms.fields import DateField, IntegerField, PasswordField, SelectChoice, StringField
from wtforms.fields.choices import SelectFieldBase
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from ctg_site.domain import codes, intake, written

AMOUNT = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?")
NOT_A_DAY = "Écrivez une date\u00a0: 25/11/2026, par exemple."
NOT_OFFERED = "Ce choix n’est pas dans la liste. Choisissez une autre réponse."


class Sent(Protocol):
    """What a browser sent, as a form reads it: each name may come several times."""

    def getlist(self, key: str, /) -> list[Any]: ...


#: What looks at a field, and raises what is wrong; those a form is asked to do besides, by field.
Check = Callable[[Form, Field], None]
Extra = Mapping[str, Sequence[Check]]


class Sentences:
    """The library’s own messages, in plain French; those residents meet are written with each field."""

    FRENCH = {
        "Not a valid choice.": NOT_OFFERED,
        "Invalid Choice: could not coerce.": NOT_OFFERED,
        "'%(value)s' is not a valid choice for this field.": NOT_OFFERED,
        "'%(value)s' are not valid choices for this field.": NOT_OFFERED,
        "Not a valid integer value.": "Rechargez la page, puis recommencez.",
        "This field is required.": "Il manque une réponse ici.",
    }

    def gettext(self, string: str) -> str:
        return self.FRENCH.get(string, string)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular if count == 1 else plural)


class BaseForm(Form):
    """A form that validates and never saves."""

    class Meta:
        def get_translations(self, form: Form) -> Sentences:
            return Sentences()

        def bind_field(self, form: Form, unbound_field: UnboundField, options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                of_text = (text,) if kind.process_formdata is StringField.process_formdata else ()
                options["filters"] = (clean, *of_text, *unbound_field.kwargs.get("filters", ()))
            return unbound_field.bind(form=form, **options)

    def validate(self, extra_validators: Extra | None = None) -> bool:
        """Spaces alone choose nothing; what is chosen is on offer, whatever stands before it."""
        for field in self:
            if isinstance(field, SelectFieldBase) and field.raw_data:
                _without_blanks(field)
        return bool(super().validate(extra_validators))

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


def _without_blanks(field: Field) -> None:
    field.raw_data = [one for one in field.raw_data if not isinstance(one, str) or one.strip()]
    if isinstance(field.data, list):
        field.data = [one for one in field.data if not isinstance(one, str) or one.strip()]
    elif isinstance(field.data, str) and not field.data.strip():
        field.data = ""


def clean(value: Any) -> Any:
    """Text as `domain/intake.py` reads it, no space around."""
    return intake.read(value).strip() if isinstance(value, str) else value


def text(value: Any) -> Any:
    """A text that was not sent is an empty one."""
    return "" if value is None else value


class Needed(InputRequired):
    """A compulsory answer; spaces alone are no answer."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors[:] = []
            raise StopValidation(self.message)


class NeededRight(Needed):
    """A compulsory answer; one that was written, but wrongly, keeps what was said of it."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        if field.errors:
            raise StopValidation
        super().__call__(form, field)


class AtMost(Length):
    """A text that fits: the message says how much is too much."""

    def __init__(self, signs: int, what: str = "Ce texte") -> None:
        super().__init__(max=signs)
        self.signs, self.what = signs, what

    def __call__(self, form: BaseForm, field: Field) -> None:
        length = len(field.data or "")
        if length > self.signs:
            extra = length - self.signs
            signs = f"{extra} caractère{'s' if extra > 1 else ''}"
            raise StopValidation(
                f"{self.what} est trop long\u00a0: enlevez {signs} au moins ({self.signs} au plus)."
            )


MISSING_VERSION = "Rechargez la page avant de décider."


class SendForm(BaseForm):
    """The check page: nothing left to answer; `website` is a trap for machines, hidden from people."""

    website = StringField("Ne remplissez pas ce champ", [Optional()])


class VersionForm(BaseForm):
    """A write on a file says which version of it was read."""

    version = IntegerField("", [Needed(MISSING_VERSION)], widget=HiddenInput())


class ReceiptCodeForm(BaseForm):
    """The code of a receipt; `read` is the code without its dashes, once the form is valid."""

    #: What is said of a code that is well formed, and opens nothing.
    opens_nothing = ""
    code = StringField("Votre code", [Needed("Écrivez le code qui est sur votre reçu.")])

    def validate_code(self, field: StringField) -> None:
        try:
            self.read = codes.read_code(field.data)
        except codes.MalformedCode as error:
            raise ValidationError(
                "Ce code a une faute de frappe. Il a treize caractères, par exemple A12V-TSW6-S63HV. "
                "Relisez-le, un caractère après l’autre."
            ) from error

    def refuse(self) -> None:
        self.code.errors = [*self.code.errors, self.opens_nothing]


def choices(options: dict[Any, str]) -> list[SelectChoice]:
    """What a list or a group of buttons offers, from its values and their words."""
    return [SelectChoice(str(value), text) for value, text in options.items()]


def grouped(groups: Mapping[str, Mapping[Any, str]]) -> list[SelectChoice]:
    """The same in groups, by their names; a single group needs none."""
    return [
        SelectChoice(str(value), text, optgroup=name if len(groups) > 1 else None)
        for name, options in groups.items()
        for value, text in options.items()
    ]


class DayField(DateField):
    """A day, as a browser sends it or as somebody types it; within what a calendar of the site may hold."""

    data: Any

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Check] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = "".join(valuelist[:1]).strip()
        if typed or valuelist:
            self.data = None
        if not typed:
            return
        try:
            found = written.day(typed)
        except ValueError as error:
            raise ValueError(NOT_A_DAY) from error
        if found.year not in written.YEARS:
            raise ValueError(NOT_A_DAY)
        self.data = found


class CountField(StringField):
    """How many, in figures; left empty, it is not recorded: None, never zero."""

    MOST = 1_000_000

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = without_spaces(valuelist[0]) if valuelist else ""
        self.data = None
        if not typed:
            return
        if not typed.isdecimal() or not typed.isascii() or len(typed) > 7 or int(typed) > self.MOST:
            raise ValueError("Écrivez un nombre entier, en chiffres\u00a0: 12, par exemple.")
        self.data = int(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class AmountField(CountField):
    """An amount in euros, with a comma or a point, kept in cents."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = without_spaces(valuelist[0]).removesuffix("€") if valuelist else ""
        self.data = None
        if not typed:
            return
        found = AMOUNT.fullmatch(typed)
        if found is None:
            raise ValueError("Écrivez un montant en chiffres, sans signe moins\u00a0: 12,50, par exemple.")
        self.data = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def without_spaces(typed: str) -> str:
    return "".join(clean(typed).split())
