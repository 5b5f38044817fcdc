"""Tables: districts, structures, the staff and their sessions."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import StructureKind


class District(Model):
    __tablename__ = "district"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)


class Structure(Model):
    __tablename__ = "structure"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[StructureKind] = state_column(StructureKind)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    receives_proposals: Mapped[bool] = mapped_column(default=False)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    district: Mapped[District | None] = relationship(lazy="raise_on_sql")


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
    is_active: Mapped[bool] = mapped_column(default=True)
    structures: Mapped[list[Structure]] = relationship(secondary=membership, lazy="raise_on_sql")

    is_authenticated = True
    is_anonymous = False
    proposal_id = None
    #: The token of the session this person came with; flask-login keeps it in the cookie, the table its hash.
    session_token: ClassVar[str | None] = None
    last_seen_at: ClassVar[datetime | None] = None

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
    """One signed-in browser; the cookie holds a token, this row its hash."""

    __tablename__ = "staff_session"
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Invitation(Model):
    """A single-use link with which a member of staff chooses a password."""

    __tablename__ = "invitation"
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship(lazy="raise_on_sql")
