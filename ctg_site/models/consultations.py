"""Tables: consultations, their questions, what people answered, and what was read of it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Base, Model, UtcDateTime, state_column
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Channel
from ctg_site.domain.workflow import Workflow

from .aside import SetAside
from .convention import ID_NEVER_REUSED, Commitment
from .people import User
from .places import Structure

#: How long after its end the answers given on paper are still keyed in.
PAPER_LATE = timedelta(days=15)


class Consultation(Model):
    """Questions put to the inhabitants between two days, both included."""

    __tablename__ = "consultation"
    __table_args__ = (CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"), ID_NEVER_REUSED)
    state: Mapped[ConsultationState] = state_column(ConsultationState, ConsultationState.DRAFT)
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(default="")
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    #: What was decided after it; asked for again until it is written.
    what_next: Mapped[str] = mapped_column(default="")
    what_next_on: Mapped[date | None]
    what_next_due_on: Mapped[date | None]
    #: When somebody was last asked to write it.
    what_next_asked_on: Mapped[date | None]
    #: The counts as they were published; nothing before.
    results: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    sections: Mapped[list["Section"]] = relationship(
        back_populates="consultation", order_by="(Section.position, Section.id)", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> int:
        return self.id

    @property
    def called(self) -> str:
        """How the audit trail names it."""
        return f"consultation n°\u00a0{self.id}"

    @property
    def is_public(self) -> bool:
        return self.state is not ConsultationState.DRAFT

    @property
    def questions(self) -> list["Question"]:
        """Those of every section, in the order they are asked and numbered; the sections must be loaded."""
        return [question for section in self.sections for question in section.questions]

    def is_open(self, on: date) -> bool:
        return self.state is ConsultationState.OPEN and self.opens_on <= on <= self.closes_on

    def is_to_come(self, on: date) -> bool:
        return self.state is ConsultationState.OPEN and on < self.opens_on

    def is_over(self, on: date) -> bool:
        return self.is_public and not self.is_open(on) and not self.is_to_come(on)

    def takes_paper(self, on: date) -> bool:
        """Paper arrives late: it is keyed in some days after the end, until the results are published."""
        keyed = self.state in {ConsultationState.OPEN, ConsultationState.CLOSED}
        return keyed and self.opens_on <= on <= self.closes_on + PAPER_LATE

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state; the caller records it in the trail."""
        transition = workflow.step(by, self, event)
        setattr(self, workflow.attribute, transition.target)


Index("ix_consultation_list", Consultation.state, Consultation.closes_on)


class Section(Model):
    """Questions that stand on one screen."""

    __tablename__ = "section"
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(default="")
    consultation: Mapped[Consultation] = relationship(back_populates="sections", lazy="raise_on_sql")
    questions: Mapped[list["Question"]] = relationship(
        back_populates="section", order_by="(Question.position, Question.id)", lazy="raise_on_sql"
    )


class Question(Model):
    """A question; its number is its place among all those of the consultation, on the screen and on paper."""

    __tablename__ = "question"
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]
    kind: Mapped[QuestionKind] = state_column(QuestionKind)
    text: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    is_compulsory: Mapped[bool] = mapped_column(default=False)
    #: How many choices may be ticked, or ranked; None: as many as there are, or the usual number of ranks.
    most: Mapped[int | None]
    section: Mapped[Section] = relationship(back_populates="questions", lazy="raise_on_sql")
    options: Mapped[list["Option"]] = relationship(
        order_by="(Option.position, Option.id)", lazy="raise_on_sql"
    )
    tags: Mapped[list["AnswerTag"]] = relationship(order_by="AnswerTag.id", lazy="raise_on_sql")


class Option(Model):
    """One choice of a question, one word of a scale from the least to the most, one commitment to rank."""

    __tablename__ = "question_option"
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    commitment: Mapped[Commitment | None] = relationship(lazy="raise_on_sql")


class Contribution(SetAside, Model):
    """What one person answers, without a name. A draft until `sent_at`, kept on the server for its time."""

    __tablename__ = "contribution"
    known_by: ClassVar[Permission] = Permission.CONSULTATION_ENTER
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    channel: Mapped[Channel] = state_column(Channel, Channel.ONLINE)
    key_hash: Mapped[str] = mapped_column(unique=True)
    #: What is typed so far, by question number; empty once sent.
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: For answers on paper: who keyed them in, and for which centre.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"))
    structure: Mapped[Structure | None] = relationship(lazy="raise_on_sql")
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="contribution", order_by="Answer.id", lazy="raise_on_sql"
    )


Index("ix_contribution_sent", Contribution.consultation_id, Contribution.sent_at, Contribution.channel)


answer_tag_link = Table(
    "answer_tag_link",
    Base.metadata,
    Column("answer_id", ForeignKey("answer.id"), primary_key=True),
    Column("tag_id", ForeignKey("answer_tag.id"), primary_key=True, index=True),
)


class Answer(Model):
    """What one person answered to one question: words, or choices."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("contribution_id", "question_id"),
        Index("ix_answer_question", "question_id", "id"),
        Index("ix_answer_quoted", "question_id", "quoted_at"),
        Index("ix_answer_unread", "question_id", "read_at", "id"),
        ID_NEVER_REUSED,
    )
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    text: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    #: The words that the public reads of it, once somebody chose them.
    quote: Mapped[str] = mapped_column(default="")
    quoted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    quoted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    contribution: Mapped[Contribution] = relationship(back_populates="answers", lazy="raise_on_sql")
    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    choices: Mapped[list["AnswerChoice"]] = relationship(
        order_by="(AnswerChoice.rank, AnswerChoice.id)", lazy="raise_on_sql"
    )
    tags: Mapped[list["AnswerTag"]] = relationship(
        secondary=answer_tag_link, order_by="AnswerTag.id", lazy="raise_on_sql"
    )


class AnswerChoice(Model):
    """A choice that was ticked; `rank` from 1 in a ranking, else None."""

    __tablename__ = "answer_choice"
    __table_args__ = (UniqueConstraint("answer_id", "option_id"), ID_NEVER_REUSED)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    option_id: Mapped[int] = mapped_column(ForeignKey("question_option.id"), index=True)
    rank: Mapped[int | None]


class AnswerTag(Model):
    """What several free answers to a question speak of, in the words of whoever read them."""

    __tablename__ = "answer_tag"
    __table_args__ = (UniqueConstraint("question_id", "label"), ID_NEVER_REUSED)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    label: Mapped[str]
