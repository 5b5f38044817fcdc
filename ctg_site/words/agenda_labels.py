"""The words people read for meetings, colleges and what becomes of decisions."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.committee import CommitteeEvent
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.meetings import (
    College,
    FollowUp,
    FollowUpState,
    MeetingEvent,
    MeetingState,
    PeopleGroup,
    RegistrationEvent,
    RegistrationState,
)
from ctg_site.domain.recurrence import Repeat

from . import committee_labels
from .bands import BANDS, PRIORITY

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    PeopleGroup: {
        **{PeopleGroup(name): band for name, band in BANDS.items()},
        PeopleGroup.PRIORITY: PRIORITY,
    },
    College: {
        College.TOWN: "Ville",
        College.CAF: "Caisse d’allocations familiales (CAF)",
        College.RESIDENTS: "Habitantes et habitants",
        College.ASSOCIATIONS: "Associations et centres",
        College.INSTITUTIONS: "Institutions",
        College.OTHERS: "Autres",
    },
    MeetingState: {
        MeetingState.PLANNED: "Prévu",
        MeetingState.CANCELLED: "Annulé",
    },
    MeetingEvent: {
        MeetingEvent.CANCEL: "Rendez-vous annulé",
        MeetingEvent.RESTORE: "Rendez-vous rétabli",
    },
    RegistrationState: {
        RegistrationState.CONFIRMED: "Place réservée",
        RegistrationState.WAITING: "Sur la liste d’attente",
        RegistrationState.GIVEN_UP: "Place rendue",
    },
    RegistrationEvent: {
        RegistrationEvent.CONFIRM: "Place trouvée",
        RegistrationEvent.GIVE_UP: "Place rendue",
    },
    FollowUpState: {
        FollowUpState.OPEN: "À faire",
        FollowUpState.DONE: "Faite",
        FollowUpState.DROPPED: "Abandonnée",
    },
    FollowUp: {
        FollowUp.FINISH: "C’est fait",
        FollowUp.DROP: "On ne le fera pas",
        FollowUp.REOPEN: "Remettre à faire",
    },
    Repeat: {
        Repeat.ONCE: "Une seule fois",
        Repeat.WEEKLY: "Toutes les semaines",
        Repeat.EVERY_WEEKS: "Toutes les quelques semaines",
        Repeat.MONTHLY: "Chaque mois, le même jour (le deuxième mardi, par exemple)",
    },
}

LABELS |= committee_labels.LABELS

TONES: dict[type[StrEnum], dict[Any, str]] = {
    MeetingState: {MeetingState.PLANNED: "info", MeetingState.CANCELLED: "warn"},
    RegistrationState: {RegistrationState.CONFIRMED: "done", RegistrationState.WAITING: "wait"},
    FollowUpState: {FollowUpState.OPEN: "wait", FollowUpState.DONE: "done"},
}
TONES |= committee_labels.TONES

#: What the centre must tell, in its own voice.
NOTICES = {
    "meeting_cancelled": "le rendez-vous est annulé",
    "meeting_restored": "le rendez-vous a bien lieu, finalement",
    "meeting_changed": "le jour, l’heure ou le lieu a changé",
    "meeting_reminder": "lui rappeler le jour, l’heure et le lieu",
    "place_found": "une place s’est libérée, elle est inscrite",
    "registered": "sa place est notée",
}

#: What happened to a meeting, beside the events above.
EVENTS: dict[str, str] = {
    AgendaEvent.CREATE: "Rendez-vous créé",
    AgendaEvent.CHANGE: "Rendez-vous modifié",
    AgendaEvent.MINUTES: "Compte rendu enregistré",
    AgendaEvent.PUBLISH: "Compte rendu publié",
    AgendaEvent.UNPUBLISH: "Compte rendu retiré du site",
    AgendaEvent.ATTEND: "Présences notées",
    AgendaEvent.DOCUMENT: "Document ajouté",
    AgendaEvent.DOCUMENT_REMOVED: "Document retiré",
    AgendaEvent.DOCUMENT_HIDDEN: "Document retiré du public\u00a0: il ne se lit pas en entier, renvoyez-le",
    AgendaEvent.DECIDE: "Décision notée",
    AgendaEvent.NOTE: "Suivi noté",
    AgendaEvent.DUE: "Échéance changée",
    AgendaEvent.CONTACTS: "Coordonnées des inscrits ouvertes",
    AgendaEvent.REGISTER: "Inscription",
    AgendaEvent.TOLD: "Personne prévenue",
    AgendaEvent.UNTOLD: "Personne encore à prévenir",
    AgendaEvent.REMIND: "Rappel\u00a0: le compte rendu manque",
}

#: What happens to each thing of a meeting, by its word in the line.
FAMILIES: dict[str, type[StrEnum]] = {
    "meeting": MeetingEvent,
    "place": RegistrationEvent,
    "decision": FollowUp,
    "committee_file": CommitteeEvent,
}


def event_label(entry: Any) -> str:
    """A line of a meeting, in words."""
    family = FAMILIES.get(entry.subject)
    return EVENTS.get(entry.event) or (LABELS[family][entry.event] if family else entry.event)
