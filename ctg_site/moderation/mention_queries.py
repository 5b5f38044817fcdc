"""Reads of the colleagues whom a note may call, and of those whom the notes of a file called."""

from collections import defaultdict

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.policy import AT_A_CENTRE, Role
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Note, Proposal
from ctg_site.models.reminders import Mention


def readers(proposal: Proposal) -> dict[int, str]:
    """Who may read this file, by number and name: the policy's `file:read`, said in SQL."""
    of_it = Structure.id == proposal.structure_id if proposal.structure_id else Structure.receives_proposals
    agents = and_(User.role.in_(AT_A_CENTRE), User.structures.any(of_it))
    active = db.select(User.id, User.name).where(User.is_active, or_(User.role == Role.COORDINATOR, agents))
    return dict(db.session.execute(active.order_by(User.name, User.id)).all())


def staff() -> dict[int, tuple[str, bool]]:
    """Everybody who has or had an account: the name, and whether it opens still."""
    everybody = db.session.execute(db.select(User.id, User.name, User.is_active))
    return {number: (name, opens) for number, name, opens in everybody}


def mentions(proposal: Proposal) -> dict[int, list[Mention]]:
    """Whom the notes of this file called, by note: one statement."""
    rows = db.select(Mention).join(Note, Note.id == Mention.note_id).where(Note.proposal_id == proposal.id)
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in db.session.scalars(rows.order_by(Mention.id).options(joinedload(Mention.person))):
        found[mention.note_id].append(mention)
    return found
