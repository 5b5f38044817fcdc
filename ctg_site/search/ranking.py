"""What stands first among what was found: the most of the words, in the title, as they were typed."""

from collections.abc import Sequence

from ctg_site.domain.topics import frame
from ctg_site.services.search_words import SHORTEST_BEGUN, Term

#: What a word counts for, found as it was typed, only begun so, as the name of a place, as a neighbour; the
#: neighbours that come after the first in the dictionary, a little less each.
TYPED, BEGUN, PLACE, NEAR, AFTER = 1.0, 0.8, 0.7, 0.6, 0.03
#: The first words of a text are its title; the words of an expression may stand apart.
TITLE, IN_TITLE, APART = 8, 1.5, 0.4
#: What a word counts for that says for whom or where.
FRAMING = 0.5


def score(said: Sequence[str], terms: Sequence[Term]) -> float:
    """How well a text answers, by its stems in their order."""
    title, whole = (f" {' '.join(part)} " for part in (said[:TITLE], said))
    return sum(_weight(term) * _best(title, whole, set(said), term) for term in terms)


def holds(said: Sequence[str], term: Term) -> bool:
    """Whether a short text holds a term, or a word that it begins."""
    begun = term.own[0] if len(term.own) == 1 and len(term.typed) >= SHORTEST_BEGUN else None
    return begun is not None and any(stem.startswith(begun) for stem in said) or score(said, [term]) > 0


def _best(title: str, whole: str, every: set[str], term: Term) -> float:
    ways = [(" ".join(term.own), TYPED)]
    ways += [(one, BEGUN) for one in term.stems] + [(one, PLACE) for one in term.places]
    ways += [(one, max(NEAR - AFTER * at, APART)) for at, one in enumerate(term.near)]
    return max(worth * _found(title, whole, every, one) for one, worth in ways)


def _found(title: str, whole: str, every: set[str], expression: str) -> float:
    """0 when a word of it is missing."""
    if not every.issuperset(expression.split()):
        return 0.0
    if f" {expression} " in title:
        return IN_TITLE
    return 1.0 if f" {expression} " in whole else APART


def _weight(term: Term) -> float:
    return FRAMING if frame().issuperset(term.own) else 1.0
