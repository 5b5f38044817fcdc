"""Reads: every file that somebody may read, to take away."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db, in_chunks
from ctg_site.inbox.queries import places
from ctg_site.models.proposals import Proposal


def every(person: Any, contacts: bool) -> Iterator[Proposal]:
    """The files that this person reads, but those set aside; with the contact of each, if asked for."""
    loaded = (Proposal.structure, Proposal.district, Proposal.referent)
    options = [joinedload(one) for one in loaded] + [selectinload(Proposal.commitments)]
    options += [joinedload(Proposal.contact)] if contacts else []
    asked = db.select(Proposal).where(or_(*places(person)), Proposal.counting())
    return in_chunks(asked.options(*options), Proposal.id)
