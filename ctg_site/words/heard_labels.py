"""The words for what was heard outside the walls: its state, what is decided, the ways to look at it."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.heard import HeardEvent, HeardState, HeardTab

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    HeardState: {
        HeardState.WAITING: "À relire",
        HeardState.PUBLISHED: "Publiée",
        HeardState.KEPT: "Gardée par l’équipe",
    },
    HeardEvent: {
        HeardEvent.PUBLISH: "Publier, sans nom",
        HeardEvent.KEEP: "Garder pour l’équipe, sans publier",
        HeardEvent.HIDE: "Retirer du site",
    },
    HeardTab: {
        HeardTab.TO_READ: "À relire",
        HeardTab.PUBLISHED: "Publiées",
        HeardTab.KEPT: "Gardées par l’équipe",
    },
}
TONES: dict[type[StrEnum], dict[Any, str]] = {
    HeardState: {HeardState.WAITING: "wait", HeardState.PUBLISHED: "done"},
}
#: How the audit trail says what was decided.
IN_WORDS = {
    HeardEvent.PUBLISH: "publiée",
    HeardEvent.KEEP: "gardée par l’équipe",
    HeardEvent.HIDE: "retirée du site",
}
