"""Life cycles, as tables: the only ways a state may change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .policy import Permission, allowed


class InvalidTransition(Exception):
    """The event is not possible in this state."""


class NoConvention(InvalidTransition):
    """An action belongs to a convention, and none is current."""


class Forbidden(Exception):
    """The event is possible, but not for this person."""


@dataclass(frozen=True, slots=True)
class Happened:
    """The last thing that was done to a subject: in which life cycle, what, by whom, when."""

    subject: str
    event: str
    who: str
    when: datetime


class OutOfDate(Exception):
    """Somebody changed the subject since it was read; `happened` says what, when it is known."""

    def __init__(self, happened: Happened | None = None) -> None:
        super().__init__(happened)
        self.happened = happened


@dataclass(frozen=True, slots=True)
class Transition:
    event: StrEnum
    sources: frozenset[StrEnum]
    target: StrEnum
    permission: Permission
    reason_required: bool = False
    guard: Callable[[Any], bool] | None = None
    #: Among the choices of a form; else an act of another page brings it about.
    offered: bool = True


@dataclass(frozen=True)
class Workflow:
    """One life cycle: the attribute it governs, and its rows."""

    attribute: str
    transitions: tuple[Transition, ...]

    def find(self, state: StrEnum, event: StrEnum) -> Transition:
        """The row of `event` in `state`; raises InvalidTransition when there is none."""
        for transition in self.transitions:
            if transition.event == event and state in transition.sources:
                return transition
        raise InvalidTransition(f"{event} is impossible in state {state}")

    def step(self, person: Any, subject: Any, event: StrEnum) -> Transition:
        """The transition `person` may make, or the exception which says why not."""
        transition = self.find(getattr(subject, self.attribute), event)
        if transition.guard and not transition.guard(subject):
            raise InvalidTransition(f"{event} is not ready: {transition.guard.__name__}")
        if not allowed(person, transition.permission, subject):
            raise Forbidden(f"{event} needs {transition.permission}")
        return transition

    def may(self, person: Any, subject: Any, event: StrEnum) -> bool:
        """Whether `step` would give the transition: for an act that has a page or a button of its own."""
        try:
            self.step(person, subject, event)
        except (InvalidTransition, Forbidden):
            return False
        return True

    def open_to(self, person: Any, subject: Any) -> list[Transition]:
        """The rows this person may use now on this subject: buttons and choices come from here."""
        state = getattr(subject, self.attribute)
        return [
            row
            for row in self.transitions
            if row.offered
            and state in row.sources
            and (row.guard is None or row.guard(subject))
            and allowed(person, row.permission, subject)
        ]


class Moderation(StrEnum):
    RECEIVED = "received"
    NEEDS_DETAIL = "needs_detail"
    PUBLISHED = "published"
    PRIVATE = "private"
    NOT_PUBLISHABLE = "not_publishable"
    REDIRECTED = "redirected"
    GROUPED = "grouped"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


class Stage(StrEnum):
    WELCOME = "welcome"
    MEETING = "meeting"
    SUPPORT = "support"
    PROJECT = "project"
    REALISATION = "realisation"
    STORY = "story"


class Outcome(StrEnum):
    OPEN = "open"
    REALISED = "realised"
    BECAME_ACTION = "became_action"
    CARRIED_BY_ASSOCIATION = "carried_by_association"
    ENTRUSTED_TO_TOWN = "entrusted_to_town"
    PAUSED = "paused"
    STOPPED_BY_AUTHOR = "stopped_by_author"
    NOT_FOLLOWED_UP = "not_followed_up"


class Decision(StrEnum):
    """What may happen to a proposal before and after the public reads it."""

    PUBLISH = "publish"
    ASK_DETAIL = "ask_detail"
    KEEP_PRIVATE = "keep_private"
    REFUSE = "refuse"
    REDIRECT = "redirect"
    GROUP = "group"
    UNGROUP = "ungroup"
    LOSE_HEAD = "lose_head"
    HIDE = "hide"
    RESTORE = "restore"
    TAKE_BACK = "take_back"
    GIVE_DETAIL = "give_detail"
    GIVE_DETAIL_FOR_AUTHOR = "give_detail_for_author"
    CONTEST = "contest"
    SHOW = "show"
    ASK_PUBLICATION = "ask_publication"
    MAKE_PRIVATE = "make_private"
    WITHDRAW = "withdraw"
    WITHDRAW_FOR_AUTHOR = "withdraw_for_author"
    PUT_AWAY = "put_away"
    PUT_BACK = "put_back"
    ARCHIVE = "archive"


class Move(StrEnum):
    """Steps of the accompaniment, forwards and back."""

    MEET = "meet"
    SUPPORT = "support"
    PLAN = "plan"
    REALISE = "realise"
    TELL = "tell"
    BACK_TO_WELCOME = "back_to_welcome"
    BACK_TO_MEETING = "back_to_meeting"
    BACK_TO_SUPPORT = "back_to_support"
    BACK_TO_PROJECT = "back_to_project"
    BACK_TO_REALISATION = "back_to_realisation"


class Conclusion(StrEnum):
    """How a proposal ends, or takes up again."""

    SUCCEED = "succeed"
    BECOME_ACTION = "become_action"
    HAND_OVER = "hand_over"
    ENTRUST = "entrust"
    PAUSE = "pause"
    STOP = "stop"
    DROP = "drop"
    RESUME = "resume"


def author_agrees(proposal: Any) -> bool:
    """Publishing needs the author's recorded consent."""
    return bool(proposal.may_be_public)


