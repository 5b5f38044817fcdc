"""The words of the agenda: kinds of meetings, colleges, the lives of a meeting, a place, a decision."""

from enum import StrEnum

from .policy import Permission
from .workflow import Transition, Workflow


class MeetingKind(StrEnum):
    COMMITTEE = "committee"
    TECHNICAL = "technical"
    THEMATIC = "thematic"
    INFO_CAFE = "info_cafe"
    CHAT = "chat"
    WORKSHOP = "workshop"
    OUTREACH = "outreach"


class College(StrEnum):
    """In whose name somebody sits in a body or comes to a meeting."""

    TOWN = "town"
    CAF = "caf"
    RESIDENTS = "residents"
    ASSOCIATIONS = "associations"
    INSTITUTIONS = "institutions"
    OTHERS = "others"


class MeetingState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingEvent(StrEnum):
    CANCEL = "cancel"
    RESTORE = "restore"


class RegistrationState(StrEnum):
    """What somebody who asked for a place has."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    GIVEN_UP = "given_up"


class RegistrationEvent(StrEnum):
    CONFIRM = "confirm"
    GIVE_UP = "give_up"


class FollowUpState(StrEnum):
    """How far a decision of a meeting is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FollowUp(StrEnum):
    FINISH = "finish"
    DROP = "drop"
    REOPEN = "reopen"


def _row(
    event: StrEnum, source: StrEnum, target: StrEnum, permission: Permission, reason: bool = False
) -> Transition:
    return Transition(event, frozenset({source}), target, permission, reason_required=reason)


MANAGE = Permission.MEETING_MANAGE

MEETING = Workflow(
    "state",
    (
        _row(MeetingEvent.CANCEL, MeetingState.PLANNED, MeetingState.CANCELLED, MANAGE, reason=True),
        _row(MeetingEvent.RESTORE, MeetingState.CANCELLED, MeetingState.PLANNED, MANAGE),
    ),
)
REGISTRATION = Workflow(
    "state",
    (
        _row(
            RegistrationEvent.CONFIRM,
            RegistrationState.WAITING,
            RegistrationState.CONFIRMED,
            Permission.REGISTRATION_SEND,
        ),
        _row(
            RegistrationEvent.GIVE_UP,
            RegistrationState.WAITING,
            RegistrationState.GIVEN_UP,
            Permission.REGISTRATION_SEND,
        ),
        _row(
            RegistrationEvent.GIVE_UP,
            RegistrationState.CONFIRMED,
            RegistrationState.GIVEN_UP,
            Permission.REGISTRATION_SEND,
        ),
    ),
)
FOLLOW_UP = Workflow(
    "state",
    (
        _row(FollowUp.FINISH, FollowUpState.OPEN, FollowUpState.DONE, MANAGE),
        _row(FollowUp.DROP, FollowUpState.OPEN, FollowUpState.DROPPED, MANAGE, reason=True),
        _row(FollowUp.REOPEN, FollowUpState.DONE, FollowUpState.OPEN, MANAGE),
        _row(FollowUp.REOPEN, FollowUpState.DROPPED, FollowUpState.OPEN, MANAGE),
    ),
)
