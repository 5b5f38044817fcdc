"""Reads for the submission: the draft of this browser, the places to choose, what is alike, the receipt."""

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.domain.similar import Candidate, closest, sought
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.workflow import Outcome
from ctg_site.filing import code_and_link
from ctg_site.models.proposals import Draft, Proposal
from ctg_site.models.search import SearchKind
from ctg_site.proposals.queries import published
from ctg_site.runtime import settings
from ctg_site.services import search_index, search_words
from ctg_site.services.search_index import Facet, facet
from ctg_site.structures.queries import centres, districts

__all__ = ["centres", "code_and_link", "districts", "draft", "sent", "similar"]

#: The latest published envies that are compared with one that is being written.
MOST_COMPARED = 200
#: Words that nobody published, of which a close spelling is looked for.
MOST_MISSPELT = 3


def draft(key: str | None) -> Draft | None:
    """The draft of the browser that holds `key`, unless its day is over."""
    if not key:
        return None
    return db.session.execute(
        db.select(Draft).where(Draft.key_hash == token_hash(key), Draft.expires_at > now())
    ).scalar_one_or_none()


def sent(draft: Draft) -> Proposal | None:
    """What became of a draft that was sent, with all that the receipt shows."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == draft.proposal_id)
        .options(joinedload(Proposal.structure), joinedload(Proposal.contact))
    ).scalar_one_or_none()


def similar(text: str) -> list[Proposal]:
    """Up to three published envies that one may join and that look like this one, the closest first.

    Ten statements at most, whatever is published.
    """
    tokens = _tokens(text)
    kind = [facet(Facet.KIND, SearchKind.ENVIE)]
    found = search_index.newest([kind, tokens], None, MOST_COMPARED) if tokens else []
    if not found:
        return []
    joinable = published().where(
        Proposal.id.in_([subject for _, subject in found]),
        Proposal.outcome.in_((Outcome.OPEN, Outcome.PAUSED)),
    )
    envies = {one.id: one for one in db.session.scalars(joinable)}
    told = [Candidate(one.id, one.public_title or "", one.public_text or "") for one in envies.values()]
    return [envies[number] for number in closest(text, told, town=settings().town_name)]


def _tokens(text: str) -> set[str]:
    """The words of the index that what one writes is about; close ones for what nobody published."""
    terms = search_words.spelt(sought(text, settings().town_name))
    tokens = {stem for term in terms for stem in term.stems}
    unknown = [term for term in terms if not term.stems][:MOST_MISSPELT]
    near = " ".join(word for term in unknown for word in search_words.close_to(term))
    return tokens | set(search_index.terms(near))
