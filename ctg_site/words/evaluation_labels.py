"""The words people read for actions and indicators."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.bilan import House, Progress
from ctg_site.domain.collecting import AskedState, CollectedPart, CollectionState
from ctg_site.domain.evaluation import (
    ActionNext,
    ActionState,
    Audience,
    Frequency,
    IndicatorKind,
    ResidentsPlace,
)
from ctg_site.domain.measuring import OverYear

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Audience: {
        Audience.TODDLERS: "Tout-petits, 0 à 3 ans",
        Audience.CHILDREN: "Enfants, 3 à 11 ans",
        Audience.TEENAGERS: "Adolescents, 11 à 17 ans",
        Audience.YOUNG_ADULTS: "Jeunes, 18 à 25 ans",
        Audience.PARENTS: "Parents et familles",
        Audience.ADULTS: "Adultes",
        Audience.SENIORS: "Personnes âgées",
        Audience.EVERYONE: "Tout le monde",
    },
    ActionState: {
        ActionState.TO_LAUNCH: "À lancer",
        ActionState.UNDER_WAY: "En cours",
        ActionState.DONE: "Terminée",
        ActionState.LASTING: "Installée dans la durée",
        ActionState.POSTPONED: "Reportée",
        ActionState.DROPPED: "Abandonnée",
    },
    ResidentsPlace: {
        ResidentsPlace.INFORMED: "Les habitants sont informés",
        ResidentsPlace.CONSULTED: "Les habitants donnent leur avis",
        ResidentsPlace.INVOLVED: "Les habitants participent",
        ResidentsPlace.DECIDING: "Les habitants décident avec nous",
    },
    ActionNext: {
        ActionNext.CONTINUE: "Continuer",
        ActionNext.CHANGE: "Changer",
        ActionNext.STOP: "Arrêter",
        ActionNext.NEXT_CONVENTION: "Reprendre dans la prochaine convention",
    },
    IndicatorKind: {
        IndicatorKind.MEANS: "Moyens",
        IndicatorKind.OUTPUT: "Réalisation",
        IndicatorKind.RESULT: "Résultat",
        IndicatorKind.EFFECT: "Effet",
    },
    Frequency: {
        Frequency.YEARLY: "Chaque année",
        Frequency.END: "À la fin",
    },
    OverYear: {
        OverYear.LAST: "Dernier connu",
        OverYear.SUM: "Se cumule",
    },
    CollectedPart: {
        CollectedPart.YEAR: "Toute l’année",
        CollectedPart.FIRST_HALF: "Le premier semestre",
        CollectedPart.SECOND_HALF: "Le second semestre",
    },
    CollectionState: {
        CollectionState.OPEN: "Ouverte",
        CollectionState.CLOSED: "Close",
    },
    AskedState: {
        AskedState.WAITING: "En attente",
        AskedState.PROPOSED: "Proposé",
        AskedState.SENT_BACK: "À revoir",
        AskedState.VALIDATED: "Validé",
    },
    House: {
        House.WELCOME: "Reçue",
        House.MEETING: "On se rencontre",
        House.SUPPORT: "Coup de pouce",
        House.PROJECT: "Mise en projet",
        House.REALISATION: "On le fait",
        House.REALISED: "Réalisée",
        House.ELSEWHERE: "Poursuivie autrement",
        House.CLOSED: "Close",
    },
    Progress: {
        Progress.DONE: "Fait",
        Progress.BEGUN: "Commencé",
        Progress.NOT_YET: "Pas encore",
    },
}

TONES: dict[type[StrEnum], dict[Any, str]] = {
    ActionState: {
        ActionState.TO_LAUNCH: "wait",
        ActionState.UNDER_WAY: "info",
        ActionState.DONE: "done",
        ActionState.LASTING: "done",
        ActionState.POSTPONED: "wait",
    },
    CollectionState: {CollectionState.OPEN: "info"},
    AskedState: {
        AskedState.WAITING: "wait",
        AskedState.PROPOSED: "info",
        AskedState.SENT_BACK: "wait",
        AskedState.VALIDATED: "done",
    },
    Progress: {Progress.DONE: "done", Progress.BEGUN: "info", Progress.NOT_YET: "wait"},
}

#: One action and several, in a sentence: « 4 actions en cours, 2 terminées ».
IN_A_SENTENCE: dict[ActionState, tuple[str, str]] = {
    ActionState.TO_LAUNCH: ("à lancer", "à lancer"),
    ActionState.UNDER_WAY: ("en cours", "en cours"),
    ActionState.DONE: ("terminée", "terminées"),
    ActionState.LASTING: ("installée dans la durée", "installées dans la durée"),
    ActionState.POSTPONED: ("reportée", "reportées"),
    ActionState.DROPPED: ("abandonnée", "abandonnées"),
}
