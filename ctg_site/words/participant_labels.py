"""Who joined an envie, in words: how many, with what, and what they are told when it moves."""

from collections.abc import Iterable
from typing import Any

from ctg_site.domain.participation import Offer

from .french import plural
from .labels import LABELS
from .lives import EVENTS

#: What one or several people bring; « juste envie d’en être » is already said by their number.
BRING = {
    Offer.TIME: ("donne du temps", "donnent du temps"),
    Offer.SKILL: ("apporte un savoir-faire", "apportent un savoir-faire"),
    Offer.PLACE: ("prête un lieu", "prêtent un lieu"),
    Offer.EQUIPMENT: ("prête du matériel", "prêtent du matériel"),
    Offer.COMPANY: ("tient compagnie", "tiennent compagnie"),
}
BY_WORD = {
    str(event): words.joined for told in EVENTS.values() for event, words in told.items() if words.joined
}


def moved(subject: str, event: str) -> str:
    """What those who joined are told of the envie."""
    return f"L’envie que vous avez rejointe\u00a0: {BY_WORD[event]}."


def who_joined(proposal: Any) -> str:
    """« 3 personnes en sont »."""
    return plural(proposal.joined, "personne en est", "personnes en sont")


def say_me_too(proposal: Any) -> str:
    """« 12 personnes disent « moi aussi » »."""
    return plural(
        proposal.me_too, "personne dit «\u00a0moi aussi\u00a0»", "personnes disent «\u00a0moi aussi\u00a0»"
    )


def brought(proposal: Any) -> list[str]:
    """« 2 donnent du temps », « 1 prête un lieu »; nothing that says who."""
    counts = {offer: proposal.offered.get(offer, 0) for offer in BRING}
    return [plural(count, *BRING[offer]) for offer, count in counts.items() if count]


def offers_in_words(offers: Iterable[str]) -> str:
    """« Du temps, un lieu »."""
    words = [LABELS[Offer][offer] for offer in offers]
    return ", ".join([*words[:1], *(word[0].lower() + word[1:] for word in words[1:])])
