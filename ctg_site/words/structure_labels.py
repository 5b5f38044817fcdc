"""The words people read about a place."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.vocabulary import Access

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Access: {
        Access.STEP_FREE: "Entrée sans marche",
        Access.ADAPTED_TOILETS: "Toilettes adaptées",
        Access.PARKING: "Place de stationnement adaptée",
        Access.QUIET_HOURS: "Heures calmes",
        Access.SIGN_LANGUAGE: "Langue des signes",
        Access.HEARING_LOOP: "Boucle magnétique, pour mieux entendre",
        Access.LARGE_PRINT: "Documents en gros caractères",
        Access.PICTOGRAMS: "Pictogrammes",
        Access.GUIDE_DOG: "Chien d’aide bienvenu",
        Access.INTERPRETER: "Aide pour d’autres langues",
    },
}
