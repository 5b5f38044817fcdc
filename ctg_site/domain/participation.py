"""The words of taking part: offers, remarks, opinions, consultations, and the lives of each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .policy import Permission
from .workflow import Transition, Workflow


class Offer(StrEnum):
    """What somebody brings to an envie they join."""

    TIME = "time"
    SKILL = "skill"
    PLACE = "place"
    EQUIPMENT = "equipment"
    COMPANY = "company"
    INTEREST = "interest"


class JoinState(StrEnum):
    """Where the centre is with somebody who joined."""

    NEW = "new"
    CALLED = "called"
    LEFT = "left"


class JoinEvent(StrEnum):
    CALL = "call"
    LEAVE = "leave"


class DatesState(StrEnum):
    """Where an offer of dates is: people choose, one date is kept, or none."""

    OPEN = "open"
    CHOSEN = "chosen"
    CLOSED = "closed"


class DatesEvent(StrEnum):
    CHANGE = "change"
    CHOOSE = "choose"
    CLOSE = "close"


class CompanionState(StrEnum):
    """Where somebody is whom an author invited to carry the envie with them."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    LEFT = "left"


class CompanionEvent(StrEnum):
    ACCEPT = "accept"
    LEAVE = "leave"


class Followed(StrEnum):
    """What one may ask for news of; each is a word of its address too."""

    ENVIE = "envie"
    ACTION = "action"
    THEME = "theme"


class RemarkKind(StrEnum):
    """What a reader writes under an envie, an action or a commitment."""

    QUESTION = "question"
    ENCOURAGEMENT = "encouragement"
    COMMENT = "comment"


class RemarkState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"


class RemarkEvent(StrEnum):
    PUBLISH = "publish"
    REFUSE = "refuse"
    HIDE = "hide"


#: Why what was set aside is refused, all at once.
BY_A_MACHINE = "Une machine les a sans doute envoyées."


class RemarkTab(StrEnum):
    """The ways to look at the remarks, by the word in the address."""

    TO_READ = "a-relire"
    ASIDE = "mises-de-cote"
    PUBLISHED = "publiees"
    REFUSED = "refusees"


class Choice(StrEnum):
    """What one says with a tap: of an action or a commitment, two questions; of an envie, « moi aussi »."""

    SEEN = "seen"
    NOT_YET = "not_yet"
    USEFUL = "useful"
    TO_IMPROVE = "to_improve"
    ME_TOO = "me_too"


#: What a page asks: each question with its answers.
Questions = tuple[tuple[Choice, ...], ...]
#: Of an action or a commitment; of an envie, a button alone.
QUESTIONS: Questions = ((Choice.SEEN, Choice.NOT_YET), (Choice.USEFUL, Choice.TO_IMPROVE))
OF_AN_ENVIE: Questions = ((Choice.ME_TOO,),)


class Fate(StrEnum):
    """What becomes of opinions that were set aside."""

    COUNT = "count"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    """How many opinions say each thing."""

    seen: int = 0
    not_yet: int = 0
    useful: int = 0
    to_improve: int = 0

    @property
    def total(self) -> int:
        return self.seen + self.not_yet + self.useful + self.to_improve


class ConsultationState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    TOLD = "told"


class ConsultationEvent(StrEnum):
    OPEN = "open"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"
    TELL = "tell"


class QuestionKind(StrEnum):
    FREE = "free"
    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    RANKING = "ranking"


def has_words(remark: Any) -> bool:
    """The words of a refused remark are erased in their time: there is nothing left to publish."""
    return bool(remark.text)


def _row(
    event: StrEnum,
    sources: set[StrEnum],
    target: StrEnum,
    permission: Permission,
    reason: bool = False,
    guard: Callable[[Any], bool] | None = None,
) -> Transition:
    return Transition(event, frozenset(sources), target, permission, reason_required=reason, guard=guard)


J, K, R, Q, D = JoinState, CompanionState, RemarkState, ConsultationState, DatesState
# fmt: off
JOINING = Workflow("state", (
    _row(JoinEvent.CALL,   {J.NEW},           J.CALLED, Permission.JOINED_ANSWER),
    _row(JoinEvent.LEAVE,  {J.NEW, J.CALLED}, J.LEFT,   Permission.JOIN_SEND),
))
DATES = Workflow("state", (
    _row(DatesEvent.CHANGE, {D.OPEN}, D.OPEN,   Permission.JOINED_ANSWER),
    _row(DatesEvent.CHOOSE, {D.OPEN}, D.CHOSEN, Permission.JOINED_ANSWER),
    _row(DatesEvent.CLOSE,  {D.OPEN}, D.CLOSED, Permission.JOINED_ANSWER),
))
COMPANIONS = Workflow("state", (
    _row(CompanionEvent.ACCEPT, {K.INVITED},             K.ACCEPTED, Permission.FOLLOW_UP_OPEN),
    _row(CompanionEvent.LEAVE,  {K.INVITED, K.ACCEPTED}, K.LEFT,     Permission.FOLLOW_UP_OPEN),
))
REMARKS = Workflow("state", (
    _row(RemarkEvent.PUBLISH, {R.WAITING, R.REFUSED}, R.PUBLISHED, Permission.REMARK_DECIDE, guard=has_words),
    _row(RemarkEvent.REFUSE,  {R.WAITING},            R.REFUSED,   Permission.REMARK_DECIDE, True),
    _row(RemarkEvent.HIDE,    {R.PUBLISHED},          R.REFUSED,   Permission.REMARK_DECIDE, True),
))
CONSULTATION = Workflow("state", (
    _row(ConsultationEvent.OPEN,     {Q.DRAFT},          Q.OPEN,   Permission.CONSULTATION_KEEP),
    _row(ConsultationEvent.WITHDRAW, {Q.OPEN},           Q.DRAFT,  Permission.CONSULTATION_KEEP),
    _row(ConsultationEvent.CLOSE,    {Q.OPEN},           Q.CLOSED, Permission.CONSULTATION_KEEP),
    _row(ConsultationEvent.REOPEN,   {Q.CLOSED, Q.TOLD}, Q.OPEN,   Permission.CONSULTATION_KEEP, True),
    _row(ConsultationEvent.TELL,     {Q.CLOSED},         Q.TOLD,   Permission.CONSULTATION_KEEP),
))
# fmt: on
