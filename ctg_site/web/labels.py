"""The words people read for each closed list: states, decisions, channels, and the tone of a state."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.alerts import Alert
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import (
    Actor,
    Age,
    AgeBand,
    AuditEvent,
    Channel,
    ContactWay,
    NoticeWay,
    ProposerKind,
    ReasonUse,
    ReportKind,
    ReportOutcome,
    ReportTab,
    StructureKind,
    Tab,
    Visibility,
)
from ctg_site.domain.workflow import Conclusion, Decision, Moderation, Move, Outcome, Stage

from . import evaluation_labels

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Moderation: {
        Moderation.RECEIVED: "À lire",
        Moderation.NEEDS_DETAIL: "Précision demandée",
        Moderation.PUBLISHED: "Publiée",
        Moderation.PRIVATE: "Suivie, non publique",
        Moderation.NOT_PUBLISHABLE: "Non publiable",
        Moderation.REDIRECTED: "Orientée ailleurs",
        Moderation.GROUPED: "Regroupée",
        Moderation.HIDDEN: "Masquée",
        Moderation.WITHDRAWN: "Retirée",
        Moderation.ARCHIVED: "Archivée",
    },
    Stage: {
        Stage.WELCOME: "Accueil",
        Stage.MEETING: "Rencontre",
        Stage.SUPPORT: "Coup de pouce",
        Stage.PROJECT: "Mise en projet",
        Stage.REALISATION: "Réalisation",
        Stage.STORY: "On raconte",
    },
    Outcome: {
        Outcome.OPEN: "En cours",
        Outcome.REALISED: "Réalisée",
        Outcome.BECAME_ACTION: "Devenue une action",
        Outcome.CARRIED_BY_ASSOCIATION: "Portée par une association",
        Outcome.PAUSED: "En pause",
        Outcome.STOPPED_BY_AUTHOR: "Arrêtée par son auteur",
        Outcome.NOT_FOLLOWED_UP: "Sans suite",
    },
    Decision: {
        Decision.PUBLISH: "Publier",
        Decision.ASK_DETAIL: "Demander une précision",
        Decision.KEEP_PRIVATE: "Suivre sans publier",
        Decision.REFUSE: "Non publiable",
        Decision.REDIRECT: "Orienter ailleurs",
        Decision.GROUP: "Regrouper avec une autre",
        Decision.UNGROUP: "Séparer de l’autre envie",
        Decision.HIDE: "Masquer",
        Decision.RESTORE: "Afficher à nouveau",
        Decision.GIVE_DETAIL: "Répondre",
        Decision.CONTEST: "Contester",
        Decision.SHOW: "Rendre visible",
        Decision.ASK_PUBLICATION: "Demander la publication",
        Decision.MAKE_PRIVATE: "Ne plus montrer",
        Decision.WITHDRAW: "Retirer mon envie",
        Decision.WITHDRAW_FOR_AUTHOR: "Retirer à la demande de la personne",
        Decision.ARCHIVE: "Archiver",
    },
    Move: {
        Move.MEET: "Rencontre",
        Move.SUPPORT: "Coup de pouce",
        Move.PLAN: "Mise en projet",
        Move.REALISE: "Réalisation",
        Move.TELL: "On raconte",
        Move.BACK_TO_WELCOME: "Revenir à l’accueil",
        Move.BACK_TO_MEETING: "Revenir à la rencontre",
        Move.BACK_TO_SUPPORT: "Revenir au coup de pouce",
        Move.BACK_TO_PROJECT: "Revenir à la mise en projet",
        Move.BACK_TO_REALISATION: "Revenir à la réalisation",
    },
    Conclusion: {
        Conclusion.SUCCEED: "C’est réalisé",
        Conclusion.BECOME_ACTION: "Devient une action de la convention",
        Conclusion.HAND_OVER: "Une association la porte",
        Conclusion.PAUSE: "Mettre en pause",
        Conclusion.STOP: "La personne arrête",
        Conclusion.DROP: "Sans suite",
        Conclusion.RESUME: "Reprendre",
    },
    Channel: {
        Channel.ONLINE: "Site internet",
        Channel.DESK: "Accueil du centre",
        Channel.PHONE: "Téléphone",
        Channel.PAPER: "Papier",
        Channel.STREET: "Dans la rue",
        Channel.MEETING: "Rencontre publique",
    },
    ProposerKind: {
        ProposerKind.ALONE: "Seul·e",
        ProposerKind.GROUP: "Avec un groupe",
        ProposerKind.ASSOCIATION: "Pour une association",
        ProposerKind.CENTRE: "Pour un centre socioculturel",
    },
    AgeBand: {
        AgeBand.UNDER_15: "Moins de 15 ans",
        AgeBand.FROM_15_TO_17: "15 à 17 ans",
        AgeBand.ADULT: "18 ans et plus",
    },
    ContactWay: {
        ContactWay.PHONE: "Par téléphone",
        ContactWay.SMS: "Par SMS",
        ContactWay.EMAIL: "Par e-mail",
        ContactWay.LETTER: "Par courrier",
        ContactWay.VISIT: "Je passerai au centre",
    },
    NoticeWay: {
        NoticeWay.PHONE: "Par téléphone",
        NoticeWay.SMS: "Par SMS",
        NoticeWay.EMAIL: "Par e-mail",
        NoticeWay.LETTER: "Par courrier",
        NoticeWay.VISIT: "Au centre",
    },
    Visibility: {
        Visibility.FIRST_NAME: "Visible avec mon prénom",
        Visibility.WITHOUT_NAME: "Visible sans mon prénom",
        Visibility.PRIVATE: "Pas visible",
    },
    StructureKind: {
        StructureKind.SOCIAL_CENTRE: "Centre socioculturel",
        StructureKind.NURSERY: "Crèche",
        StructureKind.PARENT_CHILD_PLACE: "Lieu d’accueil enfants-parents (LAEP)",
        StructureKind.SCHOOL: "École",
        StructureKind.LEISURE_NURSERY: "Accueil de loisirs maternel (ALSH)",
        StructureKind.LEISURE_PRIMARY: "Accueil de loisirs primaire (ALSH)",
        StructureKind.LEISURE_TEENAGERS: "Accueil de loisirs adolescents (ALSH)",
        StructureKind.YOUTH_PLACE: "Lieu jeunesse",
        StructureKind.TOWN_SERVICE: "Service municipal",
        StructureKind.OTHER: "Autre lieu",
    },
    Role: {
        Role.AGENT: "agent d’un centre",
        Role.COORDINATOR: "coordination CTG",
        Role.ADMINISTRATOR: "administration",
        Role.PARTNER: "partenaire",
    },
    Tab: {
        Tab.TO_READ: "À lire",
        Tab.UNASSIGNED: "Sans centre",
        Tab.WAITING: "En attente de la personne",
        Tab.MINE: "Les miennes",
        Tab.CENTRE: "Mon centre",
        Tab.LATE: "En retard",
        Tab.TO_TELL: "À prévenir",
        Tab.ALL: "Toutes",
    },
    Age: {
        Age.WEEK: "Moins d’une semaine",
        Age.MONTH: "Moins d’un mois",
        Age.OLDER: "Plus d’un mois",
    },
    Alert: {
        Alert.DANGER: "Un danger peut-être",
        Alert.CHILD: "Un enfant en danger peut-être",
        Alert.HOUSING: "Un logement indigne peut-être",
    },
    ReportKind: {
        ReportKind.RECOGNISABLE: "On reconnaît une personne",
        ReportKind.HATEFUL: "C’est insultant ou haineux",
        ReportKind.DANGER: "Quelqu’un est peut-être en danger",
        ReportKind.MISTAKE: "Il y a une erreur",
        ReportKind.OTHER: "Autre chose",
    },
    ReportOutcome: {
        ReportOutcome.NOTHING_WRONG: "Rien à changer",
        ReportOutcome.CORRECTED: "Le texte est corrigé",
        ReportOutcome.HIDDEN: "L’envie n’est plus visible",
    },
    ReportTab: {
        ReportTab.OPEN: "À traiter",
        ReportTab.ASIDE: "Mis de côté",
        ReportTab.CLOSED: "Traités",
    },
    Actor: {
        Actor.AUTHOR: "L’auteur·ice de l’envie",
        Actor.STAFF: "L’équipe",
        Actor.SYSTEM: "Le site",
    },
    ReasonUse: {
        ReasonUse.ASK_DETAIL: "Demander une précision",
        ReasonUse.KEEP_PRIVATE: "Suivre sans publier",
        ReasonUse.REFUSE: "Ne pas publier",
        ReasonUse.REDIRECT: "Orienter ailleurs",
        ReasonUse.GROUP: "Regrouper avec une autre",
        ReasonUse.HIDE: "Masquer",
        ReasonUse.PAUSE: "Mettre en pause",
        ReasonUse.DROP: "Laisser sans suite",
    },
    AuditEvent: {
        AuditEvent.SIGNED_IN: "Connexion",
        AuditEvent.SIGN_IN_FAILED: "Connexion refusée",
        AuditEvent.SIGNED_OUT: "Déconnexion",
        AuditEvent.SESSIONS_CLOSED: "Connexions fermées",
        AuditEvent.SECOND_FACTOR_SET: "Code à usage unique installé",
        AuditEvent.SECOND_FACTOR_RESET: "Code à usage unique remis à zéro",
        AuditEvent.SECOND_FACTOR_FAILED: "Code à usage unique refusé",
        AuditEvent.RECOVERY_CODE_USED: "Code de secours utilisé",
        AuditEvent.RECOVERY_CODES_RENEWED: "Codes de secours refaits",
        AuditEvent.PASSWORD_ASKED: "Nouveau mot de passe demandé",
        AuditEvent.PASSWORD_CHANGED: "Mot de passe changé",
        AuditEvent.INVITED: "Personne invitée",
        AuditEvent.INVITATION_USED: "Invitation utilisée",
        AuditEvent.ACCOUNT_CHANGED: "Compte modifié",
        AuditEvent.ROLE_CHANGED: "Rôle changé",
        AuditEvent.STRUCTURES_CHANGED: "Centres changés",
        AuditEvent.ACCOUNT_DISABLED: "Compte fermé",
        AuditEvent.ACCOUNT_ENABLED: "Compte rouvert",
        AuditEvent.CONTACT_OPENED: "Coordonnées ouvertes",
        AuditEvent.DECISION: "Décision sur une envie",
        AuditEvent.TRANSFERRED: "Envie transmise",
        AuditEvent.ENTERED_FOR: "Envie saisie pour une personne",
        AuditEvent.EXPORTED: "Données exportées",
        AuditEvent.SETTING_CHANGED: "Réglage changé",
        AuditEvent.PHOTO_PUBLISHED: "Photo publiée",
        AuditEvent.STORY_PUBLISHED: "Récit publié",
        AuditEvent.CODE_GIVEN: "Nouveau code donné",
        AuditEvent.REPORT_ANSWERED: "Signalement traité",
        AuditEvent.ERASED: "Données effacées",
    },
}

TONES: dict[type[StrEnum], dict[Any, str]] = {
    Moderation: {
        Moderation.RECEIVED: "wait",
        Moderation.NEEDS_DETAIL: "wait",
        Moderation.PUBLISHED: "done",
        Moderation.PRIVATE: "done",
        Moderation.REDIRECTED: "info",
        Moderation.GROUPED: "info",
    },
    Outcome: {
        Outcome.OPEN: "info",
        Outcome.REALISED: "done",
        Outcome.BECAME_ACTION: "done",
        Outcome.CARRIED_BY_ASSOCIATION: "done",
        Outcome.PAUSED: "wait",
    },
}

LABELS |= evaluation_labels.LABELS
TONES |= evaluation_labels.TONES


def label(value: StrEnum) -> str:
    return LABELS[type(value)][value]


def tone(value: StrEnum) -> str:
    """The tone of a state tag: done, wait, info or plain."""
    return TONES.get(type(value), {}).get(value, "plain")
