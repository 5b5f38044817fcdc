"""Tables: districts, structures and their hours, the staff and their sessions."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.evaluation import Audience
from ctg_site.domain.policy import Role
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import Access, StructureKind

from .convention import ID_NEVER_REUSED, PathwayStep


class District(Model):
    __tablename__ = "district"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


structure_step = Table(
    "structure_step",
    Base.metadata,
    Column("structure_id", ForeignKey("structure.id"), primary_key=True),
    Column("pathway_step_id", ForeignKey("pathway_step.id"), primary_key=True, index=True),
)


class Structure(Model):
    """A place that the residents know: a centre, a crèche, a school…"""

    __tablename__ = "structure"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[StructureKind] = state_column(StructureKind)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    receives_proposals: Mapped[bool] = mapped_column(default=False)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    #: A closed place is kept, since files and accounts name it; it is offered nowhere any more.
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    #: The name as an alphabet sorts it, accents apart: « École » between « Crèche » and « Foyer ».
    name_key: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    #: The ages it is for, both included; None when nothing is said.
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    access_note: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    #: The usual hours hold on public holidays too.
    opens_on_holidays: Mapped[bool] = mapped_column(default=False)
    #: When the public sheet or the hours last changed.
    described_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[PathwayStep]] = relationship(
        secondary=structure_step, order_by="PathwayStep.position", lazy="raise_on_sql"
    )
    audience_rows: Mapped[list["StructureAudience"]] = relationship(
        order_by="StructureAudience.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    access_rows: Mapped[list["StructureAccess"]] = relationship(
        order_by="StructureAccess.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    hours: Mapped[list["OpeningHours"]] = relationship(
        order_by="(OpeningHours.weekday, OpeningHours.opens)",
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
    )
    closures: Mapped[list["Closure"]] = relationship(
        back_populates="structure",
        order_by="(Closure.first_day, Closure.id)",
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("name")
    def _sort(self, key: str, name: str) -> str:
        self.name_key = fold(name)
        return name

    @property
    def audiences(self) -> list[Audience]:
        return [row.audience for row in self.audience_rows]

    @property
    def accesses(self) -> list[Access]:
        return [row.access for row in self.access_rows]


Index("ix_structure_list", Structure.is_active, Structure.name_key, Structure.id)


class StructureAudience(Model):
    """Whom a place is for."""

    __tablename__ = "structure_audience"
    __table_args__ = (UniqueConstraint("structure_id", "audience"), ID_NEVER_REUSED)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    audience: Mapped[Audience] = state_column(Audience, index=True)


class StructureAccess(Model):
    """Something that makes a place easier to come to."""

    __tablename__ = "structure_access"
    __table_args__ = (UniqueConstraint("structure_id", "access"), ID_NEVER_REUSED)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    access: Mapped[Access] = state_column(Access)


class OpeningHours(Model):
    """Every week on this weekday (Monday is 0), open between two minutes of the day, 1440 being midnight."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("structure_id", "weekday", "opens"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens >= 0 AND opens < closes AND closes <= 1440", name="span"),
        ID_NEVER_REUSED,
    )
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    weekday: Mapped[int]
    opens: Mapped[int]
    closes: Mapped[int]


class Closure(Model):
    """Days on which a place does not keep its usual hours, both ends included."""

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_closure_days", "structure_id", "last_day"),
        ID_NEVER_REUSED,
    )
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    structure: Mapped[Structure] = relationship(back_populates="closures", lazy="raise_on_sql")


membership = Table(
    "membership",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("structure_id", ForeignKey("structure.id"), primary_key=True, index=True),
)


class User(Model):
    """A member of the staff. Once its structures are loaded, it answers as a `domain.policy.Person`."""

    __tablename__ = "user"
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    #: What the author of a file reads in place of a name: « animatrice famille ».
    function: Mapped[str] = mapped_column(default="")
    role: Mapped[Role] = state_column(Role)
    password_hash: Mapped[str | None]
    #: When they chose their first password, or took another role since: a first week of work begins there.
    week_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_active: Mapped[bool] = mapped_column(default=True)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    structures: Mapped[list[Structure]] = relationship(secondary=membership, lazy="raise_on_sql")

    is_authenticated = True
    is_anonymous = False
    proposal_id = None
    companion_of = None
    #: The token of the session this person came with; flask-login keeps it in the cookie, the table its hash.
    session_token: ClassVar[str | None] = None
    last_seen_at: ClassVar[datetime | None] = None
    proved_at: ClassVar[datetime | None] = None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset({self.role})

    @property
    def structure_ids(self) -> frozenset[int]:
        return frozenset(structure.id for structure in self.structures)

    @property
    def receives_proposals(self) -> bool:
        return any(structure.receives_proposals for structure in self.structures)

    def get_id(self) -> str:
        if self.session_token is None:
            raise RuntimeError("no session was opened for this person")
        return self.session_token


class StaffSession(Model):
    """One signed-in browser; the cookie holds a token, this row its hash.

    While the second factor is due, it opens the page that asks for it and nothing else.
    """

    __tablename__ = "staff_session"
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When its person last proved who they are: by signing in, or by their password asked again.
    proved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: « Firefox, Windows »: the words that help to know one's own device again, nothing more precise.
    device: Mapped[str] = mapped_column(default="")
    second_factor_due: Mapped[bool] = mapped_column(default=False)
    #: The seed of a second factor that is being set up, until its first code is typed.
    offered_seed: Mapped[str | None]
    #: The seed of recovery codes just made, until the person says that they are kept.
    codes_seed: Mapped[str | None]
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Invitation(Model):
    """A single-use link with which a member of staff chooses a password.

    It is the account's, hence its address's, which never changes. The link is made of the seed and of
    `CTG_CODE_KEY` when its mail leaves: neither this row nor the mail's holds it in clear.
    """

    __tablename__ = "invitation"
    token_hash: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship(lazy="raise_on_sql")
