"""The words of taking part: offers, remarks, opinions, consultations, and the lives of each."""

from enum import StrEnum

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


class CompanionState(StrEnum):
    """Where somebody is whom an author invited to carry the envie with them."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    LEFT = "left"


class CompanionEvent(StrEnum):
    ACCEPT = "accept"
    LEAVE = "leave"


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


class Choice(StrEnum):
    """A one-tap opinion; the first two answer one question, the others another."""

    SEEN = "seen"
    NOT_YET = "not_yet"
    USEFUL = "useful"
    TO_IMPROVE = "to_improve"


#: The two questions, each with its two answers.
QUESTIONS = ((Choice.SEEN, Choice.NOT_YET), (Choice.USEFUL, Choice.TO_IMPROVE))


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


def _row(
    event: StrEnum, sources: set[StrEnum], target: StrEnum, permission: Permission, reason: bool = False
) -> Transition:
    return Transition(event, frozenset(sources), target, permission, reason_required=reason)


J, K, R, Q = JoinState, CompanionState, RemarkState, ConsultationState
# fmt: off
JOINING = Workflow("state", (
    _row(JoinEvent.CALL,   {J.NEW},           J.CALLED, Permission.JOINED_ANSWER),
    _row(JoinEvent.LEAVE,  {J.NEW, J.CALLED}, J.LEFT,   Permission.JOIN_SEND),
))
COMPANIONS = Workflow("state", (
    _row(CompanionEvent.ACCEPT, {K.INVITED},             K.ACCEPTED, Permission.FOLLOW_UP_OPEN),
    _row(CompanionEvent.LEAVE,  {K.INVITED, K.ACCEPTED}, K.LEFT,     Permission.FOLLOW_UP_OPEN),
))
REMARKS = Workflow("state", (
    _row(RemarkEvent.PUBLISH, {R.WAITING, R.REFUSED}, R.PUBLISHED, Permission.REMARK_DECIDE),
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
