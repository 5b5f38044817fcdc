"""The words people read for a committee file: its state, what happened to it, the evaluation questions."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.committee import CommitteeEvent, CommitteeState, Criterion, Judgement, ToDecide

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    CommitteeState: {
        CommitteeState.ASKED: "Demandé",
        CommitteeState.UNDER_WAY: "En train d’être fait",
        CommitteeState.DONE: "Fait, à valider",
        CommitteeState.FAILED: "N’a pas pu être fait",
        CommitteeState.VALIDATED: "Validé",
    },
    CommitteeEvent: {
        CommitteeEvent.ASK: "Dossier demandé",
        CommitteeEvent.BEGIN: "Dossier commencé",
        CommitteeEvent.RESUME: "Dossier repris où il s’était arrêté",
        CommitteeEvent.FINISH: "Dossier fait",
        CommitteeEvent.FAIL: "Le dossier n’a pas pu être fait",
        CommitteeEvent.AGAIN: "Dossier demandé à nouveau",
        CommitteeEvent.VALIDATE: "Dossier validé",
    },
    Criterion: {
        Criterion.RELEVANCE: "Ce qui est prévu répond-il aux besoins, et tient-il ensemble\u00a0?",
        Criterion.AIMS: "Les objectifs sont-ils atteints\u00a0?",
        Criterion.MEANS: "Les moyens suffisent-ils, et sont-ils bien employés\u00a0?",
        Criterion.EFFECTS: "Les effets vont-ils durer\u00a0?",
        Criterion.PARTICIPATION: "Les habitants ont-ils pris part à ce qui s’est fait\u00a0?",
    },
    Judgement: {
        Judgement.YES: "Oui",
        Judgement.PARTLY: "En partie",
        Judgement.NO: "Non",
        Judgement.UNKNOWN: "On ne sait pas encore",
    },
    ToDecide: {
        ToDecide.VALIDATE: "À valider",
        ToDecide.ADJUST: "À changer",
        ToDecide.FUND: "À financer",
        ToDecide.ARBITRATE: "À trancher",
    },
}

TONES: dict[type[StrEnum], dict[Any, str]] = {
    CommitteeState: {
        CommitteeState.ASKED: "wait",
        CommitteeState.UNDER_WAY: "info",
        CommitteeState.DONE: "wait",
        CommitteeState.FAILED: "warn",
        CommitteeState.VALIDATED: "done",
    },
}

#: What the family branch calls each question.
CRITERIA = {
    Criterion.RELEVANCE: "Cohérence et pertinence",
    Criterion.AIMS: "Objectifs atteints",
    Criterion.MEANS: "Moyens",
    Criterion.EFFECTS: "Effets durables",
    Criterion.PARTICIPATION: "Participation",
}
