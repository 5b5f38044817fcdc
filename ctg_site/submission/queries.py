"""Reads for the submission: the draft of this browser, the places to choose, what is alike, the receipt."""

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.directory.queries import doors
from ctg_site.domain.tokens import token_hash
from ctg_site.filing import code_and_link
from ctg_site.models.proposals import Draft, Proposal
from ctg_site.proposals.alike.queries import similar
from ctg_site.structures.queries import answering, centre, centres, districts

__all__ = [
    "answering",
    "centres",
    "code_and_link",
    "districts",
    "doors",
    "draft",
    "sent",
    "similar",
]


def draft(key: str | None) -> Draft | None:
    """The draft of the browser that holds `key`, unless its day is over."""
    if not key:
        return None
    return db.session.execute(
        db.select(Draft).where(Draft.key_hash == token_hash(key), Draft.expires_at > now())
    ).scalar_one_or_none()


def of_centre(slug: str | None) -> dict[str, str]:
    """What a draft keeps of the centre whose sheet led here, when it receives envies."""
    place = centre(slug) if slug else None
    return {"structure": place.slug} if place else {}


def sent(draft: Draft) -> Proposal | None:
    """What became of a draft that was sent, with all that the receipt shows."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == draft.proposal_id)
        .options(joinedload(Proposal.structure), joinedload(Proposal.district), joinedload(Proposal.contact))
    ).scalar_one_or_none()
