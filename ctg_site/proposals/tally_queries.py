"""Reads: how many published envies each choice of the register holds, among the latest ones."""

from collections import Counter
from collections.abc import Sequence

from ctg_site.db import db
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.models.search import SearchKind
from ctg_site.services import kept_figures, search_index
from ctg_site.services.search_index import Facet, facet

from .choosing import RegisterTally

#: So many of the latest found are told apart by what may be chosen next.
#: PostgreSQL finds them where it looks first.
MOST_TALLIED = 100


def tally_of_all() -> RegisterTally:
    """What each choice holds of all that is published, a minute old at most."""
    found: RegisterTally = kept_figures.figures("register", _counted)
    return found


def _counted() -> RegisterTally:
    found = search_index.newest([[facet(Facet.KIND, SearchKind.ENVIE)]], None, MOST_TALLIED)
    return tally([subject for _, subject in found])


def tally(numbers: Sequence[int]) -> RegisterTally:
    """How many of these envies each choice holds: two statements, whatever was found."""
    rows = db.session.execute(
        db.select(District.slug, Structure.slug, Proposal.stage)
        .select_from(Proposal)
        .outerjoin(District, District.id == Proposal.district_id)
        .outerjoin(Structure, Structure.id == Proposal.structure_id)
        .where(Proposal.id.in_(numbers))
    ).all()
    themes = db.session.execute(
        db.select(Theme.code, db.func.count(db.distinct(proposal_commitment.c.proposal_id)))
        .join(Commitment, Commitment.theme_id == Theme.id)
        .join(proposal_commitment, proposal_commitment.c.commitment_id == Commitment.id)
        .where(proposal_commitment.c.proposal_id.in_(numbers))
        .group_by(Theme.code)
    )
    counts = {
        "quartier": Counter(row[0] for row in rows if row[0]),
        "structure": Counter(row[1] for row in rows if row[1]),
        "etape": Counter(str(row[2]) for row in rows),
        "theme": Counter(dict(themes.all())),
    }
    return RegisterTally(counts if numbers else {}, len(numbers) < MOST_TALLIED)
