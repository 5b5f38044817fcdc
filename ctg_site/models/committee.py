"""Tables: the file of a body's meeting, frozen once validated, and what partners judge of each theme."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.committee import CommitteeState, Criterion, Judgement
from ctg_site.domain.workflow import Workflow

from .agenda import Meeting, note_down
from .convention import ID_NEVER_REUSED, Convention, Theme
from .people import User


class CommitteeFile(Model):
    """The file of one meeting: `gathered` when it is done, `frozen` with the words once it is validated.

    `worker` is the key of who makes it now, until `held_until`. Their shapes: `committee/content.py`.
    """

    __tablename__ = "committee_file"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    state: Mapped[CommitteeState] = state_column(CommitteeState, CommitteeState.ASKED)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    worker: Mapped[str] = mapped_column(default="")
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: How many steps there are in all; 0 before anybody began.
    steps: Mapped[int] = mapped_column(default=0)
    gathered: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: What the coordination writes: two sentences by theme, what is to be decided.
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    validated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    validator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(foreign_keys=author_id, lazy="raise_on_sql")
    validator: Mapped[User | None] = relationship(foreign_keys=validator_id, lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> int:
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"dossier du rendez-vous n°\u00a0{self.meeting_id}"

    @property
    def is_validated(self) -> bool:
        return self.state is CommitteeState.VALIDATED

    @property
    def is_whole(self) -> bool:
        """It may be read: nothing of one that is being made is."""
        return self.state in {CommitteeState.DONE, CommitteeState.VALIDATED}

    def advance(self, workflow: Workflow, event: Any, by: Any) -> None:
        """The only way to change its state: a line of its meeting says who did."""
        transition = workflow.step(by, self, event)
        note_down(self, "committee_file", event, by, row=self.id)
        setattr(self, workflow.attribute, transition.target)


Index("ix_committee_file_waiting", CommitteeFile.state, CommitteeFile.held_until, CommitteeFile.id)


class CommitteePart(Model):
    """What was gathered of one commitment, while the file is made: whoever resumes goes on after it."""

    __tablename__ = "committee_part"
    __table_args__ = (UniqueConstraint("file_id", "position"), ID_NEVER_REUSED)
    file_id: Mapped[int] = mapped_column(ForeignKey("committee_file.id"))
    position: Mapped[int]
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON)


class EvaluationAnswer(Model):
    """What somebody judges of a theme by one criterion, in whose name; those of others stand beside it."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (UniqueConstraint("file_id", "theme_id", "criterion", "actor_id"), ID_NEVER_REUSED)
    file_id: Mapped[int] = mapped_column(ForeignKey("committee_file.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    criterion: Mapped[Criterion] = state_column(Criterion)
    judgement: Mapped[Judgement] = state_column(Judgement)
    text: Mapped[str] = mapped_column(default="")
    in_name_of: Mapped[str]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    person: Mapped[User] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
