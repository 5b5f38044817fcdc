"""The words for a picture that comes with an envie: its state, what is done of it, who is recognised."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.pictures import PictureEvent, PictureState, Recognised

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    PictureState: {
        PictureState.WAITING: "À regarder",
        PictureState.PUBLISHED: "Publiée",
        PictureState.KEPT: "Gardée au dossier",
    },
    PictureEvent: {
        PictureEvent.SHOW: "Publier",
        PictureEvent.KEEP: "Garder au dossier, sans la montrer",
        PictureEvent.HIDE: "Retirer du site",
    },
    Recognised: {
        Recognised.NOBODY: "Non, on ne reconnaît personne",
        Recognised.BLUR: "Oui\u00a0: floutez les visages",
        Recognised.ADULTS_AGREED: "Oui, des adultes\u00a0: chacun a dit oui",
        Recognised.MINORS_AGREED: "Oui, des moins de 18 ans\u00a0: chacun a dit oui, et ses parents aussi",
    },
}

TONES: dict[type[StrEnum], dict[Any, str]] = {
    PictureState: {PictureState.WAITING: "wait", PictureState.PUBLISHED: "done"},
}
