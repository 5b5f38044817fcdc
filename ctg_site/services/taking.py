"""Inside an operation: « Je prends », said by itself or by the decision that follows."""

from ctg_site.db import db, now
from ctg_site.domain.journal import FileEvent
from ctg_site.models.people import User, membership
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal


def take(proposal: Proposal, by: User) -> None:
    """The person answers for the file; a file without a centre comes to one of theirs."""
    if proposal.structure_id is None:
        proposal.structure_id = db.session.execute(
            db.select(Structure.id)
            .join(membership, membership.c.structure_id == Structure.id)
            .where(membership.c.user_id == by.id, Structure.receives_proposals)
            .order_by(Structure.id)
            .limit(1)
        ).scalar_one_or_none()
    proposal.referent_id = by.id
    proposal.taken_at = proposal.taken_at or now()
    proposal.note_down(FileEvent.TAKE, by)
