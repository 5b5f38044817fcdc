"""Tables of what surrounds a meeting: places asked for, documents, who came, what was decided."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.meetings import College, FollowUpState, PeopleGroup, RegistrationState
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .agenda import Meeting, note_down
from .aside import SetAside
from .convention import ID_NEVER_REUSED, Commitment
from .people import User


class OfMeeting:
    """What belongs to a meeting is known by whoever knows the meeting; the meeting must be loaded."""

    known_by: ClassVar[Permission] = Permission.MEETING_MANAGE
    meeting: Any

    @property
    def structure_id(self) -> int | None:
        found: int | None = self.meeting.structure_id
        return found


class Registration(SetAside, OfMeeting, Model):
    """Somebody asked for places. The details are read by whoever organises, and erased after the meeting."""

    __tablename__ = "registration"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[RegistrationState] = state_column(RegistrationState, check="placestate")
    seats: Mapped[int]
    is_child: Mapped[bool] = mapped_column(default=False)
    first_name: Mapped[str] = mapped_column(default="")
    way: Mapped[ContactWay | None] = state_column(ContactWay)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    #: The member of the staff who wrote it down for somebody, on the telephone for instance.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    send_key: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    #: What the code is made from; it stays for a day, so that a reload shows the same code.
    seed: Mapped[str | None]
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    @property
    def number(self) -> int:
        return self.id

    @property
    def is_public(self) -> bool:
        """Whoever holds its code reads it as long as the public reads the meeting."""
        return self.meeting.is_public

    @property
    def is_alive(self) -> bool:
        return self.state is not RegistrationState.GIVEN_UP

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        transition = workflow.step(by, self, event)
        note_down(self, "place", event, by, row=self.id)
        setattr(self, workflow.attribute, transition.target)


Index("ix_registration_places", Registration.meeting_id, Registration.state, Registration.id)


class MeetingDocument(OfMeeting, Model):
    """A PDF kept on the disk under a name drawn at random; the public reads it when both say so."""

    __tablename__ = "meeting_document"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    size: Mapped[int]
    for_everybody: Mapped[bool] = mapped_column(default=False)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")

    @property
    def is_public(self) -> bool:
        return self.for_everybody and self.meeting.is_public


class Attendance(Model):
    """How many came of one college; a college without a row was not counted."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "college"), ID_NEVER_REUSED)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    college: Mapped[College] = state_column(College)
    people: Mapped[int]
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")


class AttendanceGroup(Model):
    """How many came of one age, or from priority districts; a group without a row was not counted."""

    __tablename__ = "attendance_group"
    __table_args__ = (UniqueConstraint("meeting_id", "people_group"), ID_NEVER_REUSED)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    people_group: Mapped[PeopleGroup] = state_column(PeopleGroup)
    people: Mapped[int]
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")


decision_commitment = Table(
    "decision_commitment",
    Base.metadata,
    Column("decision_id", ForeignKey("meeting_decision.id"), primary_key=True),
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True, index=True),
)
decision_action = Table(
    "decision_action",
    Base.metadata,
    Column("decision_id", ForeignKey("meeting_decision.id"), primary_key=True),
    Column("action_id", ForeignKey("action.id"), primary_key=True, index=True),
)


class MeetingDecision(OfMeeting, Model):
    """What a meeting decided: who does it, by when, and how far it is. Its notes are lines of the meeting."""

    __tablename__ = "meeting_decision"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    text: Mapped[str]
    #: A function and not a name: « la coordination ».
    owner: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    state: Mapped[FollowUpState] = state_column(FollowUpState, FollowUpState.OPEN)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    person: Mapped[User] = relationship(lazy="raise_on_sql")
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=decision_commitment, order_by=Commitment.id, lazy="raise_on_sql"
    )
    actions: Mapped[list[Action]] = relationship(
        secondary=decision_action, order_by=Action.number, lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> int:
        return self.id

    def advance(self, workflow: Workflow, event: StrEnum, by: Any, reason: str = "") -> None:
        """The only way to close or reopen it: a line says who did, and why."""
        transition = workflow.step(by, self, event)
        note_down(self, "decision", event, by, reason, row=self.id)
        setattr(self, workflow.attribute, transition.target)


Index("ix_meeting_decision_due", MeetingDecision.state, MeetingDecision.due_on, MeetingDecision.id)
