"""Tables: the staff, the centres they belong to, their sessions and invitations."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Table, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.policy import Role

from .places import Structure

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
    #: The first name that they let the authors of their files read before it; empty: none.
    shown_name: Mapped[str] = mapped_column(default="")
    role: Mapped[Role] = state_column(Role)
    password_hash: Mapped[str | None]
    #: When they chose their first password, or took another role since: a first week of work begins there.
    week_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_active: Mapped[bool] = mapped_column(default=True)
    #: A letter for each new envie of their centre, rather than one in the morning for all.
    told_at_once: Mapped[bool] = mapped_column(default=False)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When they were told that nobody uses their account; when it was closed.
    unused_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
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
    def introduced(self) -> str:
        """How the authors of their files know them: « Karim, animateur », or a function alone.

        Whoever does not work here any more is named no longer.
        """
        return ", ".join(filter(None, (self.shown_name if self.is_active else "", self.function)))

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


class Absence(Model):
    """Days, both included, on which somebody is away: their stand-in answers for the files they follow."""

    __tablename__ = "absence"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    person: Mapped[User] = relationship(foreign_keys=user_id, lazy="raise_on_sql")
    stand_in: Mapped[User] = relationship(foreign_keys=stand_in_id, lazy="raise_on_sql")

    @staticmethod
    def on(day: date) -> Any:
        """True of the absences of that day."""
        return and_(Absence.first_day <= day, Absence.last_day >= day)


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
