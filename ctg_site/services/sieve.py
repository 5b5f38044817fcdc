"""Tells a machine, and a flood of people, from one person who sends a form: the same rule at each door."""

from dataclasses import dataclass

from ctg_site import throttle
from ctg_site.domain.text import fold, letters
from ctg_site.domain.tokens import token_hash

from .opening import seen_by_a_person

#: The same sentence, from anywhere, in ten minutes; shorter ones are said by everybody.
MOST_SAME_WORDS, FEWEST_LETTERS = 2, 30
#: A family shares an address or a telephone; ten minutes see no more of it.
MOST_SAME_REACH = 3
MINUTES = 10


@dataclass(frozen=True, slots=True)
class FormSent:
    """How a form came: the key of its opening, the network it came from, whether its trap was filled in."""

    key: str
    network: str | None = None
    trapped: bool = False


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What the sieve keeps back: it waits aside until a person looks at it, and is told to nobody."""

    machine_like: bool = False
    flood: bool = False

    @property
    def aside(self) -> bool:
        return self.machine_like or self.flood


#: What a member of the staff types passes.
PASSED = KeptBack()


def sift(
    limit: tuple[int, int, str], sending: FormSent, subject: object, words: str = "", reach: str = ""
) -> KeptBack:
    """Inside an operation: what to think of a sending about `subject` (an envie, a meeting).

    `reach` is the address or the telephone it gives. What carries the signs of a machine spends nothing of
    what its place may send: the people who share its address pass, up to `limit` as `throttle` counts.
    """
    if sending.trapped or not seen_by_a_person(sending.key) or _again(f"{limit[2]} {subject}", words, reach):
        return KeptBack(machine_like=True)
    return KeptBack(flood=not throttle.within(*limit, sending.network))


def _again(about: str, words: str, reach: str) -> bool:
    """The same words for the third time in ten minutes, or the same address for the fourth.

    Numbers and signs do not make other words: « offre n° 12 » is « offre n° 13 ».
    """
    said = "".join(sign for sign in fold(words) if sign.isalpha())
    fresh = True
    if letters(said) >= FEWEST_LETTERS:
        fresh = _few(MOST_SAME_WORDS, f"words of {about}", said)
    if fresh and reach:
        fresh = _few(MOST_SAME_REACH, f"reach of {about}", reach.casefold())
    return not fresh


def _few(most: int, what: str, said: str) -> bool:
    return throttle.within(most, MINUTES, f"{what} {token_hash(said)}", "anywhere")
