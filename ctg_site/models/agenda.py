"""Tables: who sits in each body, the meetings, those that come back, and what happened to each."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ctg_site.db import Base, Model, UtcDateTime, now, state_column
from ctg_site.domain.meetings import Announced, College, MeetingState
from ctg_site.domain.policy import Permission
from ctg_site.domain.recurrence import Repeat, Slot
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .convention import ID_NEVER_REUSED, Commitment, GoverningBody, Theme
from .people import User
from .places import District, Structure


class BodySeat(Model):
    """A seat of a body: a college and a function; a name only when the coordination entered it."""

    __tablename__ = "body_seat"
    body_id: Mapped[int] = mapped_column(ForeignKey("governing_body.id"), index=True)
    college: Mapped[College] = state_column(College)
    function: Mapped[str]
    name: Mapped[str] = mapped_column(default="")


class MeetingSeries(Model):
    """How meetings made together come back; each of them is a row that changes alone."""

    __tablename__ = "meeting_series"
    repeat: Mapped[Repeat] = state_column(Repeat)
    every: Mapped[int] = mapped_column(default=1)


class MeetingKind(Model):
    """A sort of meeting, as the coordination names it; one that is not offered any more keeps its own."""

    __tablename__ = "meeting_kind"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


def _link(other: str) -> Table:
    return Table(
        f"meeting_{other}",
        Base.metadata,
        Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
        Column(f"{other}_id", ForeignKey(f"{other}.id"), primary_key=True, index=True),
    )


meeting_theme = _link("theme")
meeting_commitment = _link("commitment")
meeting_action = _link("action")


class Meeting(Model):
    """A meeting of a body or for residents; what is not public is read by whoever manages it alone.

    The public reads its minutes, decisions and attendance once `minutes_published_at` says so.
    """

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"), ID_NEVER_REUSED)
    kind_id: Mapped[int] = mapped_column(ForeignKey("meeting_kind.id"))
    title: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("governing_body.id"), index=True)
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_public: Mapped[bool] = mapped_column(default=False)
    description: Mapped[str] = mapped_column(default="")
    access: Mapped[str] = mapped_column(default="")
    #: How many people may come; None: as many as want to.
    places: Mapped[int | None]
    takes_registrations: Mapped[bool] = mapped_column(default=False)
    order_of_business: Mapped[str] = mapped_column(default="")
    minutes: Mapped[str] = mapped_column(default="")
    minutes_published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[MeetingState] = state_column(MeetingState, MeetingState.PLANNED)
    cancel_reason: Mapped[str] = mapped_column(default="")
    #: When what a calendar shows of it changed last.
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    #: When its owner was reminded that the minutes are missing: once.
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()
    #: Every page that shows a meeting says its sort.
    kind: Mapped[MeetingKind] = relationship(lazy="joined", innerjoin=True)
    body: Mapped[GoverningBody | None] = relationship(lazy="raise_on_sql")
    structure: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    series: Mapped[MeetingSeries | None] = relationship(lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    themes: Mapped[list[Theme]] = relationship(
        secondary=meeting_theme, order_by=Theme.id, lazy="raise_on_sql"
    )
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=meeting_commitment, order_by=Commitment.id, lazy="raise_on_sql"
    )
    actions: Mapped[list[Action]] = relationship(
        secondary=meeting_action, order_by=Action.number, lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}
    #: In the staff's pages, whoever may not do this is told that it does not exist.
    known_by: ClassVar[Permission] = Permission.MEETING_MANAGE

    @property
    def number(self) -> int:
        """What people call it by: « rendez-vous n° 12 »."""
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"rendez-vous n°\u00a0{self.id}"

    @property
    def slot(self) -> Slot:
        return Slot(self.starts_at, self.ends_at)

    @property
    def venue(self) -> str:
        """Where it is, in a few words."""
        return self.structure.name if self.structure else self.place

    @property
    def announced(self) -> Announced:
        return Announced(self.starts_at, self.ends_at, self.place, self.structure_id, self.is_cancelled)

    @property
    def is_cancelled(self) -> bool:
        return self.state is MeetingState.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def is_open(self) -> bool:
        """Whether one may ask for a place."""
        return self.takes_registrations and not self.is_cancelled and self.starts_at > now()

    @property
    def tells_minutes(self) -> bool:
        """The public may read the minutes, the decisions and who came."""
        return self.is_public and self.minutes_published_at is not None

    @property
    def about(self) -> list[Theme]:
        """Its themes, those of its commitments, and that of the working group that meets; each once."""
        group = self.body.theme if self.body else None
        found = [*self.themes, *(one.theme for one in self.commitments), *([group] if group else ())]
        return list(dict.fromkeys(found))

    def advance(self, workflow: Workflow, event: StrEnum, by: Any, reason: str = "") -> None:
        """The only way to cancel or restore it: a line says who did, and why."""
        transition = workflow.step(by, self, event)
        self.note_down("meeting", event, by, reason)
        setattr(self, workflow.attribute, transition.target)

    def note_down(
        self, subject: str, event: StrEnum, by: Any, reason: str = "", row: int | None = None
    ) -> None:
        note_down(self, subject, event, by, reason, row)


#: The agenda by date, then one index for each way to narrow it.
Index("ix_meeting_agenda", Meeting.is_public, Meeting.starts_at, Meeting.id)
Index("ix_meeting_kind_agenda", Meeting.kind_id, Meeting.is_public, Meeting.starts_at, Meeting.id)
Index("ix_meeting_body_agenda", Meeting.body_id, Meeting.is_public, Meeting.starts_at, Meeting.id)
Index("ix_meeting_structure_agenda", Meeting.structure_id, Meeting.starts_at, Meeting.id)
Index("ix_meeting_district_agenda", Meeting.district_id, Meeting.is_public, Meeting.starts_at, Meeting.id)
Index("ix_meeting_starts", Meeting.starts_at, Meeting.id)


class MeetingEntry(Model):
    """What happened to a meeting, a place or a decision of it: who, when, what, why; `row`: which of them."""

    __tablename__ = "meeting_entry"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    subject: Mapped[str]
    row: Mapped[int | None]
    event: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    person: Mapped[User | None] = relationship(lazy="raise_on_sql")


def note_down(
    thing: Any, subject: str, event: StrEnum, by: Any, reason: str = "", row: int | None = None
) -> None:
    """Write a line about a meeting, or about a `row` that belongs to one."""
    session = object_session(thing)
    if session is None:
        raise RuntimeError("a meeting changes within an operation")
    meeting_id = thing.id if isinstance(thing, Meeting) else thing.meeting_id
    session.add(
        MeetingEntry(
            meeting_id=meeting_id, subject=subject, row=row, event=str(event), reason=reason, actor_id=by.id
        )
    )
