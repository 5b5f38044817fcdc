"""The columns of the places of the town: those of the SCDL where they mean the same."""

from itertools import groupby
from typing import Any

from ctg_site.runtime import settings

from .columns import DataColumn, DataType, Described
from .convention_columns import page

TEXT, WHOLE, FIGURE, ADDRESS = DataType.TEXT, DataType.WHOLE, DataType.FIGURE, DataType.ADDRESS
#: The days of the week as OpenStreetMap writes them, Monday first.
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def opening(structure: Any) -> str | None:
    """The weekly hours as OpenStreetMap writes them, which the SCDL asks for; None when unknown."""
    days = [
        f"{DAYS[day]} " + ",".join(f"{_time(one.opens)}-{_time(one.closes)}" for one in spans)
        for day, spans in groupby(structure.hours, key=lambda one: one.weekday)
    ]
    if days and not structure.opens_on_holidays:
        days.append("PH off")
    return "; ".join(days) or None


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _web(structure: Any) -> str | None:
    """An address that a machine may follow."""
    found: str = structure.website
    return found if found.startswith(("https://", "http://")) else None


PLACES = Described(
    "lieux",
    "Les lieux",
    "Les centres, crèches, écoles et autres lieux de la ville que le site présente, avec leurs horaires.",
    "À qui fait une carte ou un annuaire.",
    (
        DataColumn(
            "identifiant",
            TEXT,
            "Le nom du lieu dans les adresses du site.",
            lambda row: row.slug,
            is_needed=True,
        ),
        DataColumn("COLL_NOM", TEXT, "La ville.", lambda row: settings().town_name, is_needed=True),
        DataColumn("EQUIP_NOM", TEXT, "Le nom du lieu.", lambda row: row.name, is_needed=True),
        DataColumn(
            "EQUIP_TYPE",
            TEXT,
            "Quelle sorte de lieu, dans les mots de la ville.",
            lambda row: row.kind_row.name,
            is_needed=True,
        ),
        DataColumn(
            "quartier", TEXT, "Son quartier.", lambda row: row.district.name if row.district else None
        ),
        DataColumn(
            "quartier_prioritaire",
            DataType.YES_NO,
            "Si ce quartier est prioritaire (QPV)\u00a0; vide quand personne ne l’a dit.",
            lambda row: row.district.is_priority if row.district else None,
        ),
        DataColumn("adresse", TEXT, "Son adresse, sur une ligne.", lambda row: row.address),
        DataColumn("EQUIP_LAT", FIGURE, "La latitude (WGS 84).", lambda row: row.latitude),
        DataColumn("EQUIP_LONG", FIGURE, "La longitude (WGS 84).", lambda row: row.longitude),
        DataColumn(
            "EQUIP_OUVERTURE",
            TEXT,
            "Les horaires de la semaine, au format des horaires d’OpenStreetMap. "
            "Vide s’ils ne sont pas connus.",
            opening,
        ),
        DataColumn("EQUIP_TEL", TEXT, "Le téléphone du lieu.", lambda row: row.phone),
        DataColumn("EQUIP_EMAIL", TEXT, "L’e-mail du lieu.", lambda row: row.email),
        DataColumn("EQUIP_WEB", ADDRESS, "Le site du lieu.", _web),
        DataColumn("description", TEXT, "Ce que l’on y trouve.", lambda row: row.description),
        DataColumn("age_minimum", WHOLE, "À partir de quel âge.", lambda row: row.age_from),
        DataColumn("age_maximum", WHOLE, "Jusqu’à quel âge.", lambda row: row.age_to),
        DataColumn("publics", TEXT, "Pour qui, séparés par «\u00a0|\u00a0».", lambda row: row.audiences),
        DataColumn(
            "acces", TEXT, "Ce qui aide à venir, séparé par «\u00a0|\u00a0».", lambda row: row.accesses
        ),
        DataColumn("url", ADDRESS, "Sa page.", lambda row: page(f"/structures/{row.slug}"), is_needed=True),
    ),
    ("identifiant",),
    "Les colonnes en majuscules sont celles du modèle «\u00a0Équipements\u00a0» du Socle commun des données "
    "locales (SCDL). Le fichier n’est pas déclaré conforme à ce modèle\u00a0: le site ne tient ni SIRET, ni "
    "code de la nomenclature, ni adresse découpée.",
)
