"""Who answers for an envie, as its author reads it on a page or in a letter."""

from ctg_site.db import db
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal


def introduced(structure_id: int | None, referent_id: int | None = None) -> str:
    """Who follows an envie, else whom its centre puts first; nothing once they do not work here any more."""
    first = db.select(Structure.referent_id).where(Structure.id == structure_id).scalar_subquery()
    who = db.select(User).where(User.id == (referent_id or first), User.is_active)
    found = db.session.scalar(who)
    return found.introduced if found else ""


def introduced_with_centre(proposal: Proposal) -> str:
    """« Karim, animateur, La Lune »: the centre must be loaded; nothing when nobody is put first."""
    who = introduced(proposal.structure_id, proposal.referent_id) if proposal.structure else ""
    return f"{who}, {proposal.structure.name}" if who and proposal.structure else ""
