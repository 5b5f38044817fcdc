"""Tables: one-tap opinions on actions and commitments, how many of each, and what the town answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.participation import Choice

from .actions import Action
from .convention import ID_NEVER_REUSED, Commitment
from .people import User


class Opinion(Model):
    """One tap of somebody nobody knows, about an action or a commitment; `choice` None once taken back."""

    __tablename__ = "opinion"
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    choice: Mapped[Choice | None] = state_column(Choice)
    #: Comes from where too many came: it counts once a person looked at it.
    to_check: Mapped[bool] = mapped_column(default=False, index=True)
    #: A keyed hash of where it came from, the same for two minutes: a double tap is one opinion.
    tap_key: Mapped[str] = mapped_column(unique=True)
    seed: Mapped[str]
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OpinionTally(Model):
    """How many opinions of each choice count, kept with each tap: a page reads four rows."""

    __tablename__ = "opinion_tally"
    __table_args__ = (
        UniqueConstraint("action_id", "choice"),
        UniqueConstraint("commitment_id", "choice"),
        ID_NEVER_REUSED,
    )
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    choice: Mapped[Choice] = state_column(Choice)
    people: Mapped[int] = mapped_column(default=0)


class OpinionAnswer(Model):
    """What the coordination answers publicly to the opinions about something; the last one stands."""

    __tablename__ = "opinion_answer"
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    text: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")
    person: Mapped[User] = relationship(lazy="raise_on_sql")


Index("ix_opinion_answer_action", OpinionAnswer.action_id, OpinionAnswer.id)
Index("ix_opinion_answer_commitment", OpinionAnswer.commitment_id, OpinionAnswer.id)
