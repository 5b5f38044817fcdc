"""Reads: the envies that the sitemap lists, and whether the site can do its work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from ctg_site.db import db
from ctg_site.domain.workflow import Moderation
from ctg_site.effects import health
from ctg_site.models.proposals import Proposal

#: The protocol allows 50,000 addresses and 50 MB in one file; this stays far beneath.
MOST_LISTED = 20_000


def published_envies() -> Sequence[Row[tuple[int, datetime | None]]]:
    """(number, instant of publication) of the latest published envies, at most MOST_LISTED: one statement."""
    select: Any = (
        db.select(Proposal.id, Proposal.published_at)
        .where(Proposal.moderation == Moderation.PUBLISHED)
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
        .limit(MOST_LISTED)
    )
    return db.session.execute(select).all()


def state() -> health.Health:
    return health.look()
