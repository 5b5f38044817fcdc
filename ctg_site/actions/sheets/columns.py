"""The spreadsheet of the actions: its sheets, their columns, and how each cell is written and read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ctg_site.domain import written
from ctg_site.domain.evaluation import (
    ActionNext,
    ActionState,
    Audience,
    Frequency,
    IndicatorKind,
    ResidentsPlace,
)
from ctg_site.domain.text import fold
from ctg_site.web.forms import clean
from ctg_site.words.labels import LABELS

YES, NO = "oui", "non"
LONGEST, MOST_CODES = 6000, 100
MOST_ACTIONS, MOST_LINES = 1000, 5000


def text(cell: Any) -> str:
    """A text as it is, without invisible signs; a number typed where words go is its digits."""
    typed = "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    if len(typed) > LONGEST:
        raise ValueError(f"{LONGEST} caractères au plus.")
    return str(clean(typed))


def needed(cell: Any) -> str:
    if not text(cell):
        raise ValueError("Il manque une réponse.")
    return text(cell)


def number(cell: Any) -> int:
    """The number of an action, typed as a word or as a number."""
    found = text(cell)
    if isinstance(cell, bool) or not (found.isascii() and found.isdecimal() and 0 < len(found) < 10):
        raise ValueError("Écrivez un nombre entier.")
    if not int(found):
        raise ValueError("Donnez le numéro de l’action, à partir de 1.")
    return int(found)


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


def day(cell: Any) -> date | None:
    try:
        if isinstance(cell, date):
            return written.in_calendar(cell)
        return written.day(text(cell)) if text(cell) else None
    except ValueError as error:
        raise ValueError("Écrivez un jour qui existe, par exemple 03/11/2026.") from error


def flag(cell: Any) -> bool:
    try:
        return cell if isinstance(cell, bool) else written.answer(text(cell))
    except ValueError as error:
        raise ValueError(f"Écrivez {YES} ou {NO}.") from error


def codes(cell: Any) -> list[str]:
    named = dict.fromkeys(one.strip() for one in text(cell).replace(";", ",").split(",") if one.strip())
    if len(named) > MOST_CODES:
        raise ValueError(f"{MOST_CODES} codes au plus.")
    return list(named)


def one_of(enum: type[StrEnum], empty: bool = False) -> Callable[[Any], Any]:
    """A member of a closed list, by its words, whatever their accents."""
    by_words = {fold(LABELS[enum][member]): member for member in enum}

    def read(cell: Any) -> Any:
        named = fold(text(cell))
        if not named and empty:
            return None
        if named not in by_words:
            raise ValueError(
                "Écrivez l’un de ces mots\u00a0: " + "\u00a0; ".join(LABELS[enum].values()) + "."
            )
        return by_words[named]

    return read


def several_of(enum: type[StrEnum]) -> Callable[[Any], list[Any]]:
    read = one_of(enum)
    return lambda cell: list(dict.fromkeys(read(part) for part in text(cell).split(";") if part.strip()))


@dataclass(frozen=True, slots=True)
class Column:
    """A header, the attribute it holds, how its cells are read."""

    header: str
    name: str
    read: Callable[[Any], Any] = text


@dataclass(frozen=True, slots=True)
class SheetShape:
    """A sheet of the file; `rows` names the lines of an action that it holds, none for the actions.

    `most`: how many lines under the headers.
    """

    title: str
    columns: tuple[Column, ...]
    rows: str = ""
    most: int = MOST_LINES


NUMBER = Column("N° de l’action", "number", number)
ACTIONS = SheetShape(
    "Actions",
    (
        NUMBER,
        Column("Titre", "title", needed),
        Column("En clair", "plain_text"),
        Column("Publiée", "is_published", flag),
        Column("État", "state", one_of(ActionState)),
        Column("Pourquoi cet état", "state_reason"),
        Column("Engagements", "commitments", codes),
        Column("Pour qui", "audiences", several_of(Audience)),
        Column("Quartiers", "districts", codes),
        Column("Étapes du parcours", "steps", codes),
        Column("Envies liées", "proposals", codes),
        Column("Constat", "need"),
        Column("Source du constat", "need_source"),
        Column("Ce qu’on veut", "general_aim"),
        Column("Plus précisément", "operational_aims"),
        Column("Ce qui est fait", "description"),
        Column("Début", "starts_on", day),
        Column("Fin", "ends_on", day),
        Column("Structure qui la porte", "lead"),
        Column("Fonction à joindre", "referent_function"),
        Column("Place des habitants", "residents_place", one_of(ResidentsPlace, empty=True)),
        Column("Personnes", "human_means"),
        Column("Lieux et matériel", "material_means"),
        Column("Questions d’évaluation", "evaluation_questions"),
        Column("Ce qui marche", "strengths"),
        Column("Ce qui est difficile", "difficulties"),
        Column("Ce qu’on a changé", "adjustments"),
        Column("Paroles d’habitants", "residents_words"),
        Column("Et après", "what_next", one_of(ActionNext, empty=True)),
        Column("Pourquoi cette suite", "what_next_why"),
    ),
    most=MOST_ACTIONS,
)
PARTNERS = SheetShape(
    "Partenaires",
    (
        NUMBER,
        Column("Partenaire", "name", needed),
        Column("Rôle", "role"),
        Column("Accord signé", "is_formal", flag),
    ),
    "partners",
)
FUNDINGS = SheetShape(
    "Financements",
    (
        NUMBER,
        Column("Qui paie", "funder", needed),
        Column("Année", "year", needed_year),
        Column("Prévu (€)", "planned", figure),
        Column("Accordé (€)", "granted", figure),
        Column("Public", "is_public", flag),
    ),
    "fundings",
)
MILESTONES = SheetShape(
    "Étapes",
    (
        NUMBER,
        Column("Étape", "title", needed),
        Column("Prévue le", "due_on", day),
        Column("Faite le", "done_on", day),
    ),
    "milestones",
)
INDICATORS = SheetShape(
    "Indicateurs",
    (
        NUMBER,
        Column("Indicateur", "name", needed),
        Column("Sorte", "kind", one_of(IndicatorKind)),
        Column("Unité", "unit", needed),
        Column("Source", "source"),
        Column("Quand", "frequency", one_of(Frequency)),
        Column("Qui le renseigne (e-mail)", "owner"),
        Column("Valeur de départ", "baseline", figure),
        Column("Année de départ", "baseline_year", year),
    ),
    "indicators",
)
MEASURES = SheetShape(
    "Mesures",
    (
        NUMBER,
        Column("Indicateur", "indicator", needed),
        Column("Année", "year", needed_year),
        Column("Visé", "target", figure),
        Column("Constaté", "value", figure),
        Column("Précision", "comment"),
    ),
    "measures",
)
UPDATES = SheetShape(
    "Avancement",
    (
        NUMBER,
        Column("Jour", "on", day),
        Column("Texte public", "public_text", needed),
        Column("Note", "internal_note"),
        Column("Publié", "is_told", flag),
    ),
    "updates",
)
SHEETS = (ACTIONS, PARTNERS, FUNDINGS, MILESTONES, INDICATORS, MEASURES, UPDATES)
