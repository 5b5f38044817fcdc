"""Tables: the words that the coordination prepares for the centres."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ctg_site.db import Model, state_column
from ctg_site.domain.vocabulary import ReasonUse


class Reason(Model):
    """Why something is decided, in a full sentence for the author, with a person and another door."""

    __tablename__ = "reason"
    use: Mapped[ReasonUse] = state_column(ReasonUse)
    sentence: Mapped[str]
    other_door: Mapped[str] = mapped_column(default="")
    person: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


Index("ix_reason_use", Reason.use, Reason.is_active, Reason.position, Reason.id)


class AnswerTemplate(Model):
    """A message prepared in advance; braces stand for what each file fills in (`domain/wording.py`)."""

    __tablename__ = "answer_template"
    title: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
