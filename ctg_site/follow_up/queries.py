"""Reads of the follow-up: the file that a code opens, with all that its author may see."""

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.workflow import Moderation
from ctg_site.effects.site import settings
from ctg_site.models.proposals import Proposal

CLOSED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)


def by_code(code: str) -> int | None:
    """The proposal that a well-formed code opens; a withdrawn one is as unknown as one that never was."""
    return _by(Proposal.code_hash == codes.hashed(code, settings().code_key))


def by_link(secret: str) -> int | None:
    return _by(Proposal.link_hash == codes.hashed(secret, settings().code_key))


def _by(condition: object) -> int | None:
    found = db.select(Proposal.id).where(condition, Proposal.moderation.not_in(CLOSED))
    return db.session.execute(found).scalar_one_or_none()


def followed(proposal_id: int | None) -> Proposal | None:
    """The whole file as its author sees it: centre, contact, journal and messages."""
    if proposal_id is None:
        return None
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == proposal_id, Proposal.moderation.not_in(CLOSED))
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.contact),
            selectinload(Proposal.journal),
            selectinload(Proposal.messages),
        )
    ).scalar_one_or_none()
