"""French as people read it: dates, numbers, plurals, and the words for each state."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask

from ctg_site.domain import deadlines, text
from ctg_site.domain.alerts import Alert
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import (
    AgeBand,
    Channel,
    ContactWay,
    NoticeWay,
    ProposerKind,
    StructureKind,
    Tab,
    Visibility,
)
from ctg_site.domain.workflow import Conclusion, Decision, Moderation, Move, Outcome, Stage

PARIS = ZoneInfo("Europe/Paris")
NBSP = "\u00a0"

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
        Tab.WAITING: "En attente de réponse",
        Tab.MINE: "Les miennes",
        Tab.TO_TELL: "À prévenir",
        Tab.ALL: "Toutes",
    },
    Alert: {
        Alert.DANGER: "Un danger peut-être",
        Alert.CHILD: "Un enfant en danger peut-être",
        Alert.HOUSING: "Un logement indigne peut-être",
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


def label(value: StrEnum) -> str:
    return LABELS[type(value)][value]


def tone(value: StrEnum) -> str:
    """The tone of a state tag: done, wait, info or plain."""
    return TONES.get(type(value), {}).get(value, "plain")


def local(instant: datetime) -> datetime:
    return instant.astimezone(PARIS)


def today() -> date:
    return datetime.now(PARIS).date()


def day(value: date | datetime) -> str:
    """« 1er mars 2026 »."""
    if isinstance(value, datetime):
        value = local(value)
    written = format_date(value, "d MMMM y", locale="fr")
    return _first(written)


def weekday(value: date | datetime) -> str:
    """« mardi 1er décembre »."""
    if isinstance(value, datetime):
        value = local(value)
    name, _, rest = format_date(value, "EEEE d MMMM", locale="fr").partition(" ")
    return f"{name} {_first(rest)}"


def moment(value: datetime) -> str:
    """« mardi 1er décembre, 9 h 12 »."""
    return f"{weekday(value)}, {hour(value)}"


def hour(value: datetime) -> str:
    """« 9 h 12 »."""
    return format_datetime(local(value), f"H'{NBSP}h{NBSP}'mm", locale="fr")


def iso(value: date | datetime) -> str:
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _first(written: str) -> str:
    return "1er " + written[2:] if written.startswith("1 ") else written


def number(value: int | float) -> str:
    return format_decimal(value, locale="fr")


def plural(count: int, one: str, many: str) -> str:
    """« 0 envie », « 1 envie », « 3 envies »."""
    return f"{number(count)}{NBSP}{one if abs(count) < 2 else many}"


def remaining(due: date, start: date | None = None) -> str:
    """The clock of a file in working days: « encore 2 jours ouvrés », « en retard de 1 jour ouvré »."""
    left = deadlines.working_days_between(start or today(), due)
    if left == 0:
        return "aujourd’hui au plus tard"
    days = plural(abs(left), "jour ouvré", "jours ouvrés")
    return f"encore {days}" if left > 0 else f"en retard de {days}"


def days_left(end: date, start: date | None = None) -> int:
    return max((end - (start or today())) // timedelta(days=1), 0)


FILTERS: dict[str, Any] = {
    "label": label,
    "tone": tone,
    "day": day,
    "weekday": weekday,
    "moment": moment,
    "hour": hour,
    "iso": iso,
    "number": number,
    "excerpt": text.excerpt,
    "remaining": remaining,
    "days_left": days_left,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(plural=plural, today=today)
