"""Reads for the feed: the latest published envies, with the words and instants that it tells."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ctg_site.db import db
from ctg_site.domain.text import printable
from ctg_site.models.places import District
from ctg_site.models.proposals import Proposal, Revision

from .queries import published


@dataclass(frozen=True, slots=True)
class Entry:
    """An envie of the feed: texts without the signs that XML refuses, instants as RFC 3339 writes them."""

    number: int
    title: str
    text: str
    centre: str
    district: District | None
    published: str
    updated: str


def entries(limit: int) -> list[Entry]:
    """One statement; an envie is updated when it is published and when its words are corrected."""
    corrected = (
        db.select(db.func.max(Revision.created_at))
        .where(Revision.proposal_id == Proposal.id)
        .correlate(Proposal)
        .scalar_subquery()
    )
    return [_entry(*row) for row in db.session.execute(published().add_columns(corrected).limit(limit))]


def _entry(proposal: Proposal, corrected: datetime | None) -> Entry:
    since = proposal.published_at or proposal.created_at
    return Entry(
        number=proposal.number,
        title=printable(proposal.public_title or ""),
        text=printable(proposal.public_text or ""),
        centre=printable(proposal.structure.name) if proposal.structure else "",
        district=proposal.district,
        published=_instant(since),
        updated=_instant(max(since, corrected or since)),
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