def was_published(proposal: Any) -> bool:
    """Only what a person of the centre has already published may come back without being read again."""
    return bool(proposal.may_be_public and proposal.published_at)


def never_published(proposal: Any) -> bool:
    return proposal.published_at is None


def set_aside(proposal: Any) -> bool:
    """Only what was set aside, that nobody accepted nor erased, is put away unanswered, and put back."""
    return bool(proposal.to_check and proposal.erased_at is None)


def _row(
    event: StrEnum,
    sources: set[Any],
    target: StrEnum,
    permission: Permission,
    reason: bool = False,
    guard: Callable[[Any], bool] | None = None,
    offered: bool = True,
) -> Transition:
    return Transition(event, frozenset(sources), target, permission, reason, guard, offered)


M, S, R, D, V, C, P = Moderation, Stage, Outcome, Decision, Move, Conclusion, Permission
MODERATE, PUBLISH, ACCOMPANY = P.FILE_MODERATE, P.FILE_PUBLISH, P.FILE_ACCOMPANY
AUTHOR, ITSELF = P.FOLLOW_UP_USE, P.FILE_ARCHIVE

TO_DECIDE = {M.RECEIVED, M.NEEDS_DETAIL}
CONTESTABLE = {M.NOT_PUBLISHABLE, M.REDIRECTED, M.GROUPED, M.HIDDEN}
DECIDED = {M.PUBLISHED, M.NEEDS_DETAIL, M.PRIVATE, M.NOT_PUBLISHABLE, M.REDIRECTED}
ALIVE = set(M) - {M.WITHDRAWN, M.ARCHIVED}
GOING_ON = {R.OPEN, R.PAUSED}
#: Whoever reads the envie is told why, in a sentence of its own.
TOLD_TO_ALL = frozenset({C.PAUSE, C.STOP, C.DROP})
#: The end of the road of an envie: nobody can follow it any further.
ENDED = frozenset({M.NOT_PUBLISHABLE, M.REDIRECTED, M.WITHDRAWN, M.ARCHIVED})


def _before(stage: Stage) -> set[Stage]:
    return set(list(Stage)[: list(Stage).index(stage)])


def _after(stage: Stage) -> set[Stage]:
    return set(Stage) - _before(stage) - {stage}


