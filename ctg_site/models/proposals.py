"""Tables: the envies d'agir, the people behind them, and what happens to them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, func
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import Person
from ctg_site.domain.vocabulary import Actor, AgeBand, Channel, ProposerKind, Visibility
from ctg_site.domain.workflow import Moderation, Outcome, Stage, Workflow

from .aside import SortedAside
from .convention import Commitment
from .people import User
from .places import District, Structure
from .reached import Reached

#: Where the centre still owes something: the other states gave the author a last answer.
PROMISED = frozenset(
    {
        Moderation.RECEIVED,
        Moderation.NEEDS_DETAIL,
        Moderation.PUBLISHED,
        Moderation.PRIVATE,
        Moderation.HIDDEN,
    }
)


proposal_commitment = Table(
    "proposal_commitment",
    Base.metadata,
    Column("proposal_id", ForeignKey("proposal.id"), primary_key=True),
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True, index=True),
)


class Proposal(SortedAside, Model):
    """An envie d'agir. Its three states change only through `services/progress.py`."""

    __tablename__ = "proposal"
    moderation: Mapped[Moderation] = state_column(Moderation, Moderation.RECEIVED)
    stage: Mapped[Stage] = state_column(Stage, Stage.WELCOME)
    outcome: Mapped[Outcome] = state_column(Outcome, Outcome.OPEN)

    text: Mapped[str]
    wants_to_talk: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel] = state_column(Channel, Channel.ONLINE)
    organisation: Mapped[str] = mapped_column(default="")
    proposer_kind: Mapped[ProposerKind | None] = state_column(ProposerKind)
    age_band: Mapped[AgeBand | None] = state_column(AgeBand)
    #: When its author is free, by the words of `WeekTime`.
    week_times: Mapped[list[str]] = mapped_column(JSON, default=list)
    visibility: Mapped[Visibility] = state_column(Visibility, Visibility.PRIVATE)
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    alerts: Mapped[list[str]] = mapped_column(JSON, default=list)

    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"), index=True)
    referent_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    own_name_of_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    contested_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    #: The envie it was grouped with; nothing in any other state.
    grouped_with_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)

    public_title: Mapped[str | None]
    public_text: Mapped[str | None]
    public_name: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it rests, stopped or has no follow-up, as the public reads it.
    outcome_word: Mapped[str] = mapped_column(default="")

    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    contact_due_on: Mapped[date]
    contacted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: By when somebody of the centre must act; nothing when no promise runs.
    due_on: Mapped[date | None]
    #: Working days from its arrival to the first human contact.
    answered_in: Mapped[int | None]
    #: When « C’est fait ? » was asked to its author, once, and what they said.
    asked_done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    said_done: Mapped[bool | None]
    #: How many people joined it, and say « moi aussi »: kept with each participation, each tap.
    joined: Mapped[int] = mapped_column(default=0)
    me_too: Mapped[int] = mapped_column(default=0)
    #: How many of them bring each thing, by the words of `Offer`.
    offered: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    #: When its author last opened the follow-up; when, once withdrawn, they were erased from it.
    visited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    submission_key: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str | None]
    #: The meeting where it was said aloud.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    version: Mapped[int] = mapped_column()

    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    structure: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    referent: Mapped[User | None] = relationship(foreign_keys=referent_id, lazy="raise_on_sql")
    head: Mapped["Proposal | None"] = relationship(remote_side="Proposal.id", lazy="raise_on_sql")
    contact: Mapped["Contact | None"] = relationship(back_populates="proposal", lazy="raise_on_sql")
    journal: Mapped[list["JournalEntry"]] = relationship(
        back_populates="proposal", order_by="JournalEntry.id", lazy="raise_on_sql"
    )
    messages: Mapped[list["Message"]] = relationship(
        back_populates="proposal", order_by="Message.id", lazy="raise_on_sql"
    )
    notes: Mapped[list["Note"]] = relationship(
        back_populates="proposal", order_by="Note.id", lazy="raise_on_sql"
    )
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="proposal", order_by="Revision.id", lazy="raise_on_sql"
    )
    #: What the convention aims at that this envie speaks of, in the order of the act.
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=proposal_commitment, order_by=Commitment.id, lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> int:
        """What people call it by: « envie n° 61 »."""
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"envie n°\u00a0{self.id}"

    @property
    def is_public(self) -> bool:
        return self.moderation is Moderation.PUBLISHED

    @property
    def may_be_public(self) -> bool:
        """Its author asked for it to be visible, and there are words to show."""
        return self.visibility is not Visibility.PRIVATE and self.consented_at is not None

    @property
    def is_open(self) -> bool:
        return self.moderation not in {Moderation.WITHDRAWN, Moderation.ARCHIVED}

    @property
    def is_put_away(self) -> bool:
        """It was set aside, and a person found that a machine had sent it."""
        return self.to_check and self.moderation is Moderation.ARCHIVED

    @property
    def is_promised(self) -> bool:
        """The centre still owes its author a next step: not aside, answered for good, ended or resting."""
        return not self.to_check and self.moderation in PROMISED and self.outcome is Outcome.OPEN

    @property
    def is_joinable(self) -> bool:
        """Anybody may say « J’en suis »: everybody reads it, and it goes on or rests."""
        return self.is_public and self.outcome in {Outcome.OPEN, Outcome.PAUSED}

    @property
    def is_asked(self) -> bool:
        """« C’est fait ? » waits for an answer of its author."""
        return self.asked_done_at is not None and self.said_done is None and self.outcome is Outcome.OPEN

    @property
    def is_editable(self) -> bool:
        """Its author may still rewrite it freely: nobody of the centre has taken it."""
        return self.taken_at is None and self.moderation is Moderation.RECEIVED

    def advance(self, workflow: Workflow, event: StrEnum, by: Any, reason: str = "") -> "JournalEntry":
        """For `progress.change`: the new state, its line in the journal; a clock without promise stops."""
        transition = workflow.step(by, self, event)
        entry = self._line(workflow.attribute, event, by, reason, getattr(self, workflow.attribute))
        setattr(self, workflow.attribute, transition.target)
        if not self.is_promised:
            self.due_on = None
        if self.moderation is not Moderation.GROUPED:
            self.grouped_with_id = None
        return entry

    def note_down(self, event: FileEvent, by: Any, reason: str = "", before: str = "") -> "JournalEntry":
        """Write a line of the journal, in the session and not in the collection, which may not be loaded."""
        return self._line(event.subject, event, by, reason, before)

    def _line(self, subject: str, event: StrEnum, by: Any, reason: str, before: str) -> "JournalEntry":
        entry = JournalEntry(
            proposal_id=self.id,
            subject=subject,
            event=str(event),
            before=str(before),
            reason=reason,
            actor=_actor(by),
            actor_id=by.id,
        )
        session = object_session(self)
        if session is None:
            raise RuntimeError("a proposal changes within an operation")
        session.add(entry)
        return entry


