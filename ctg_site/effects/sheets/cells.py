"""How the cells of a spreadsheet are read, and what its sheets are: named columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from ctg_site.domain import hours, intake, mailbox, telephones, written
from ctg_site.domain.text import fold, letters
from ctg_site.words.hours import EXAMPLE, FAULTS
from ctg_site.words.labels import LABELS

YES, NO = "oui", "non"
LONGEST, MOST_CODES, MOST_LINES = 6000, 100, 5000
NBSP = "\u00a0"


def text(cell: Any) -> str:
    """A text as it is, without invisible signs; a number typed where words go is its digits."""
    typed = "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    if len(typed) > LONGEST:
        raise ValueError(f"{LONGEST} caractères au plus.")
    return intake.read(typed).strip()


def needed(cell: Any) -> str:
    if not text(cell):
        raise ValueError("Il manque une réponse.")
    return text(cell)


def at_most(most: int) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        if len(text(cell)) > most:
            raise ValueError(f"{most} caractères au plus.")
        return text(cell)

    return read


def name_of(most: int) -> Callable[[Any], str]:
    """A name that people read: some letters, on one line."""

    def read(cell: Any) -> str:
        found = " ".join(at_most(most)(needed(cell)).split())
        if letters(found) < 3:
            raise ValueError("Écrivez au moins trois lettres.")
        return found

    return read


def whole(first: int, last: int) -> Callable[[Any], int | None]:
    """A whole number between two others, both included; or nothing."""

    def read(cell: Any) -> int | None:
        found = text(cell)
        if not found:
            return None
        good = found.isascii() and found.isdecimal() and len(found) < 7 and first <= int(found) <= last
        if isinstance(cell, bool) or not good:
            raise ValueError(f"Écrivez un nombre entier, de {first} à {last}.")
        return int(found)

    return read


def year(cell: Any) -> int | None:
    try:
        return written.year(text(cell)) if text(cell) else None
    except ValueError as error:
        raise ValueError(f"Écrivez une année, de {written.YEARS[0]} à {written.YEARS[-1]}.") from error


def needed_year(cell: Any) -> int:
    needed(cell)
    return year(cell) or 0


def figure(cell: Any) -> float | None:
    if text(cell) == "":
        return None
    try:
        if isinstance(cell, int | float):
            return written.within(cell)
        return written.figure(text(cell))
    except ValueError as error:
        raise ValueError("Écrivez un nombre, sans autre signe\u00a0: 12,5.") from error


def degrees(most: int) -> Callable[[Any], float | None]:
    def read(cell: Any) -> float | None:
        try:
            return written.degrees(text(cell), most) if text(cell) else None
        except ValueError as error:
            raise ValueError(f"Écrivez un nombre de -{most} à {most}, par exemple 50,43.") from error

    return read


def day(cell: Any) -> date | None:
    try:
        if isinstance(cell, date):
            return written.in_calendar(cell)
        return written.day(text(cell)) if text(cell) else None
    except ValueError as error:
        raise ValueError("Écrivez un jour qui existe, par exemple 03/11/2026.") from error


def needed_day(cell: Any) -> date:
    needed(cell)
    return day(cell) or date.min


def hour(cell: Any) -> time:
    """An hour, as people type it or as a spreadsheet keeps it."""
    try:
        return written.hour(needed(cell))
    except ValueError as error:
        raise ValueError(f"Écrivez une heure, par exemple 18{NBSP}h{NBSP}30.") from error


def flag(cell: Any) -> bool:
    try:
        return cell if isinstance(cell, bool) else written.answer(text(cell))
    except ValueError as error:
        raise ValueError(f"Écrivez {YES} ou {NO}.") from error


def maybe(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same, and None for an empty cell."""
    return lambda cell: read(cell) if text(cell) else None


def phone(cell: Any) -> str:
    found = telephones.read(text(cell)) if text(cell) else ""
    if found is None:
        raise ValueError(f"Écrivez un numéro de téléphone, par exemple 03{NBSP}53{NBSP}01{NBSP}00{NBSP}10.")
    return found


def mail(cell: Any) -> str:
    """An address as every relay takes it; one that looks mistyped is told, and never mended."""
    typed = text(cell)
    if not typed:
        return ""
    if meant := mailbox.meant(typed):
        raise ValueError(f"Cette adresse semble mal écrite. Vouliez-vous écrire {meant}\u00a0?")
    try:
        return mailbox.plain(typed).lower()
    except mailbox.NotAnAddress as error:
        raise ValueError("Écrivez une adresse entière et sans accent, comme marie@exemple.fr.") from error


def needed_mail(cell: Any) -> str:
    return mail(needed(cell))


def website(cell: Any) -> str:
    typed = at_most(300)(cell)
    if typed and not written.WEBSITE.fullmatch(typed):
        raise ValueError("Écrivez une adresse qui commence par https://, comme https://exemple.fr.")
    return typed


def spans(cell: Any) -> tuple[hours.Span, ...] | None:
    """The hours of a day; None when nothing is said, nothing open for « fermé »."""
    if not text(cell):
        return None
    try:
        return hours.read_day(at_most(200)(cell))
    except hours.WrongHours as error:
        raise ValueError(FAULTS[error.fault].format(words=error.words)) from error


def codes(cell: Any) -> list[str]:
    named = dict.fromkeys(one.strip() for one in text(cell).replace(";", ",").split(",") if one.strip())
    if len(named) > MOST_CODES:
        raise ValueError(f"{MOST_CODES} codes au plus.")
    return list(named)


def names(cell: Any) -> list[str]:
    """Names with a semicolon between them: a comma may be part of one."""
    return list(dict.fromkeys(one.strip() for one in text(cell).split(";") if one.strip()))


def one_of(enum: type[StrEnum], empty: bool = False) -> Callable[[Any], Any]:
    """A member of a closed list, by its words or the first of them, whatever their accents."""
    by_words = {fold(LABELS[enum][member]): member for member in enum}

    def read(cell: Any) -> Any:
        named = fold(text(cell))
        if not named and empty:
            return None
        meant = {member for words, member in by_words.items() if words.startswith(named)}
        if named in by_words or (named and len(meant) == 1):
            return by_words.get(named) or meant.pop()
        raise ValueError(f"Écrivez l’un de ces mots{NBSP}: {in_words(LABELS[enum].values())}.")

    return read


def in_words(words: Any) -> str:
    return f"{NBSP}; ".join(words)


def several_of(enum: type[StrEnum]) -> Callable[[Any], list[Any]]:
    read = one_of(enum)
    return lambda cell: list(dict.fromkeys(read(part) for part in text(cell).split(";") if part.strip()))


@dataclass(frozen=True, slots=True)
class Column:
    """A header, the attribute it holds, how its cells are read; `hint` and `example`: for an empty file.

    One that `came_later` stands at the end: a file that was taken out before lacks it, its cells are empty.
    """

    header: str
    name: str
    read: Callable[[Any], Any] = text
    hint: str = ""
    example: str = ""
    came_later: bool = False


@dataclass(frozen=True, slots=True)
class SheetShape:
    """A sheet of a file; `rows` names what it holds of each thing of the first sheet, which has none.

    `most`: how many lines under the headers.
    """

    title: str
    columns: tuple[Column, ...]
    rows: str = ""
    most: int = MOST_LINES


HOURS_HINT = f"Comme sur la porte{NBSP}: {EXAMPLE}. Ou «{NBSP}fermé{NBSP}»."
