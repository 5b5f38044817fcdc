"""Table: the words that the staff heard outside the walls, without the name of whoever said them."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, now, state_column
from ctg_site.domain.heard import HeardState
from ctg_site.domain.policy import Permission
from ctg_site.domain.workflow import Workflow

from .actions import Action
from .convention import Theme
from .people import User
from .places import District, Structure
from .proposals import Proposal


class HeardWords(Model):
    """A line of the book: where, when, about what, by how many people, and their words.

    `told` is what was done of it, for everybody; it may have become an envie, or feed an action.
    """

    __tablename__ = "heard_words"
    state: Mapped[HeardState] = state_column(HeardState, HeardState.WAITING)
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"))
    heard_on: Mapped[date]
    place: Mapped[str]
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    people: Mapped[int]
    text: Mapped[str]
    #: Whoever spoke lets everybody read it; unanswered, nobody else reads it.
    agreed: Mapped[bool] = mapped_column(default=False)
    alerts: Mapped[bool] = mapped_column(default=False)
    told: Mapped[str] = mapped_column(default="")
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    send_key: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column()
    structure: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    district: Mapped[District | None] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme | None] = relationship(lazy="raise_on_sql")
    proposal: Mapped[Proposal | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id, lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}
    known_by: ClassVar[Permission] = Permission.HEARD_DECIDE

    @property
    def number(self) -> int:
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"parole entendue n°\u00a0{self.id}"

    @property
    def is_public(self) -> bool:
        return self.state is HeardState.PUBLISHED

    def advance(self, workflow: Workflow, event: Any, by: Any) -> None:
        """The only way to change its state: it keeps who did so, and when; the caller records it."""
        transition = workflow.step(by, self, event)
        setattr(self, workflow.attribute, transition.target)
        self.decided_at, self.decided_by_id = now(), by.id


Index("ix_heard_words_list", HeardWords.state, HeardWords.id)
Index("ix_heard_words_year", HeardWords.structure_id, HeardWords.heard_on)
Index("ix_heard_words_last", HeardWords.author_id, HeardWords.created_at)
