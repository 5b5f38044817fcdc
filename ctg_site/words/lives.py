"""The words of the three lives of an envie: each state with its tone, each event as every page tells it."""

from enum import StrEnum
from typing import Any, NamedTuple

from ctg_site.domain.workflow import Conclusion, Decision, Moderation, Move, Outcome, Stage


class StateWords(NamedTuple):
    """A state on its tag, and the tone of that tag: done, wait, info or plain."""

    label: str
    tone: str = "plain"


class EventWords(NamedTuple):
    """What changes a state: `choice` on a button, in the journal of the staff and in the trail.

    `author` reads a sentence; those who `joined` are told « L’envie que vous avez rejointe : … »; `staff`
    reads it in the journal, where the button has other words.
    """

    choice: str
    author: str = ""
    joined: str = ""
    staff: str = ""


BACK = "On revient à une étape d’avant."
STATES: dict[type[StrEnum], dict[Any, StateWords]] = {
    Moderation: {
        Moderation.RECEIVED: StateWords("À lire", "wait"),
        Moderation.NEEDS_DETAIL: StateWords("Précision demandée", "wait"),
        Moderation.PUBLISHED: StateWords("Publiée", "done"),
        Moderation.PRIVATE: StateWords("Suivie, non publique", "done"),
        Moderation.NOT_PUBLISHABLE: StateWords("Non publiable"),
        Moderation.REDIRECTED: StateWords("Orientée ailleurs", "info"),
        Moderation.GROUPED: StateWords("Regroupée", "info"),
        Moderation.HIDDEN: StateWords("Masquée"),
        Moderation.WITHDRAWN: StateWords("Retirée"),
        Moderation.ARCHIVED: StateWords("Archivée"),
    },
    Stage: {
        Stage.WELCOME: StateWords("Reçue"),
        Stage.MEETING: StateWords("On se rencontre"),
        Stage.SUPPORT: StateWords("Coup de pouce"),
        Stage.PROJECT: StateWords("Mise en projet"),
        Stage.REALISATION: StateWords("On le fait"),
        Stage.STORY: StateWords("On raconte"),
    },
    Outcome: {
        Outcome.OPEN: StateWords("En cours", "info"),
        Outcome.REALISED: StateWords("Réalisée", "done"),
        Outcome.BECAME_ACTION: StateWords("Devenue une action", "done"),
        Outcome.CARRIED_BY_ASSOCIATION: StateWords("Portée par une association", "done"),
        Outcome.ENTRUSTED_TO_TOWN: StateWords("Confiée à un service de la Ville", "done"),
        Outcome.PAUSED: StateWords("En pause", "wait"),
        Outcome.STOPPED_BY_AUTHOR: StateWords("Arrêtée par son auteur"),
        Outcome.NOT_FOLLOWED_UP: StateWords("Sans suite"),
    },
}
EVENTS: dict[type[StrEnum], dict[Any, EventWords]] = {
    Decision: {
        Decision.PUBLISH: EventWords("Publier", "Votre envie est publiée sur le site."),
        Decision.ASK_DETAIL: EventWords("Demander une précision", "Le centre vous pose une question."),
        Decision.KEEP_PRIVATE: EventWords(
            "Suivre sans publier", "Le centre suit votre envie, sans la publier."
        ),
        Decision.REFUSE: EventWords("Non publiable", "Votre envie ne peut pas être publiée."),
        Decision.REDIRECT: EventWords("Orienter ailleurs", "Le centre vous oriente vers une autre porte."),
        Decision.GROUP: EventWords("Regrouper avec une autre", "Votre envie rejoint une envie semblable."),
        Decision.UNGROUP: EventWords("Séparer de l’autre envie", "Votre envie reprend son propre chemin."),
        Decision.LOSE_HEAD: EventWords(
            "L’envie rejointe s’arrête", "L’envie que vous aviez rejointe s’arrête. On relit la vôtre."
        ),
        Decision.HIDE: EventWords(
            "Masquer",
            "Votre envie n’est plus visible pour le moment.",
            "elle n’est plus visible sur le site pour le moment",
        ),
        Decision.RESTORE: EventWords(
            "Afficher à nouveau",
            "Votre envie est de nouveau visible.",
            "elle est de nouveau visible sur le site",
        ),
        Decision.TAKE_BACK: EventWords(
            "Annuler la décision",
            "Le centre a annulé sa décision aussitôt. Il relit votre envie.",
            staff="Décision annulée aussitôt\u00a0: aucune lettre n’est partie",
        ),
        Decision.GIVE_DETAIL: EventWords("Répondre", "Vous avez répondu au centre."),
        Decision.GIVE_DETAIL_FOR_AUTHOR: EventWords(
            "Noter la réponse de la personne", "Le centre a noté votre réponse."
        ),
        Decision.CONTEST: EventWords("Contester", "Vous demandez qu’une autre personne relise."),
        Decision.SHOW: EventWords(
            "Rendre visible", "Vous rendez votre envie visible.", "elle est de nouveau visible sur le site"
        ),
        Decision.ASK_PUBLICATION: EventWords(
            "Demander la publication", "Vous demandez que votre envie soit publiée."
        ),
        Decision.MAKE_PRIVATE: EventWords(
            "Ne plus montrer", "Vous ne montrez plus votre envie.", "elle n’est plus visible sur le site"
        ),
        Decision.WITHDRAW: EventWords(
            "Retirer mon envie",
            "Vous avez retiré votre envie.",
            "elle est retirée par la personne qui l’a proposée",
        ),
        Decision.WITHDRAW_FOR_AUTHOR: EventWords(
            "Retirer à la demande de la personne",
            "Le centre a retiré votre envie, à votre demande.",
            "elle est retirée à la demande de la personne qui l’a proposée",
        ),
        Decision.PUT_AWAY: EventWords(
            "Ranger",
            "Votre envie est rangée\u00a0: elle ressemblait à un envoi automatique.",
            staff="Rangée sans réponse\u00a0: sans doute une machine",
        ),
        Decision.PUT_BACK: EventWords(
            "Remettre",
            "Votre envie est remise avec celles à regarder.",
            staff="Remise parmi celles mises de côté",
        ),
        Decision.ARCHIVE: EventWords("Archiver"),
    },
    Move: {
        Move.MEET: EventWords("On se rencontre", "Le temps de la rencontre commence."),
        Move.SUPPORT: EventWords("Coup de pouce", "Le centre donne un coup de pouce."),
        Move.PLAN: EventWords("Mise en projet", "Votre envie devient un projet."),
        Move.REALISE: EventWords("On le fait", "On se lance."),
        Move.TELL: EventWords("On raconte", "On raconte ce qui s’est passé."),
        Move.BACK_TO_WELCOME: EventWords("Revenir au début", BACK),
        Move.BACK_TO_MEETING: EventWords("Revenir à «\u00a0On se rencontre\u00a0»", BACK),
        Move.BACK_TO_SUPPORT: EventWords("Revenir au coup de pouce", BACK),
        Move.BACK_TO_PROJECT: EventWords("Revenir à la mise en projet", BACK),
        Move.BACK_TO_REALISATION: EventWords("Revenir à «\u00a0On le fait\u00a0»", BACK),
    },
    Conclusion: {
        Conclusion.SUCCEED: EventWords("C’est réalisé", "C’est réalisé.", "elle est réalisée"),
        Conclusion.BECOME_ACTION: EventWords(
            "Devient une action de la convention",
            "Votre envie devient une action de la convention.",
            "elle devient une action de la convention",
        ),
        Conclusion.HAND_OVER: EventWords(
            "Une association la porte",
            "Une association porte votre envie.",
            "une association la porte maintenant",
        ),
        Conclusion.ENTRUST: EventWords(
            "Un service de la Ville s’en charge",
            "Un service de la Ville se charge de votre envie.",
            "un service de la Ville s’en charge maintenant",
        ),
        Conclusion.PAUSE: EventWords("Mettre en pause", "Votre envie fait une pause.", "elle fait une pause"),
        Conclusion.STOP: EventWords(
            "La personne arrête", "Vous avez choisi d’arrêter.", "la personne qui l’a proposée arrête là"
        ),
        Conclusion.DROP: EventWords("Sans suite", "Cette envie reste sans suite.", "elle reste sans suite"),
        Conclusion.RESUME: EventWords("Reprendre", "On reprend.", "elle reprend"),
    },
}
