"""The words of the rights: what may be asked, where a request is, what a copy is made of."""

from datetime import date
from enum import StrEnum
from typing import Any

from ctg_site.domain.rights import RightsEvent, RightsKind, RightsState, RightsTab

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    RightsKind: {
        RightsKind.COPY: "Recevoir une copie de ce que vous avez sur moi",
        RightsKind.CORRECT: "Corriger ce qui est faux",
        RightsKind.DELETE: "Effacer mes données",
        RightsKind.OPPOSE: "Ne plus utiliser mes données",
        RightsKind.ACCESS: "Une page du site bloque quelqu’un",
    },
    RightsState: {
        RightsState.ASKED: "Identité à vérifier",
        RightsState.PROVEN: "À faire",
        RightsState.DONE: "Faite",
        RightsState.REFUSED: "Refusée",
    },
    RightsEvent: {
        RightsEvent.PROVE: "Identité vérifiée",
        RightsEvent.ANSWER: "Faite",
        RightsEvent.REFUSE: "Refusée",
    },
    RightsTab: {
        RightsTab.OPEN: "À répondre",
        RightsTab.ASIDE: "Mises de côté",
        RightsTab.CLOSED: "Répondues",
    },
}
TONES: dict[type[StrEnum], dict[Any, str]] = {
    RightsState: {
        RightsState.ASKED: "wait",
        RightsState.PROVEN: "wait",
        RightsState.DONE: "done",
        RightsState.REFUSED: "plain",
    },
}
#: The parts of a copy, in its order.
PARTS = {
    "envie": "Votre envie",
    "contact": "Comment vous joindre",
    "messages": "Les messages",
    "notes": "Les notes de l’équipe",
    "steps": "L’accompagnement",
    "supports": "Les coups de pouce",
    "resources": "Ce qui a été demandé pour vous",
    "group": "Les personnes de votre groupe",
    "companions": "Les personnes qui portent l’envie avec vous",
    "revisions": "Les textes publiés",
    "journal": "Ce qui s’est passé",
    "letters": "Les lettres et les appels",
    "requests": "Vos demandes sur vos données",
}
#: What each thing of a copy is called.
COLUMNS = {
    "number": "Numéro",
    "created_at": "Date",
    "channel": "Comment elle est arrivée",
    "text": "Texte",
    "wants_to_talk": "Vous préférez en parler",
    "organisation": "Association ou groupe",
    "proposer_kind": "Qui propose",
    "age_band": "Tranche d’âge",
    "week_times": "Quand vous êtes libre",
    "visibility": "Ce qui est visible",
    "consented_at": "Votre accord",
    "alerts": "Mots repérés",
    "moderation": "État",
    "stage": "Étape",
    "outcome": "Suite",
    "public_title": "Titre publié",
    "public_text": "Texte publié",
    "public_name": "Prénom publié",
    "published_at": "Publiée le",
    "outcome_word": "Pourquoi cette suite",
    "contacted_at": "Premier contact",
    "said_done": "Vous avez dit que c’est fait",
    "visited_at": "Dernière visite de votre suivi",
    "district": "Quartier",
    "structure": "Centre",
    "way": "Moyen",
    "first_name": "Prénom",
    "phone": "Téléphone",
    "email": "E-mail",
    "address": "Adresse",
    "mended_at": "Corrigé le",
    "silenced_at": "Plus de lettres depuis",
    "actor": "De qui",
    "happened_on": "Date",
    "kind": "Sorte",
    "told": "Ce qui vous a été dit",
    "next_step": "La suite prévue",
    "next_on": "Pour quand",
    "given_on": "Date",
    "provider": "Par qui",
    "what": "Quoi",
    "cents": "Montant, en centimes",
    "asked_on": "Date",
    "whom": "À qui",
    "answer": "Réponse",
    "answered_on": "Date de la réponse",
    "role": "Rôle",
    "does": "Ce que fait cette personne",
    "under_15": "Moins de 15 ans",
    "state": "État",
    "title": "Titre",
    "subject": "À propos de",
    "event": "Ce qui s’est passé",
    "reason": "Raison",
    "template": "De quoi elle parle",
    "done_at": "Partie le",
    "words": "Vos mots",
    "closed_at": "Répondue le",
}


def plain_value(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value
