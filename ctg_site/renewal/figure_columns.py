"""The spreadsheet of the figures of a diagnosis: its columns."""

from typing import Any

from ctg_site.effects.sheets.cells import Column, SheetShape, at_most, figure, name_of, needed, needed_year


def value(cell: Any) -> float:
    """A figure that must be there."""
    needed(cell)
    return figure(cell) or 0.0


FIGURES = SheetShape(
    "Chiffres",
    (
        Column("Indicateur", "name", name_of(160), "Ce qui est compté.", "Exemple : jeunes enfants"),
        Column("Territoire", "territory", name_of(120), "Un quartier, ou la ville entière.", "Ville entière"),
        Column("Valeur", "value", value, "Un nombre.", "1 250"),
        Column("Unité", "unit", at_most(40), "Rien, ou l’unité.", "enfants"),
        Column("Année", "year", needed_year, "L’année du chiffre.", "2025"),
        Column("Source", "source", name_of(200), "Qui a compté, dans quel document.", "Caf, données locales"),
    ),
    most=2000,
)
