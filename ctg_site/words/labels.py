"""The words people read for each closed list: states, decisions, channels, and the tone of a state."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.alerts import Alert
from ctg_site.domain.hints import Hint
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import (
    Age,
    AgeBand,
    Channel,
    ContactWay,
    NoticeFault,
    NoticeWay,
    PhotoShows,
    ProposerKind,
    ReportAbout,
    ReportKind,
    ReportOutcome,
    ReportTab,
    ResourceAnswer,
    StepKind,
    StoryVoice,
    SupportKind,
    Tab,
    Visibility,
)

from . import (
    agenda_labels,
    evaluation_labels,
    heard_labels,
    lives,
    participation_labels,
    picture_labels,
    renewal,
    rights_labels,
    structure_labels,
    years,
)
from .administration_labels import ADMINISTRATION

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    **ADMINISTRATION,
    Channel: {
        Channel.ONLINE: "Site internet",
        Channel.DESK: "Accueil du centre",
        Channel.PHONE: "Téléphone",
        Channel.PAPER: "Papier",
        Channel.STREET: "Dans la rue",
        Channel.MEETING: "Rencontre publique",
    },
    ProposerKind: {
        ProposerKind.ALONE: "Seul ou seule",
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
    NoticeFault: {
        NoticeFault.ADDRESS: "l’adresse ne prend pas nos lettres",
        NoticeFault.SERVER: "le serveur d’e-mails ne l’a pas prise en quatre jours",
        NoticeFault.WORDS: "le site n’a pas su l’écrire",
        NoticeFault.TOO_MANY: "déjà trois lettres ce jour-là à cette adresse",
    },
    Visibility: {
        Visibility.FIRST_NAME: "Visible avec mon prénom",
        Visibility.WITHOUT_NAME: "Visible sans mon prénom",
        Visibility.PRIVATE: "Pas visible",
    },
    Role: {
        Role.AGENT: "agent d’un centre",
        Role.DIRECTION: "direction d’un centre",
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
        Tab.ASIDE: "Mises de côté",
        Tab.PUT_AWAY: "Rangées",
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
    Hint: {
        Hint.PHONE: "un numéro de téléphone",
        Hint.EMAIL: "une adresse e-mail",
        Hint.ADDRESS: "une adresse postale",
        Hint.LINK: "un lien",
        Hint.CHILD: "le prénom d’un enfant",
        Hint.INSULT: "un mot blessant",
    },
    ReportAbout: {
        ReportAbout.ENVIE: "L’envie",
        ReportAbout.STORY: "Le récit",
        ReportAbout.PHOTO: "Une photo",
        ReportAbout.PICTURE: "Une image",
        ReportAbout.REMARK: "Les mots d’un lecteur",
        ReportAbout.ACTION: "L’action",
        ReportAbout.MEETING: "Le rendez-vous",
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
        ReportOutcome.CORRECTED: "C’est corrigé",
        ReportOutcome.HIDDEN: "Ce n’est plus visible",
    },
    ReportTab: {
        ReportTab.OPEN: "À traiter",
        ReportTab.ASIDE: "Mis de côté",
        ReportTab.CLOSED: "Traités",
    },
    StepKind: {
        StepKind.CALL: "Appel",
        StepKind.MEETING: "Rencontre",
        StepKind.VISIT: "Visite",
        StepKind.COLLECTIVE: "Temps collectif",
        StepKind.OTHER: "Autre",
    },
    SupportKind: {
        SupportKind.LISTENING: "Écoute et conseils",
        SupportKind.SKILLS: "Compétences",
        SupportKind.PLACE: "Un lieu",
        SupportKind.EQUIPMENT: "Du matériel",
        SupportKind.SMALL_BUDGET: "Un petit budget",
        SupportKind.COMMUNICATION: "Communication",
        SupportKind.NETWORK: "Mise en relation",
        SupportKind.TRAINING: "Formation",
        SupportKind.INSURANCE: "Assurance ou autorisation",
    },
    ResourceAnswer: {
        ResourceAnswer.PENDING: "En attente",
        ResourceAnswer.GRANTED: "Accordé",
        ResourceAnswer.REFUSED: "Refusé",
    },
    StoryVoice: {
        StoryVoice.STAFF: "Le centre raconte",
        StoryVoice.AUTHOR: "La personne raconte, avec ses mots",
    },
    PhotoShows: {
        PhotoShows.NOBODY: "On ne reconnaît personne",
        PhotoShows.ADULTS: "On reconnaît des adultes",
        PhotoShows.MINORS: "On reconnaît au moins une personne de moins de 18 ans",
    },
}

TONES: dict[type[StrEnum], dict[Any, str]] = {
    ResourceAnswer: {
        ResourceAnswer.PENDING: "wait",
        ResourceAnswer.GRANTED: "done",
    },
}

LABELS |= {
    family: {state: words.label for state, words in told.items()} for family, told in lives.STATES.items()
}
TONES |= {
    family: {state: words.tone for state, words in told.items()} for family, told in lives.STATES.items()
}
LABELS |= {
    family: {event: words.choice for event, words in told.items()} for family, told in lives.EVENTS.items()
}
LABELS |= evaluation_labels.LABELS | agenda_labels.LABELS | structure_labels.LABELS
LABELS |= participation_labels.LABELS | picture_labels.LABELS | years.LABELS | rights_labels.LABELS
LABELS |= renewal.LABELS | heard_labels.LABELS
TONES |= evaluation_labels.TONES | agenda_labels.TONES | participation_labels.TONES | rights_labels.TONES
TONES |= picture_labels.TONES | years.TONES | renewal.TONES | heard_labels.TONES


def label(value: StrEnum) -> str:
    return LABELS[type(value)][value]


def tone(value: StrEnum) -> str:
    """The tone of a state tag: done, wait, info or plain."""
    return TONES.get(type(value), {}).get(value, "plain")
