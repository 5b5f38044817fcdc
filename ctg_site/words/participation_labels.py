"""The words people read for taking part: what readers write, who joins, opinions, consultations."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.asking import Gap
from ctg_site.domain.participation import (
    Choice,
    CompanionState,
    ConsultationEvent,
    ConsultationState,
    DatesState,
    Fate,
    Followed,
    JoinState,
    Offer,
    QuestionKind,
    RemarkEvent,
    RemarkKind,
    RemarkState,
    RemarkTab,
)

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Offer: {
        Offer.TIME: "Du temps",
        Offer.SKILL: "Un savoir-faire",
        Offer.PLACE: "Un lieu",
        Offer.EQUIPMENT: "Du matériel",
        Offer.COMPANY: "De la compagnie",
        Offer.INTEREST: "Juste envie d’en être",
    },
    JoinState: {
        JoinState.NEW: "À rappeler",
        JoinState.CALLED: "Rappelée",
        JoinState.LEFT: "Retirée",
    },
    DatesState: {
        DatesState.OPEN: "Les personnes répondent",
        DatesState.CHOSEN: "Date choisie",
        DatesState.CLOSED: "Dates retirées",
    },
    CompanionState: {
        CompanionState.INVITED: "Pas encore venue",
        CompanionState.ACCEPTED: "Porte l’envie avec vous",
        CompanionState.LEFT: "Ne la porte plus",
    },
    Followed: {
        Followed.ENVIE: "L’envie",
        Followed.ACTION: "L’action",
        Followed.THEME: "Le thème",
    },
    RemarkKind: {
        RemarkKind.QUESTION: "Une question",
        RemarkKind.ENCOURAGEMENT: "Un encouragement",
        RemarkKind.COMMENT: "Un commentaire",
    },
    RemarkState: {
        RemarkState.WAITING: "À relire",
        RemarkState.PUBLISHED: "Publiée",
        RemarkState.REFUSED: "Non publiée",
    },
    RemarkEvent: {
        RemarkEvent.PUBLISH: "Publier",
        RemarkEvent.REFUSE: "Ne pas publier",
        RemarkEvent.HIDE: "Retirer du site",
    },
    RemarkTab: {
        RemarkTab.TO_READ: "À relire",
        RemarkTab.ASIDE: "Mises de côté",
        RemarkTab.PUBLISHED: "Publiées",
        RemarkTab.REFUSED: "Non publiées",
    },
    Choice: {
        Choice.SEEN: "Je l’ai vu",
        Choice.NOT_YET: "Pas encore vu",
        Choice.USEFUL: "Utile",
        Choice.TO_IMPROVE: "À améliorer",
        Choice.ME_TOO: "Moi aussi",
    },
    Fate: {
        Fate.COUNT: "Compter ces avis",
        Fate.DROP: "Effacer ces avis",
    },
    ConsultationState: {
        ConsultationState.DRAFT: "En préparation",
        ConsultationState.OPEN: "Ouverte",
        ConsultationState.CLOSED: "Close",
        ConsultationState.TOLD: "Résultats publiés",
    },
    ConsultationEvent: {
        ConsultationEvent.OPEN: "Ouvrir la consultation",
        ConsultationEvent.WITHDRAW: "Revenir à la préparation",
        ConsultationEvent.CLOSE: "Clore la consultation",
        ConsultationEvent.REOPEN: "Rouvrir la consultation",
        ConsultationEvent.TELL: "Publier les résultats",
    },
    QuestionKind: {
        QuestionKind.FREE: "Réponse libre",
        QuestionKind.SINGLE: "Un seul choix",
        QuestionKind.MULTIPLE: "Plusieurs choix",
        QuestionKind.SCALE: "Échelle de mots",
        QuestionKind.RANKING: "Classement d’engagements",
    },
    Gap: {
        Gap.NO_QUESTION: "Ajoutez au moins une question.",
        Gap.EMPTY_SECTION: "Une partie n’a pas de question. Ajoutez-en une, ou retirez la partie.",
        Gap.FEW_OPTIONS: "Une question a moins de deux choix. Complétez-la.",
        Gap.PAST: "Le dernier jour est déjà passé. Changez-le dans la présentation.",
        Gap.ANSWERED: "Quelqu’un a déjà commencé à répondre\u00a0: les questions ne changent plus.",
    },
}
TONES: dict[type[StrEnum], dict[Any, str]] = {
    JoinState: {JoinState.NEW: "wait", JoinState.CALLED: "done"},
    DatesState: {DatesState.OPEN: "wait", DatesState.CHOSEN: "done"},
    CompanionState: {CompanionState.INVITED: "wait", CompanionState.ACCEPTED: "done"},
    RemarkState: {RemarkState.WAITING: "wait", RemarkState.PUBLISHED: "done"},
    ConsultationState: {
        ConsultationState.DRAFT: "wait",
        ConsultationState.OPEN: "info",
        ConsultationState.TOLD: "done",
    },
}
#: Lines of the journal of an envie, for its author and for the staff; what the centre must tell.
NOTICES: dict[str, str] = {
    "somebody_joins": "quelqu’un rejoint son envie",
    "joined_envie": "sa participation est notée",
    "dates_offered": "lui demander quelles dates lui vont",
    "dates_changed": "les dates proposées ont changé\u00a0: lui demander lesquelles lui vont",
    "date_chosen": "la date choisie, pour se retrouver",
    "date_moved": "le rendez-vous où se retrouver a changé, ou est annulé",
    "dates_closed": "les dates proposées ne tiennent plus",
    "companion_joins": "une personne porte maintenant l’envie avec elle",
    "remark_published": "des mots d’un lecteur sont publiés sous son envie",
}
