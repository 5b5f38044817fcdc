"""Reads for grouping: the files that look like this one, among those that the person may read."""

from dataclasses import dataclass
from typing import Any

from ctg_site.db import db
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.text import likeness
from ctg_site.models.proposals import PROMISED, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.services import search_index

from .queries import file, may_be_joined, readable

__all__ = ["Alike", "alike", "file", "to_join"]

#: How many files that share a word are compared, the latest ones; how many are suggested.
COMPARED, SUGGESTED = 200, 6
LEAST = 0.08


@dataclass(frozen=True, slots=True)
class Alike:
    """A file that may be the same envie, and the words that both hold."""

    proposal: Proposal
    words: tuple[str, ...]


def alike(proposal: Proposal, person: Any) -> list[Alike]:
    """The files most like this one, by the share of their words: one statement."""
    if not search_index.terms(proposal.text):
        return []
    sharing = search_index.matching(SearchKind.FILE, proposal.text, every=False)
    candidates = (
        db.select(Proposal)
        .where(Proposal.id.in_(sharing), Proposal.id != proposal.id)
        .where(Proposal.counting(), Proposal.moderation.in_(PROMISED), readable(person))
        .order_by(Proposal.id.desc())
        .limit(COMPARED)
    )
    compared = [(likeness(proposal.text, other.text), other) for other in db.session.scalars(candidates)]
    near = [(found, other) for found, other in compared if found.score >= LEAST]
    near.sort(key=lambda pair: (-pair[0].score, -pair[1].id))
    return [Alike(other, found.words) for found, other in near[:SUGGESTED]]


def to_join(proposal: Proposal, number: int, person: Any) -> Proposal | None:
    """The file of this number, when the person may read it and this one may join it."""
    other = db.session.get(Proposal, number) if number < 2**31 else None
    if other is None or other.id == proposal.id or not may_be_joined(other):
        return None
    return other if allowed(person, Permission.FILE_READ, other) else None