# fmt: off
MODERATION = Workflow("moderation", (
    #    event                 from                     to                 needs      reason? guard
    _row(D.PUBLISH,            TO_DECIDE | {M.PRIVATE}, M.PUBLISHED,       PUBLISH,   False,  author_agrees),
    _row(D.ASK_DETAIL,         {M.RECEIVED},            M.NEEDS_DETAIL,    MODERATE,  True),
    _row(D.KEEP_PRIVATE,       TO_DECIDE,               M.PRIVATE,         MODERATE),
    _row(D.REFUSE,             TO_DECIDE,               M.NOT_PUBLISHABLE, MODERATE,  True),
    _row(D.REDIRECT,           TO_DECIDE,               M.REDIRECTED,      MODERATE,  True),
    _row(D.GROUP,              TO_DECIDE,               M.GROUPED,         MODERATE,  True,   offered=False),
    _row(D.UNGROUP,            {M.GROUPED},             M.RECEIVED,        MODERATE),
    _row(D.LOSE_HEAD,          {M.GROUPED},             M.RECEIVED,        ITSELF,    offered=False),
    _row(D.HIDE,               {M.PUBLISHED},           M.HIDDEN,          MODERATE,  True,   offered=False),
    _row(D.RESTORE,            {M.HIDDEN},              M.PUBLISHED,  PUBLISH, False, author_agrees, False),
    _row(D.TAKE_BACK,          DECIDED,                 M.RECEIVED,        MODERATE,  offered=False),
    _row(D.GIVE_DETAIL,        {M.NEEDS_DETAIL},        M.RECEIVED,        P.FOLLOW_UP_WRITE),
    _row(D.GIVE_DETAIL_FOR_AUTHOR, {M.NEEDS_DETAIL},    M.RECEIVED,        P.FILE_WRITE, offered=False),
    _row(D.CONTEST,            CONTESTABLE,             M.RECEIVED,        AUTHOR,    True),
    _row(D.SHOW,               {M.PRIVATE},             M.PUBLISHED,       AUTHOR,    False,  was_published),
    _row(D.ASK_PUBLICATION,    {M.PRIVATE},             M.RECEIVED,        AUTHOR,    False, never_published),
    _row(D.MAKE_PRIVATE,       {M.PUBLISHED},           M.PRIVATE,         AUTHOR),
    _row(D.WITHDRAW,           ALIVE,                   M.WITHDRAWN,       AUTHOR),
    _row(D.WITHDRAW_FOR_AUTHOR,ALIVE,                   M.WITHDRAWN,       MODERATE,  True),
    _row(D.PUT_AWAY,           {M.RECEIVED},            M.ARCHIVED,  P.FILE_SORT, False, set_aside, False),
    _row(D.PUT_BACK,           {M.ARCHIVED},            M.RECEIVED,  P.FILE_SORT, False, set_aside, False),
    _row(D.ARCHIVE,            set(M) - {M.ARCHIVED},   M.ARCHIVED,        ITSELF),
))

STAGE = Workflow("stage", (
    _row(V.MEET,                 _before(S.MEETING),      S.MEETING,          ACCOMPANY),
    _row(V.SUPPORT,              _before(S.SUPPORT),      S.SUPPORT,          ACCOMPANY),
    _row(V.PLAN,                 _before(S.PROJECT),      S.PROJECT,          ACCOMPANY),
    _row(V.REALISE,              _before(S.REALISATION),  S.REALISATION,      ACCOMPANY),
    _row(V.TELL,                 _before(S.STORY),        S.STORY,            ACCOMPANY),
    _row(V.BACK_TO_WELCOME,      _after(S.WELCOME),       S.WELCOME,          ACCOMPANY, True),
    _row(V.BACK_TO_MEETING,      _after(S.MEETING),       S.MEETING,          ACCOMPANY, True),
    _row(V.BACK_TO_SUPPORT,      _after(S.SUPPORT),       S.SUPPORT,          ACCOMPANY, True),
    _row(V.BACK_TO_PROJECT,      _after(S.PROJECT),       S.PROJECT,          ACCOMPANY, True),
    _row(V.BACK_TO_REALISATION,  _after(S.REALISATION),   S.REALISATION,      ACCOMPANY, True),
))

OUTCOME = Workflow("outcome", (
    _row(C.SUCCEED,              GOING_ON,                R.REALISED,                ACCOMPANY),
    _row(C.BECOME_ACTION,        GOING_ON,                R.BECAME_ACTION,           ACCOMPANY),
    _row(C.HAND_OVER,            GOING_ON,                R.CARRIED_BY_ASSOCIATION,  ACCOMPANY),
    _row(C.ENTRUST,              GOING_ON,                R.ENTRUSTED_TO_TOWN,       ACCOMPANY),
    _row(C.PAUSE,                {R.OPEN},                R.PAUSED,                  ACCOMPANY),
    _row(C.STOP,                 GOING_ON,                R.STOPPED_BY_AUTHOR,       ACCOMPANY),
    _row(C.DROP,                 GOING_ON,                R.NOT_FOLLOWED_UP,         ACCOMPANY, True),
    _row(C.RESUME,               set(R) - {R.OPEN},       R.OPEN,                    ACCOMPANY),
))
# fmt: on

WORKFLOWS = (MODERATION, STAGE, OUTCOME)
