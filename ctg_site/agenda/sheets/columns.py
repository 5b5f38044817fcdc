"""The spreadsheet of the meetings: its columns, and what each waits for."""

from ctg_site.effects.sheets.cells import (
    Column,
    SheetShape,
    at_most,
    flag,
    hour,
    name_of,
    needed,
    needed_day,
    text,
    whole,
)

MEETINGS = SheetShape(
    "Rendez-vous",
    (
        Column("Titre", "title", name_of(120), "", "Exemple : Café de l’info"),
        Column("Jour", "day", needed_day, "", "03/11/2026"),
        Column("Début", "start", hour, "", "18 h 30"),
        Column("Fin", "end", hour, "Après minuit\u00a0: le lendemain.", "20 h"),
        Column("Sorte", "kind", needed, "Un nom de la liste des sortes de rendez-vous.", "Café de l’info"),
        Column("Structure", "structure", text, "Le nom d’un lieu du site, ou rien.", "Centre Les Saules"),
        Column("Lieu précis", "place", at_most(160), "Sans structure, il est nécessaire.", "Grande salle"),
        Column("Quartier", "district", text, "Vide : celui de la structure."),
        Column("Instance", "body", text, "Le nom d’une instance de la convention, ou rien."),
        Column("Visible de tous", "is_public", flag, "oui ou non", "oui"),
        Column("En quelques mots", "description", at_most(1500)),
        Column("Accès", "access", at_most(500)),
        Column("Inscription sur le site", "takes_registrations", flag, "oui ou non", "non"),
        Column("Nombre de places", "places", whole(1, 5000), "Vide : sans limite."),
    ),
    most=500,
)
