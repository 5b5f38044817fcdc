"""Reads of what is alike: the published envies that look like a text, whatever became of them."""

from ctg_site.db import db
from ctg_site.domain.similar import Candidate, closest, neighbours, sought
from ctg_site.domain.text import stems
from ctg_site.models.proposals import Proposal
from ctg_site.models.search import SearchKind
from ctg_site.proposals.queries import published
from ctg_site.runtime import settings
from ctg_site.services import search_index, search_words
from ctg_site.services.search_index import Facet, facet

#: The latest published envies that are compared: those that hold the words of a text, those of its subjects.
MOST_COMPARED, MOST_BESIDE = 200, 100
#: Words that nobody published, of which a close spelling is looked for.
MOST_MISSPELT = 3


def similar(text: str) -> list[Proposal]:
    """Up to three published envies that look like this text, the closest first: to join, done or answered.

    Ten statements at most, whatever is published.
    """
    town = settings().town_name
    beside = set(stems(" ".join(neighbours(text, town))))
    found = _holding(_tokens(sought(text, town)), MOST_COMPARED) | _holding(beside, MOST_BESIDE)
    if not found:
        return []
    envies = {one.id: one for one in db.session.scalars(published().where(Proposal.id.in_(found)))}
    told = [Candidate(one.id, one.public_title or "", one.public_text or "") for one in envies.values()]
    return [envies[number] for number in closest(text, told, town=town)]


def _holding(tokens: set[str], most: int) -> set[int]:
    """The latest published envies that hold one of these words of the index."""
    groups = [[facet(Facet.KIND, SearchKind.ENVIE)], tokens]
    return {subject for _, subject in search_index.newest(groups, None, most)} if tokens else set()


def _tokens(words: str) -> set[str]:
    """The words of the index that these stand for; close ones for what nobody published."""
    terms = search_words.spelt(words)
    tokens = {stem for term in terms for stem in term.stems}
    unknown = [term for term in terms if not term.stems][:MOST_MISSPELT]
    near = " ".join(word for term in unknown for word in search_words.close_to(term))
    return tokens | set(search_index.terms(near))
