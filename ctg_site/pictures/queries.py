"""Reads of the pictures of an envie: those of a file, one with its file, those that wait, their bytes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.pictures import PictureState
from ctg_site.domain.workflow import Moderation
from ctg_site.effects import files
from ctg_site.follow_up.queries import opened
from ctg_site.models.inbox import COUNTS
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal
from ctg_site.moderation.queries import file, readable
from ctg_site.proposals.queries import Picture
from ctg_site.services.owed import Waiting, how_many
from ctg_site.submission import queries as submission

__all__ = ["file", "opened", "sent"]

CLOSED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)
MOST_AT_ONCE = 100


def sent(key: str | None) -> Proposal | None:
    """The open file that a browser sent, by the key of its draft, as long as it knows of it."""
    draft = submission.draft(key)
    found = submission.sent(draft) if draft and draft.proposal_id else None
    return found if found is not None and found.is_open else None


def pictures(proposal: Proposal) -> Sequence[EnviePicture]:
    """All those of a file, the first sent first: three at most."""
    rows = db.select(EnviePicture).where(EnviePicture.proposal_id == proposal.id)
    return db.session.scalars(rows.order_by(EnviePicture.id).options(joinedload(EnviePicture.proposal))).all()


def picture(number: int, photo: int) -> EnviePicture | None:
    """One picture of this file, with it."""
    found = db.select(EnviePicture).where(EnviePicture.id == photo, EnviePicture.proposal_id == number)
    return db.session.scalar(found.options(joinedload(EnviePicture.proposal)))


def by_key(send_key: str) -> EnviePicture | None:
    """The picture that came of this form, if it was sent already."""
    return db.session.scalar(db.select(EnviePicture).where(EnviePicture.send_key == send_key))


def content(picture: EnviePicture, small: bool = False) -> bytes | None:
    """What the disk holds of it; None when it lost it."""
    return files.read_photo(picture.name, small)


def shown(number: int, photo: int, small: bool) -> Picture | None:
    """A picture of this envie, while both are published; else nothing."""
    published = Proposal.moderation == Moderation.PUBLISHED, EnviePicture.state == PictureState.PUBLISHED
    name = db.session.scalar(
        db.select(EnviePicture.name)
        .join(Proposal, Proposal.id == EnviePicture.proposal_id)
        .where(EnviePicture.id == photo, Proposal.id == number, *published)
    )
    held = files.read_photo(name, small) if name else None
    return Picture(held) if held else None


def waiting(person: Any, on: date) -> Waiting:
    """The pictures that nobody of the centre looked at; the number is that of the file."""
    rows = (
        db.select(EnviePicture.proposal_id, EnviePicture.created_at)
        .join(Proposal, Proposal.id == EnviePicture.proposal_id)
        .where(EnviePicture.state == PictureState.WAITING, COUNTS, Proposal.moderation.not_in(CLOSED))
        .where(readable(person))
    )
    return how_many(rows.order_by(EnviePicture.id))


def of_the_gone() -> Sequence[EnviePicture]:
    """Of envies withdrawn or closed for good, all; of one that outlives its author, what nobody published."""
    rows = db.select(EnviePicture).join(Proposal, Proposal.id == EnviePicture.proposal_id)
    gone = Proposal.moderation.in_((Moderation.WITHDRAWN, Moderation.ARCHIVED))
    unseen = Proposal.erased_at.is_not(None) & (EnviePicture.state != PictureState.PUBLISHED)
    return db.session.scalars(rows.where(gone | unseen).order_by(EnviePicture.id).limit(MOST_AT_ONCE)).all()
