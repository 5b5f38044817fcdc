"""What is said of one answer of an envie: how a form asks it, how it is read back, what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Voice(StrEnum):
    """Whom a page speaks to: the author on the SITE, the person at the DESK, the staff before the FILE."""

    SITE = "site"
    DESK = "desk"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a form asks: `needed` when it is missing, `nothing` the choice of a list for who does not know."""

    label: str
    hint: str = ""
    who: str = ""
    needed: str = ""
    nothing: str = ""
    #: The choices it offers, when they are not those of the closed list, or not in the same words.
    choices: Mapping[Any, str] | None = None
    #: A small line under a choice.
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read back: `nothing` when there is none, or no line at all; `what`: « Modifier … »."""

    label: str
    nothing: str = ""
    what: str = ""
    choices: Mapping[Any, str] | None = None
    #: What stands there for somebody under fifteen.
    child: "Reading | None" = None


@dataclass(frozen=True, slots=True)
class PrivacyRow:
    """A row of the page on personal data: what is asked, what for, who reads it."""

    what: str
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """All that is said of one answer; a form that does not ask it has no wording."""

    #: Its row of the privacy page; or the answer whose row tells it; or nothing: it tells of nobody.
    privacy: PrivacyRow | str
    site: Wording | None = None
    desk: Wording | None = None
    child: Wording | None = None
    read: Mapping[Voice, Reading] = field(default_factory=dict)
    #: The answer whose line tells this one too.
    beside: str = ""
    #: The words of its closed list, when that list is its own.
    choices: Mapping[Any, str] | None = None
    too_long: str = "Ce texte"
