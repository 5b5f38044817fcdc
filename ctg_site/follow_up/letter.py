"""What is new in a follow-up since its last visit, and who says it: messages, decisions, what moved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import Actor
from ctg_site.domain.workflow import Moderation
from ctg_site.words.journal import told_to_author

#: How many lines whoever comes for the first time reads first; the rest is in the history.
FIRST = 5
#: What the person who reads did themselves, or what their messages say already.
OWN = {FileEvent.SUBMIT, FileEvent.COMPANION_INVITE}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Somebody says something: `text` in their own words, or a sentence of the site."""

    said_by: str
    at: datetime
    text: str
    in_words: bool = False


def since(proposal: Any, seen: datetime | None, me: int | None) -> list[LetterLine]:
    """What came after `seen`, the latest first, and the question that waits for an answer.

    `me` is the companion who reads; nobody when it is the author.
    """
    messages = [_word(proposal, one) for one in proposal.messages if not _mine(one, me)]
    lines = [_line(proposal, one) for one in proposal.journal if told_to_author(one) and not _own(one)]
    new = [one for one in (*messages, *lines) if seen is None or one.at > seen]
    if proposal.moderation is Moderation.NEEDS_DETAIL and not any(one.in_words for one in new):
        new += messages[-1:]
    latest = sorted(new, key=lambda one: one.at, reverse=True)
    return latest if seen else latest[:FIRST]


def _mine(message: Any, me: int | None) -> bool:
    return bool(message.actor is Actor.AUTHOR and message.channel is None and message.companion_id == me)


def _own(entry: Any) -> bool:
    """The author did it; what a companion does is news to the author."""
    return entry.event in OWN or (entry.actor is Actor.AUTHOR and entry.subject != "companion")


def _word(proposal: Any, message: Any) -> LetterLine:
    if message.actor is Actor.AUTHOR:
        said_by = "Une personne qui porte l’envie avec vous" if message.companion_id else "La personne"
    else:
        said_by = _staff(proposal, message.person)
    return LetterLine(said_by, message.created_at, message.text, in_words=True)


def _line(proposal: Any, entry: Any) -> LetterLine:
    said_by = _staff(proposal, None) if entry.actor is Actor.STAFF else "Le site"
    return LetterLine(said_by, entry.created_at, told_to_author(entry))


def _staff(proposal: Any, person: Any) -> str:
    """Whoever writes, as they allow: a function, after a first name or alone; and the centre."""
    centre = proposal.structure.name if proposal.structure else "Le centre"
    if person is None or not person.introduced:
        return centre
    return f"{person.introduced[0].upper()}{person.introduced[1:]}, {centre}"
