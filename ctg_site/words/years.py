"""The words people read for the life of a convention: its states, what happens to it, its documents."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.conventions import AmendmentFault, ConventionEvent, ConventionState, DocumentKind

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    ConventionState: {
        ConventionState.PREPARED: "En préparation",
        ConventionState.DRAFT: "Projet",
        ConventionState.IN_FORCE: "En vigueur",
        ConventionState.ENDED: "Terminée",
    },
    ConventionEvent: {
        ConventionEvent.PUBLISH_DRAFT: "Publier le projet",
        ConventionEvent.WITHDRAW_DRAFT: "Retirer le projet du public",
        ConventionEvent.BEGIN: "Elle entre en vigueur",
        ConventionEvent.END: "Elle est terminée",
        ConventionEvent.RESUME: "Elle reprend, prolongée",
        ConventionEvent.LOADED: "Texte chargé",
        ConventionEvent.AMENDED: "Avenant enregistré",
        ConventionEvent.UNAMENDED: "Avenant effacé",
        ConventionEvent.DOCUMENT: "Document ajouté",
        ConventionEvent.DOCUMENT_REMOVED: "Document effacé",
        ConventionEvent.DRAFTED: "Projet commencé",
        ConventionEvent.REWRITTEN: "Mots du projet changés",
        ConventionEvent.CONTINUITY: "Tableau de continuité",
        ConventionEvent.CALENDAR: "Calendrier du renouvellement",
        ConventionEvent.DIAGNOSIS: "Diagnostic partagé",
    },
    DocumentKind: {
        DocumentKind.SIGNED: "La convention signée",
        DocumentKind.AMENDMENT: "Un avenant",
        DocumentKind.ANNEX: "Une annexe",
    },
}
TONES: dict[type[StrEnum], dict[Any, str]] = {
    ConventionState: {
        ConventionState.PREPARED: "wait",
        ConventionState.DRAFT: "wait",
        ConventionState.IN_FORCE: "info",
        ConventionState.ENDED: "done",
    },
}
#: What was done, once it is done.
DONE = {
    ConventionEvent.PUBLISH_DRAFT: "Le projet est publié\u00a0: tout le monde peut le lire.",
    ConventionEvent.WITHDRAW_DRAFT: "Le projet est retiré\u00a0: seule la coordination le lit.",
}
#: Why an avenant is not kept; « {end} » is the last day of the convention, « {other} » another one.
REFUSED = {
    AmendmentFault.SHORTENS: "Un avenant prolonge la convention\u00a0: choisissez un jour après le {end}.",
    AmendmentFault.BEFORE_THE_CONVENTION: "L’acte est plus ancien que la convention\u00a0: vérifiez l’année.",
    AmendmentFault.AFTER_ITS_END: "L’acte est signé après la fin qu’il donne\u00a0: vérifiez les deux dates.",
    AmendmentFault.TOO_LONG: "Une convention ne dure pas plus de dix ans\u00a0: vérifiez l’année.",
    AmendmentFault.OVERLAPS: (
        "La convention {other} commence avant ce jour\u00a0: deux conventions ne se chevauchent pas."
    ),
    AmendmentFault.KNOWN: "Cet acte est déjà enregistré pour cette convention.",
    AmendmentFault.NOTHING: "Donnez la nouvelle fin, ou dites ce que l’avenant change.",
}
