"""The words of the agenda: colleges, the lives of a meeting, a place, a decision."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .policy import Permission
from .workflow import Transition, Workflow


class BodyKind(StrEnum):
    """What a body is for."""

    GOVERNANCE = "governance"
    PARTICIPATION = "participation"


class College(StrEnum):
    """In whose name somebody sits in a body or comes to a meeting."""

    TOWN = "town"
    CAF = "caf"
    RESIDENTS = "residents"
    ASSOCIATIONS = "associations"
    INSTITUTIONS = "institutions"
    OTHERS = "others"


class PeopleGroup(StrEnum):
    """Whom of a meeting may be counted apart: by age, as the CAF asks, and from priority districts."""

    AGED_0_6 = "aged_0_6"
    AGED_7_10 = "aged_7_10"
    AGED_11_14 = "aged_11_14"
    AGED_15_17 = "aged_15_17"
    AGED_18_25 = "aged_18_25"
    AGED_26_59 = "aged_26_59"
    AGED_60_74 = "aged_60_74"
    AGED_75 = "aged_75"
    PRIORITY = "priority"


AGES: tuple[PeopleGroup, ...] = tuple(one for one in PeopleGroup if one is not PeopleGroup.PRIORITY)


def more_than_came(groups: Mapping[PeopleGroup, int | None], people: int | None) -> PeopleGroup | None:
    """The group that counts more people than came; the last age, when all the ages together do."""
    if people is None:
        return None
    if sum(groups.get(one) or 0 for one in AGES) > people:
        return AGES[-1]
    return PeopleGroup.PRIORITY if (groups.get(PeopleGroup.PRIORITY) or 0) > people else None


class MeetingState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingEvent(StrEnum):
    CANCEL = "cancel"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Announced:
    """What somebody goes by: when and where a meeting is, and whether it takes place."""

    starts_at: datetime
    ends_at: datetime
    place: str
    structure_id: int | None
    is_cancelled: bool

    @property
    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        hours = {name: getattr(self, name).isoformat() for name in ("starts_at", "ends_at")}
        return asdict(self) | hours

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Announced":
        hours = {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}
        return cls(**{**kept, **hours})


class MeetingNews(StrEnum):
    """The letters to those registered, by the names of their templates."""

    CANCELLED = "meeting_cancelled"
    RESTORED = "meeting_restored"
    CHANGED = "meeting_changed"


#: The letter of the day before.
REMINDER = "meeting_reminder"


def news(known: Announced, current: Announced) -> MeetingNews | None:
    """The letter that is true for whoever goes by what was `known`; none when nothing changed for them."""
    if known == current or (known.is_cancelled and current.is_cancelled):
        return None
    if current.is_cancelled:
        return MeetingNews.CANCELLED
    return MeetingNews.RESTORED if known.is_cancelled else MeetingNews.CHANGED


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
