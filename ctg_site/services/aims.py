"""Inside an operation: which commitments of the convention an envie speaks of."""

from collections.abc import Iterable

from ctg_site.db import db
from ctg_site.domain.journal import FileEvent
from ctg_site.models.convention import Commitment
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal, proposal_commitment


def linked(proposal: Proposal) -> set[int]:
    """The commitments of this envie, by their row."""
    mine = db.select(proposal_commitment.c.commitment_id)
    return set(db.session.scalars(mine.where(proposal_commitment.c.proposal_id == proposal.id)))


def link(proposal: Proposal, chosen: Iterable[int], by: User) -> None:
    """Say which ones it speaks of, instead of those before; the journal says so if they changed."""
    found = db.select(Commitment).where(Commitment.id.in_(chosen)).order_by(Commitment.id)
    wanted = list(db.session.scalars(found))
    if {one.id for one in wanted} == linked(proposal):
        return
    of_this_file = proposal_commitment.c.proposal_id == proposal.id
    db.session.execute(db.delete(proposal_commitment).where(of_this_file))
    for one in wanted:
        row = {"proposal_id": proposal.id, "commitment_id": one.id}
        db.session.execute(db.insert(proposal_commitment).values(**row))
    proposal.note_down(FileEvent.COMMITMENTS, by, reason=", ".join(one.number for one in wanted))
