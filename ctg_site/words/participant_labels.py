"""Who joined an envie, in words: how many, with what, and what they are told when it moves."""

from collections.abc import Iterable
from typing import Any

from ctg_site.domain.participation import Offer
from ctg_site.domain.workflow import Conclusion, Decision

from .french import plural
from .labels import LABELS

#: What one or several people bring; « juste envie d’en être » is already said by their number.
BRING = {
    Offer.TIME: ("donne du temps", "donnent du temps"),
    Offer.SKILL: ("apporte un savoir-faire", "apportent un savoir-faire"),
    Offer.PLACE: ("prête un lieu", "prêtent un lieu"),
    Offer.EQUIPMENT: ("prête du matériel", "prêtent du matériel"),
    Offer.COMPANY: ("tient compagnie", "tiennent compagnie"),
}
MOVED = {
    Decision.HIDE: "elle n’est plus visible sur le site pour le moment",
    Decision.RESTORE: "elle est de nouveau visible sur le site",
    Decision.MAKE_PRIVATE: "elle n’est plus visible sur le site",
    Decision.SHOW: "elle est de nouveau visible sur le site",
    Decision.WITHDRAW: "elle est retirée par la personne qui l’a proposée",
    Decision.WITHDRAW_FOR_AUTHOR: "elle est retirée à la demande de la personne qui l’a proposée",
    Conclusion.SUCCEED: "elle est réalisée",
    Conclusion.BECOME_ACTION: "elle devient une action de la convention",
    Conclusion.HAND_OVER: "une association la porte maintenant",
    Conclusion.PAUSE: "elle fait une pause",
    Conclusion.STOP: "la personne qui l’a proposée arrête là",
    Conclusion.DROP: "elle reste sans suite",
    Conclusion.RESUME: "elle reprend",
}
BY_WORD = {str(event): words for event, words in MOVED.items()}


def moved(subject: str, event: str) -> str:
    """What those who joined are told of the envie."""
    return f"L’envie que vous avez rejointe\u00a0: {BY_WORD[event]}."


def who_joined(proposal: Any) -> str:
    """« 3 personnes en sont »."""
    return plural(proposal.joined, "personne en est", "personnes en sont")


def brought(proposal: Any) -> list[str]:
    """« 2 donnent du temps », « 1 prête un lieu »; nothing that says who."""
    counts = {offer: proposal.offered.get(offer, 0) for offer in BRING}
    return [plural(count, *BRING[offer]) for offer, count in counts.items() if count]


def offers_in_words(offers: Iterable[str]) -> str:
    """« Du temps, un lieu »."""
    words = [LABELS[Offer][offer] for offer in offers]
    return ", ".join([*words[:1], *(word[0].lower() + word[1:] for word in words[1:])])
