"""Tables: one-tap opinions on actions and commitments, how many of each, and what the town answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime
from ctg_site.domain.participation import Choice, OpinionCounts

from .actions import Action
from .convention import ID_NEVER_REUSED, Commitment
from .people import User
from .proposals import Proposal

#: What people give their opinion about, or say « moi aussi » to.
Judged = Action | Commitment
Target = Judged | Proposal
ONE_OF_THREE = (
    "CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN commitment_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END = 1"
)
#: The column that points at each.
COLUMNS: dict[type, str] = {
    Action: "action_id",
    Commitment: "commitment_id",
    Proposal: "proposal_id",
}


def rules() -> tuple[Any, ...]:
    """Each row is about exactly one of the two."""
    return (
        CheckConstraint("(action_id IS NULL) <> (commitment_id IS NULL)", name="one_target"),
        ID_NEVER_REUSED,
    )


def columns_of(target: Target) -> dict[str, int]:
    """The column that points at it, and its value."""
    return {COLUMNS[type(target)]: target.id}


def called(target: Judged) -> str:
    """How the audit trail names it."""
    number = target.number
    return f"action n°\u00a0{number}" if isinstance(target, Action) else f"engagement {number}"


class Opinion(Model):
    """What somebody nobody knows said: of an action or a commitment, a tap for each of the two questions.

    Of an envie, « moi aussi » alone.
    """

    __tablename__ = "opinion"
    __table_args__ = (CheckConstraint(ONE_OF_THREE, name="one_target"), ID_NEVER_REUSED)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: « Je l’ai vu » or « Pas encore vu »; None: not said, or taken back.
    seen: Mapped[bool | None]
    #: « Utile » or « À améliorer ».
    useful: Mapped[bool | None]
    me_too: Mapped[bool | None]
    #: The hour of the flood it came in: it does not count until a person looked at it.
    wave: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: A keyed hash of the device and of what it said: a double tap is one opinion. Soon forgotten.
    tap_key: Mapped[str | None] = mapped_column(index=True)
    link_hash: Mapped[str] = mapped_column(unique=True)
    #: What the link is made of, as long as a double tap may ask for it again.
    seed: Mapped[str | None]
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")

    @property
    def target(self) -> Target | None:
        """What it is about, which must be loaded."""
        return self.action or self.commitment or self.proposal

    @property
    def choices(self) -> list[Choice]:
        """What it says now, in the order of the questions."""
        if self.me_too:
            return [Choice.ME_TOO]
        said = [] if self.seen is None else [Choice.SEEN if self.seen else Choice.NOT_YET]
        return said if self.useful is None else [*said, Choice.USEFUL if self.useful else Choice.TO_IMPROVE]

    @property
    def is_public(self) -> bool:
        """Whether the page that it is about is still there."""
        page = self.action or self.proposal
        return self.commitment_id is not None or (page is not None and page.is_public)


Index("ix_opinion_wave", Opinion.wave, Opinion.action_id, Opinion.commitment_id)


class OpinionTally(Model):
    """How many opinions of each choice count about one thing, kept with each tap: a page reads one row."""

    __tablename__ = "opinion_tally"
    __table_args__ = rules()
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), unique=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), unique=True)
    seen: Mapped[int] = mapped_column(default=0)
    not_yet: Mapped[int] = mapped_column(default=0)
    useful: Mapped[int] = mapped_column(default=0)
    to_improve: Mapped[int] = mapped_column(default=0)
    #: `not_yet` and `to_improve` together: what calls for an answer.
    doubts: Mapped[int] = mapped_column(default=0)
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")

    @property
    def counts(self) -> OpinionCounts:
        return OpinionCounts(self.seen, self.not_yet, self.useful, self.to_improve)


Index("ix_opinion_tally_doubts", OpinionTally.doubts, OpinionTally.id)


class OpinionAnswer(Model):
    """What the coordination answers publicly; another one takes its place, none is written over."""

    __tablename__ = "opinion_answer"
    __table_args__ = rules()
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    text: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    #: When another one took its place, or it was withdrawn; None: the public reads it.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[User] = relationship(lazy="raise_on_sql")


Index("ix_opinion_answer_action", OpinionAnswer.action_id, OpinionAnswer.id)
Index("ix_opinion_answer_commitment", OpinionAnswer.commitment_id, OpinionAnswer.id)
