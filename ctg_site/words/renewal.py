"""The words people read of the renewal of a convention: continuity, draft, diagnosis."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.renewal import Continuity, DiagnosisEvent, DiagnosisState, DraftFault

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Continuity: {
        Continuity.KEPT: "Gardé",
        Continuity.CHANGED: "Changé",
        Continuity.DROPPED: "Abandonné",
        Continuity.NEW: "Nouveau",
    },
    DiagnosisState: {
        DiagnosisState.WRITTEN: "En cours d’écriture",
        DiagnosisState.PUBLISHED: "Publié",
    },
    DiagnosisEvent: {
        DiagnosisEvent.PUBLISH: "Publier le diagnostic",
        DiagnosisEvent.WITHDRAW: "Retirer le diagnostic du public",
    },
}
TONES: dict[type[StrEnum], dict[Any, str]] = {
    Continuity: {
        Continuity.KEPT: "done",
        Continuity.CHANGED: "wait",
        Continuity.DROPPED: "warn",
        Continuity.NEW: "info",
    },
    DiagnosisState: {DiagnosisState.WRITTEN: "wait", DiagnosisState.PUBLISHED: "done"},
}
#: What was done, once it is done.
DONE = {
    DiagnosisEvent.PUBLISH: "Le diagnostic est publié\u00a0: tout le monde peut le lire.",
    DiagnosisEvent.WITHDRAW: "Le diagnostic est retiré\u00a0: seule la coordination le lit.",
}
#: Why the next convention does not take these days; « {first} » is its first one, the others are of `other`.
REFUSED = {
    DraftFault.ALREADY: "Une convention est déjà en préparation\u00a0: continuez-la, ou retirez-la d’abord.",
    DraftFault.ENDS_BEFORE: "Elle commence le {first}\u00a0: choisissez un dernier jour plus tard.",
    DraftFault.TOO_LONG: "Une convention ne dure pas plus de dix ans\u00a0: vérifiez l’année.",
    DraftFault.KNOWN: "Une convention de ces années existe déjà\u00a0: choisissez une autre fin.",
    DraftFault.OVERLAPS: (
        "La convention {other} court du {begins} au {ends}\u00a0: deux conventions ne se chevauchent pas."
    ),
    DraftFault.PUBLISHED: (
        "Les adresses du projet publié disent {other}\u00a0: "
        "pour changer ses années, retirez-le d’abord du public."
    ),
}
