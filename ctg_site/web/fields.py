"""Fields for figures, days and years as people write them: « 1 200,50 », « 3/11/2026 », « 2026 »."""

from datetime import date
from typing import Any

from wtforms import StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import DateInput

from ctg_site.domain import written


class Read(StringField):
    """A text that means something else: `read` is its meaning, or None when it is empty or wrong."""

    def __init__(self, label: str, validators: Any = None, **options: Any) -> None:
        super().__init__(label, [*(validators or [Optional()])], **options)

    @property
    def read(self) -> Any:
        try:
            return self.understand(self.data) if self.data else None
        except ValueError:
            return None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.understand(self.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else self.written(value)

    def understand(self, text: str) -> Any:
        """The meaning of a text; ValueError says in French what to write instead."""
        return text

    def written(self, value: Any) -> str:
        return str(value)


class Figure(Read):
    """A number, with a decimal comma or point."""

    def understand(self, text: str) -> float:
        try:
            return written.figure(text)
        except ValueError as error:
            raise ValueError("Écrivez un nombre, par exemple 1\u00a0200 ou 12,5.") from error

    def written(self, value: Any) -> str:
        text = f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return text.replace(".", ",")


class Day(Read):
    """A day, asked as everywhere by what the browser offers; « 3/11/2026 » is read too."""

    widget = DateInput()

    def understand(self, text: str) -> date:
        try:
            return written.day(text)
        except ValueError as error:
            raise ValueError("Écrivez un jour qui existe, par exemple 3/11/2026.") from error

    def written(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)


class Year(Read):
    def understand(self, text: str) -> int:
        try:
            return written.year(text)
        except ValueError as error:
            raise ValueError("Écrivez une année en quatre chiffres, par exemple 2026.") from error