Index("ix_proposal_register", Proposal.moderation, Proposal.published_at.desc(), Proposal.id.desc())
#: When it last moved, as the public reads it: its publication is a move.
MOVED = func.coalesce(Proposal.moved_at, Proposal.published_at)
Index("ix_proposal_joined", Proposal.moderation, Proposal.joined.desc(), Proposal.id.desc())
Index("ix_proposal_moved", Proposal.moderation, MOVED.desc(), Proposal.id.desc())
Index("ix_proposal_contacted", Proposal.contacted_at)


def _actor(by: Any) -> Actor:
    if isinstance(by, Person):
        known = by.proposal_id is not None or by.companion_of is not None
        return Actor.AUTHOR if known else Actor.SYSTEM
    return Actor.STAFF


class Contact(Reached, Model):
    """How to reach the author: apart, purgeable, never in a list."""

    __tablename__ = "contact"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    proposal: Mapped[Proposal] = relationship(back_populates="contact", lazy="raise_on_sql")


class JournalEntry(Model):
    """What happened to a proposal: who, when, what, why."""

    __tablename__ = "journal_entry"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    subject: Mapped[str]
    event: Mapped[str]
    before: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    actor: Mapped[Actor] = state_column(Actor)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    #: The words that this act gave to the public, or gave back.
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    proposal: Mapped[Proposal] = relationship(back_populates="journal", lazy="raise_on_sql")
    person: Mapped[User | None] = relationship(lazy="raise_on_sql")
    revision: Mapped["Revision | None"] = relationship(lazy="raise_on_sql")


class Message(Model):
    """A word between the author and the centre, kept in the file."""

    __tablename__ = "message"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor: Mapped[Actor] = state_column(Actor)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str]
    #: How the author said it, when a member of the staff noted it for them.
    channel: Mapped[Channel | None] = state_column(Channel)
    #: Whoever carries the envie with its author, when they wrote it.
    companion_id: Mapped[int | None] = mapped_column(ForeignKey("companion.id"), index=True)
    proposal: Mapped[Proposal] = relationship(back_populates="messages", lazy="raise_on_sql")
    person: Mapped[User | None] = relationship(lazy="raise_on_sql")


class Note(Model):
    """A word of the staff to the staff; the person it speaks of may ask to read it."""

    __tablename__ = "note"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str]
    proposal: Mapped[Proposal] = relationship(back_populates="notes", lazy="raise_on_sql")
    person: Mapped[User] = relationship(lazy="raise_on_sql")


class Revision(Model):
    """A version of the published words: what the public read from that moment on."""

    __tablename__ = "revision"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    proposal: Mapped[Proposal] = relationship(back_populates="revisions", lazy="raise_on_sql")
    person: Mapped[User] = relationship(lazy="raise_on_sql")


class Draft(Model):
    """What somebody is writing, kept a day on the server; once sent, only its link to the proposal stays."""

    __tablename__ = "draft"
    key_hash: Mapped[str] = mapped_column(unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
