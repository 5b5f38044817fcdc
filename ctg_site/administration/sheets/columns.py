"""The spreadsheets of the districts and of the places: their columns, and what each waits for."""

from ctg_site.domain.evaluation import Audience
from ctg_site.domain.vocabulary import Access
from ctg_site.effects.sheets.cells import (
    HOURS_HINT,
    Column,
    SheetShape,
    at_most,
    degrees,
    flag,
    in_words,
    mail,
    maybe,
    name_of,
    needed,
    phone,
    several_of,
    spans,
    text,
    website,
    whole,
)
from ctg_site.words.labels import LABELS
from ctg_site.words.written import WEEKDAYS

OLDEST = 120
YES_OR_NO = "oui ou non"
MOST_DISTRICTS, MOST_PLACES = 200, 1000

DISTRICTS = SheetShape(
    "Quartiers",
    (
        Column("Nom", "name", name_of(80), "Le nom que les habitants connaissent.", "Exemple : La Gare"),
        Column(
            "Quartier prioritaire (QPV)",
            "is_priority",
            maybe(flag),
            f"{YES_OR_NO}, ou rien.",
            came_later=True,
        ),
    ),
    most=MOST_DISTRICTS,
)
PLACES = SheetShape(
    "Lieux",
    (
        Column("Nom", "name", name_of(120), "Le nom affiché sur la porte.", "Exemple : Centre Les Saules"),
        Column("Sorte de lieu", "kind", needed, "", "Centre socioculturel"),
        Column("Quartier", "district", text, "", "La Gare"),
        Column("Adresse", "address", at_most(200), "", "1 rue des Saules"),
        Column("Téléphone", "phone", phone, "", "03 53 01 00 10"),
        Column("Reçoit les envies", "receives_proposals", maybe(flag), YES_OR_NO, "oui"),
        Column("Vérifié", "is_confirmed", maybe(flag), f"{YES_OR_NO} : ces renseignements sont sûrs", "oui"),
        Column("Ouvert", "is_active", maybe(flag), f"{YES_OR_NO} ; vide : oui", "oui"),
        Column("En clair", "description", at_most(1500), "Ce que l’on y fait, en quelques mots."),
        Column(
            "Pour qui",
            "audiences",
            several_of(Audience),
            f"Plusieurs, avec un point-virgule : {in_words(LABELS[Audience].values())}",
        ),
        Column("À partir de quel âge", "age_from", whole(0, OLDEST)),
        Column("Jusqu’à quel âge", "age_to", whole(0, OLDEST)),
        Column("E-mail", "email", mail, "Celui du lieu, que tout le monde peut lire.", "saules@exemple.fr"),
        Column("Site internet", "website", website, "", "https://exemple.fr"),
        Column(
            "Accès",
            "accesses",
            several_of(Access),
            f"Plusieurs, avec un point-virgule : {in_words(LABELS[Access].values())}",
        ),
        Column("Précisions sur l’accès", "access_note", at_most(500)),
        Column("Latitude", "latitude", degrees(90), "", "50,43"),
        Column("Longitude", "longitude", degrees(180), "", "2,83"),
        *(
            Column(name.capitalize(), f"day_{number}", spans, HOURS_HINT, "9 h – 12 h" if not number else "")
            for number, name in enumerate(WEEKDAYS)
        ),
        Column("Ouvert les jours fériés", "opens_on_holidays", maybe(flag), YES_OR_NO, "non"),
    ),
    most=MOST_PLACES,
)
#: The columns of the sheet that are those of the table.
PLAIN = tuple(
    column.name
    for column in PLACES.columns
    if column.name not in {"kind", "district", "audiences", "accesses"} and not column.name.startswith("day_")
)
