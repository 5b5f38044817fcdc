"""What a dataset is, column by column: its lines, its schema and its dictionary are drawn from here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from ctg_site.domain.text import printable
from ctg_site.words.labels import LABELS

#: What stands between the values of a cell that holds several.
BETWEEN = "|"


class DataType(StrEnum):
    """The types of Table Schema that a column may be of; `ADDRESS` is a text, an address of the web."""

    TEXT = "string"
    ADDRESS = "uri"
    WHOLE = "integer"
    FIGURE = "number"
    YES_NO = "boolean"
    DAY = "date"
    INSTANT = "datetime"


#: How the dictionary calls each.
IN_WORDS = {
    DataType.TEXT: "texte",
    DataType.ADDRESS: "adresse web",
    DataType.WHOLE: "nombre entier",
    DataType.FIGURE: "nombre",
    DataType.YES_NO: "vrai ou faux (true, false)",
    DataType.DAY: "date (AAAA-MM-JJ)",
    DataType.INSTANT: "date et heure, en temps universel (UTC)",
}


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column: its name, its type, what it means in French, how it is read of a row.

    `choices`: the closed list whose labels it holds; `is_needed`: no row leaves it empty.
    """

    name: str
    kind: DataType
    meaning: str
    read: Callable[[Any], Any]
    is_needed: bool = False
    choices: type[StrEnum] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(LABELS[self.choices].values()) if self.choices else ()

    @property
    def kind_in_words(self) -> str:
        return IN_WORDS[self.kind]

    def value(self, row: Any) -> str | int | float | bool | None:
        """What the cell of this row holds, as JSON tells it; None when there is nothing to say."""
        return told(self.read(row))


def told(value: Any) -> str | int | float | bool | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return LABELS[type(value)][value]
    if isinstance(value, str):
        return printable(value) or None
    return several(value)


def several(values: Iterable[Any]) -> str | None:
    """A list, in one cell; what stands between its values is in none of them."""
    words = (str(told(one)).replace(BETWEEN, "/") for one in values)
    return BETWEEN.join(words) or None


@dataclass(frozen=True, slots=True)
class Described:
    """What the page tells of a dataset: its name is its address for ever."""

    name: str
    title: str
    holds: str
    serves: str
    columns: tuple[DataColumn, ...]
    #: The columns that together name one row.
    key: tuple[str, ...]
    #: The standard that it follows, and how far.
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset and its rows, read some at a time."""

    described: Described
    rows: Callable[[], Iterator[Any]]

    @property
    def name(self) -> str:
        return self.described.name

    @property
    def header(self) -> list[str]:
        return [one.name for one in self.described.columns]

    def lines(self) -> Iterator[Sequence[str | int | float | bool | None]]:
        """The cells of each row, in the order of the columns."""
        for row in self.rows():
            yield [one.value(row) for one in self.described.columns]
