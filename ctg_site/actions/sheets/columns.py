"""The spreadsheet of the actions: its sheets and their columns."""

from typing import Any

from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.evaluation import (
    ActionNext,
    ActionState,
    Audience,
    Frequency,
    IndicatorKind,
    ResidentsPlace,
)
from ctg_site.domain.measuring import OverYear
from ctg_site.effects.sheets.cells import (
    Column,
    SheetShape,
    codes,
    day,
    figure,
    flag,
    needed,
    needed_year,
    one_of,
    several_of,
    text,
    year,
)

MOST_ACTIONS = 1000


def number(cell: Any) -> int:
    """The number of an action, typed as a word or as a number."""
    found = text(cell)
    if isinstance(cell, bool) or not (found.isascii() and found.isdecimal() and 0 < len(found) < 10):
        raise ValueError("Écrivez un nombre entier.")
    if not int(found):
        raise ValueError("Donnez le numéro de l’action, à partir de 1.")
    return int(found)


def over_year(cell: Any) -> OverYear:
    """How the halves make a year; nothing said: what never adds what should not be."""
    found: OverYear | None = one_of(OverYear, empty=True)(cell)
    return found or OverYear.LAST


def part(cell: Any) -> CollectedPart:
    """The whole year when nothing is said."""
    found: CollectedPart | None = one_of(CollectedPart, empty=True)(cell)
    return found or CollectedPart.YEAR


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
        Column("Convention", "period", came_later=True),
        Column("Dispositifs", "schemes", codes, came_later=True),
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
        Column("Versé (€)", "paid", figure, came_later=True),
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
        Column("Ses deux semestres", "over_year", over_year, came_later=True),
        Column("Sert aussi les actions", "also", codes, came_later=True),
        Column("Sert les engagements", "commitments", codes, came_later=True),
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
        Column("Pour", "part", part, came_later=True),
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
