"""What every form shares: stripped text, French messages, the status of its answer."""

from typing import Any

from wtforms import Form
from wtforms.fields import IntegerField, PasswordField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, StopValidation
from wtforms.widgets import HiddenInput

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))


NOT_OFFERED = "Ce choix n’est pas dans la liste. Choisissez une autre réponse."


class Sentences:
    """The library’s own messages, in plain French; those residents meet are written with each field."""

    FRENCH = {
        "Not a valid choice.": NOT_OFFERED,
        "Invalid Choice: could not coerce.": NOT_OFFERED,
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
        def get_translations(self, form: Any) -> Sentences:
            return Sentences()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = (clean, *options.get("filters", ()))
            return unbound_field.bind(form=form, **options)

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


def clean(value: Any) -> Any:
    """Text without invisible signs, line ends as one sign, no space around."""
    if not isinstance(value, str):
        return value
    return value.translate(INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").strip()


class Needed(InputRequired):
    """A compulsory answer; spaces alone are no answer."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors[:] = []
            raise StopValidation(self.message)


class AtMost(Length):
    """A text that fits: the message says how much is too much."""

    def __init__(self, signs: int, what: str = "Ce texte") -> None:
        super().__init__(max=signs)
        self.signs, self.what = signs, what

    def __call__(self, form: Any, field: Any) -> None:
        length = len(field.data or "")
        if length > self.signs:
            extra = length - self.signs
            raise StopValidation(
                f"{self.what} est trop long\u00a0: enlevez {extra} signe{'s' if extra > 1 else ''} au moins "
                f"({self.signs} au plus)."
            )


MISSING_VERSION = "Rechargez la page avant de décider."


class VersionForm(BaseForm):
    """A write on a file says which version of it was read."""

    version = IntegerField("", [Needed(MISSING_VERSION)], widget=HiddenInput())


def choices(options: dict[Any, str]) -> list[SelectChoice]:
    """What a list or a group of buttons offers, from its values and their words."""
    return [SelectChoice(str(value), text) for value, text in options.items()]
