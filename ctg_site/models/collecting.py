"""Tables: the collection of the values of a year, whom it asks, what they propose, and who did what of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.collecting import AskedState, CollectedPart, CollectionAct, CollectionState
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .convention import ID_NEVER_REUSED
from .indicators import Indicator
from .people import User
from .places import Structure


class Collection(Model):
    """The values of a year, or of half of it, asked of whoever bears actions; nothing of it is public."""

    __tablename__ = "collection"
    __table_args__ = (UniqueConstraint("year", "part"), ID_NEVER_REUSED)
    year: Mapped[int]
    part: Mapped[CollectedPart] = state_column(CollectedPart, CollectedPart.YEAR)
    due_on: Mapped[date]
    state: Mapped[CollectionState] = state_column(CollectionState, CollectionState.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    bearers: Mapped[list["Bearer"]] = relationship(
        back_populates="collection", order_by="Bearer.id", lazy="raise_on_sql"
    )

    @property
    def is_open(self) -> bool:
        return self.state is CollectionState.OPEN

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state: a line of its journal."""
        self.state = workflow.step(by, self, event).target  # type: ignore[assignment]
        self.note_down(CollectionAct(event.value), by)

    def note_down(self, act: CollectionAct, by: Any, **about: Any) -> None:
        """Write a line of the journal, in the session."""
        session = object_session(self)
        if session is None:
            raise RuntimeError("a collection is noted down inside an operation")
        session.add(CollectionEntry(collection_id=self.id, act=act, user_id=by.id, **about))


class Bearer(Model):
    """Who is asked for the values of some actions: a structure, or somebody whom the coordination named.

    Whoever holds its link answers; `user` is the account that is written to when no other address is known.
    """

    __tablename__ = "bearer"
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    #: None once the link is revoked; `issue` counts the links that were made, so that what an old one opened
    #: closes with it.
    link_hash: Mapped[str | None] = mapped_column(unique=True)
    seed: Mapped[str | None]
    issue: Mapped[int] = mapped_column(default=1)
    #: When the site reminded them by itself, which it does once; when somebody did last.
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_again_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    collection: Mapped[Collection] = relationship(back_populates="bearers", lazy="raise_on_sql")
    lead: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")
    asked: Mapped[list["AskedAction"]] = relationship(
        back_populates="bearer", order_by="AskedAction.action_id", lazy="raise_on_sql"
    )

    @property
    def is_barred(self) -> bool:
        """Their account was closed: its link opens nothing any more. The account must be loaded."""
        return self.user is not None and not self.user.is_active

    @property
    def address(self) -> str:
        """Where its letters go; nothing when the link can only be handed over."""
        if self.is_barred or not self.seed:
            return ""
        return self.user.email if self.user is not None else self.email


class AskedAction(Model):
    """One action of a collection: what its bearer proposes of it, and who took it."""

    __tablename__ = "asked_action"
    __table_args__ = (UniqueConstraint("collection_id", "action_id"), ID_NEVER_REUSED)
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"))
    bearer_id: Mapped[int] = mapped_column(ForeignKey("bearer.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    state: Mapped[AskedState] = state_column(AskedState, AskedState.WAITING)
    news: Mapped[str] = mapped_column(default="")
    #: When the bearer last wrote; what the coordination says when it sends this back.
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_back_words: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()
    collection: Mapped[Collection] = relationship(lazy="raise_on_sql")
    bearer: Mapped[Bearer] = relationship(back_populates="asked", lazy="raise_on_sql")
    action: Mapped[Action] = relationship(lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
    values: Mapped[list["ProposedValue"]] = relationship(
        order_by="ProposedValue.indicator_id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def given(self) -> dict[int, float]:
        """The values proposed, by indicator."""
        return {value.indicator_id: value.value for value in self.values}

    def advance(self, workflow: Workflow, event: StrEnum, by: Any, words: str = "") -> None:
        """The only way to change its state: a line of the journal of the collection, which must be loaded."""
        self.state = workflow.step(by, self, event).target  # type: ignore[assignment]
        about = {"bearer_id": self.bearer_id, "action_id": self.action_id, "words": words}
        self.collection.note_down(CollectionAct(event.value), by, **about)


Index("ix_asked_action_state", AskedAction.state, AskedAction.given_at)


class ProposedValue(Model):
    """A value that a bearer gives of an indicator; it becomes a `Measure` once somebody validates it."""

    __tablename__ = "proposed_value"
    __table_args__ = (UniqueConstraint("asked_action_id", "indicator_id"), ID_NEVER_REUSED)
    asked_action_id: Mapped[int] = mapped_column(ForeignKey("asked_action.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"), index=True)
    value: Mapped[float]
    indicator: Mapped[Indicator] = relationship(lazy="raise_on_sql")


class CollectionEntry(Model):
    """A line of the journal of a collection: what was done, of whom or of what, by whom; None: a bearer."""

    __tablename__ = "collection_entry"
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    bearer_id: Mapped[int | None] = mapped_column(ForeignKey("bearer.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    act: Mapped[CollectionAct] = state_column(CollectionAct)
    words: Mapped[str] = mapped_column(default="")
    user: Mapped[User | None] = relationship(lazy="raise_on_sql")
    bearer: Mapped[Bearer | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
