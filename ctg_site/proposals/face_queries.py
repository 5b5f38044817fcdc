"""Reads: what the card of an envie shows of it: its first photo, and its theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ctg_site.db import db
from ctg_site.domain.pictures import PictureState
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.models.stories import Photo, Story


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """A photo that everybody may see: where it is asked for, its size when large, its words."""

    endpoint: str
    number: int
    photo: int
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class CardFace:
    """The first photo of an envie if it has one; the code of the first theme that it serves, else nothing."""

    photo: CardPhoto | None = None
    theme: str = ""


def faces(proposals: Iterable[Proposal]) -> dict[int, CardFace]:
    """By number, of published envies: three statements. A photo of the story comes first."""
    numbers = [one.id for one in proposals]
    if not numbers:
        return {}
    themes, photos = _themes(numbers), _sent(numbers) | _told(numbers)
    return {number: CardFace(photos.get(number), themes.get(number, "")) for number in numbers}


def _themes(numbers: list[int]) -> dict[int, str]:
    served = (
        db.select(proposal_commitment.c.proposal_id, Theme.code)
        .join(Commitment, Commitment.id == proposal_commitment.c.commitment_id)
        .join(Theme, Theme.id == Commitment.theme_id)
        .where(proposal_commitment.c.proposal_id.in_(numbers))
        .order_by(Commitment.id.desc())
    )
    return dict(db.session.execute(served).all())


def _told(numbers: list[int]) -> dict[int, CardPhoto]:
    rows = (
        db.select(Story.proposal_id, *_shown(Photo))
        .join(Story, Story.id == Photo.story_id)
        .where(Story.proposal_id.in_(numbers), Story.published_at.is_not(None))
        .order_by(Photo.id.desc())
    )
    return {row[0]: CardPhoto("proposals.photo", *row) for row in db.session.execute(rows)}


def _sent(numbers: list[int]) -> dict[int, CardPhoto]:
    rows = (
        db.select(EnviePicture.proposal_id, *_shown(EnviePicture))
        .where(EnviePicture.proposal_id.in_(numbers), EnviePicture.state == PictureState.PUBLISHED)
        .order_by(EnviePicture.id.desc())
    )
    return {row[0]: CardPhoto("pictures.picture", *row) for row in db.session.execute(rows)}


def _shown(table: Any) -> tuple[Any, ...]:
    return table.id, table.width, table.height, table.alt
