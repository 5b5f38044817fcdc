"""Tables: the convention, what it aims at, in the act's words and in ours."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ctg_site.db import Model, state_column
from ctg_site.domain.conventions import ConventionEvent, ConventionState, PeriodDays, around
from ctg_site.domain.meetings import BodyKind
from ctg_site.domain.workflow import Workflow

ID_NEVER_REUSED = {"sqlite_autoincrement": True}


class ItemKind(StrEnum):
    AIM = "aim"
    DOMAIN = "domain"
    TOPIC = "topic"


class Convention(Model):
    """A convention of the town with its partners. One is current, the others stay readable.

    The current one is in force, or the last that was; `starts_on` and `ends_on` are what its act says.
    A draft begun on the site has no act: no reference, no vote, and its days of adoption mean nothing.
    """

    __tablename__ = "convention"
    period: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    #: The end that the last avenant gives it, if one does.
    prolonged_to: Mapped[date | None]
    state: Mapped[ConventionState] = state_column(ConventionState, ConventionState.PREPARED)
    is_current: Mapped[bool] = mapped_column(default=False)
    signatories: Mapped[list[str]] = mapped_column(JSON, default=list)
    introduction: Mapped[str]
    source_title: Mapped[str]
    source_reference: Mapped[str]
    source_adopted_on: Mapped[date]
    source_received_on: Mapped[date]
    source_vote: Mapped[str]

    themes: Mapped[list["Theme"]] = relationship(
        back_populates="convention", order_by="Theme.position", lazy="raise_on_sql"
    )
    items: Mapped[list["ConventionItem"]] = relationship(
        order_by="(ConventionItem.kind, ConventionItem.position)", lazy="raise_on_sql"
    )
    steps: Mapped[list["ConventionStep"]] = relationship(
        order_by="ConventionStep.position", lazy="raise_on_sql"
    )
    bodies: Mapped[list["ConventionBody"]] = relationship(
        order_by="(ConventionBody.kind, ConventionBody.position)", lazy="raise_on_sql"
    )

    @property
    def has_act(self) -> bool:
        return bool(self.source_reference)

    @hybrid_property
    def last_day(self) -> date:
        return self.prolonged_to or self.ends_on

    @last_day.inplace.expression
    @classmethod
    def _last_day(cls) -> ColumnElement[date]:
        return func.coalesce(cls.prolonged_to, cls.ends_on)

    @property
    def days(self) -> PeriodDays:
        return PeriodDays(self.period, self.starts_on, self.last_day)

    @property
    def is_public(self) -> bool:
        return self.state is not ConventionState.PREPARED

    def advance(self, workflow: Workflow, event: StrEnum, by: Any) -> None:
        """The only way to change its state: a line of its journal says who did."""
        transition = workflow.step(by, self, event)
        self.note_down(event, by)
        setattr(self, workflow.attribute, transition.target)

    def note_down(self, event: StrEnum, by: Any, detail: str = "") -> None:
        """Write a line of its journal; `by` is a member of the staff, or the site itself."""
        session = object_session(self)
        if session is None:
            raise RuntimeError("a convention changes within an operation")
        session.add(ConventionEntry(convention_id=self.id, event=str(event), actor_id=by.id, detail=detail))

    @property
    def commitments(self) -> list["Commitment"]:
        """Those of every theme, in the order of the act; the themes must be loaded."""
        return [commitment for theme in self.themes for commitment in theme.commitments]

    def items_of(self, kind: ItemKind | str) -> list["ConventionItem"]:
        return [item for item in self.items if item.kind == kind]

    def bodies_of(self, kind: BodyKind | str) -> list["ConventionBody"]:
        """Those that its act names."""
        return [body for body in self.bodies if body.kind == kind]


#: At most one convention is current.
Index(
    "ix_convention_current",
    Convention.is_current,
    unique=True,
    sqlite_where=text("is_current = 1"),
    postgresql_where=text("is_current"),
)


class ConventionEntry(Model):
    """What happened to a convention: who, nobody when it came with its day, and what."""

    __tablename__ = "convention_entry"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"), index=True)
    event: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    @property
    def what(self) -> ConventionEvent:
        return ConventionEvent(self.event)


class Theme(Model):
    """One of the subjects of a convention; its code (PE, JE, …) gives its colour and its pictogram."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("convention_id", "code"),
        UniqueConstraint("convention_id", "slug"),
        Index("ix_theme_order", "convention_id", "position"),
        ID_NEVER_REUSED,
    )
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    position: Mapped[int]
    code: Mapped[str]
    slug: Mapped[str]
    name: Mapped[str]
    summary: Mapped[str]
    official_heading: Mapped[str]

    convention: Mapped[Convention] = relationship(back_populates="themes", lazy="raise_on_sql")
    commitments: Mapped[list["Commitment"]] = relationship(
        back_populates="theme", order_by="Commitment.position", lazy="raise_on_sql"
    )

    def neighbours(self) -> tuple["Theme | None", "Theme | None"]:
        return around(self, self.convention.themes)


class Commitment(Model):
    """What the convention aims at, numbered PE1 … TR6. `official_text` never changes once stored."""

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("convention_id", "number"),
        UniqueConstraint("convention_id", "key"),
        Index("ix_commitment_order", "theme_id", "position"),
        ID_NEVER_REUSED,
    )
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    position: Mapped[int]
    number: Mapped[str]
    key: Mapped[str]
    plain_title: Mapped[str]
    plain_text: Mapped[str]
    official_text: Mapped[str]

    theme: Mapped[Theme] = relationship(back_populates="commitments", lazy="raise_on_sql")
    topics: Mapped[list["ConventionItem"]] = relationship(
        order_by="ConventionItem.position", lazy="raise_on_sql"
    )
    steps: Mapped[list["ConventionStep"]] = relationship(
        order_by="ConventionStep.position", lazy="raise_on_sql"
    )

    @property
    def convention(self) -> Convention:
        return self.theme.convention

    @property
    def is_public(self) -> bool:
        """The act is public, and so is all that it aims at."""
        return True

    def neighbours(self) -> tuple["Commitment | None", "Commitment | None"]:
        return around(self, self.convention.commitments)


class ConventionItem(Model):
    """An aim, a domain or a cooperation topic; a topic belongs to the commitment that lists it."""

    __tablename__ = "convention_item"
    __table_args__ = (
        UniqueConstraint("convention_id", "kind", "key"),
        Index("ix_convention_item_order", "convention_id", "kind", "position"),
        ID_NEVER_REUSED,
    )
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    kind: Mapped[ItemKind] = state_column(ItemKind)
    position: Mapped[int]
    key: Mapped[str]
    official_text: Mapped[str]
    plain_text: Mapped[str]


class PathwayStep(Model):
    """A step of the children's pathway. It is the town's, and goes on from one convention to the next.

    Its words and its place are those of the convention that is current, or of the last one that named it.
    """

    __tablename__ = "pathway_step"
    __table_args__ = (Index("ix_pathway_step_order", "position"), ID_NEVER_REUSED)
    position: Mapped[int]
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    plain_text: Mapped[str]


class ConventionStep(Model):
    """What a convention says of a step, in the order of its act, under the commitment that lists it."""

    __tablename__ = "convention_step"
    __table_args__ = (
        UniqueConstraint("convention_id", "step_id"),
        Index("ix_convention_step_order", "convention_id", "position"),
        ID_NEVER_REUSED,
    )
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("pathway_step.id"), index=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    official_text: Mapped[str]
    plain_text: Mapped[str]


class GoverningBody(Model):
    """A body that conducts the convention, or where residents speak; the coordination may add some.

    It is the town's, and goes on, with its seats, mandate and meetings. Its words are those of the current
    convention, or of the last one that named it.
    """

    __tablename__ = "governing_body"
    __table_args__ = (Index("ix_governing_body_order", "kind", "position"), ID_NEVER_REUSED)
    kind: Mapped[BodyKind] = state_column(BodyKind)
    position: Mapped[int]
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    official_text: Mapped[str]
    plain_text: Mapped[str]
    #: What it is asked to do, written by the coordination.
    mandate: Mapped[str] = mapped_column(default="")
    #: The theme whose working group it is.
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    #: It meets no more: what it said and decided stays.
    is_ended: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    theme: Mapped[Theme | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_of_the_act(self) -> bool:
        """A convention names it; else the coordination added it."""
        return bool(self.official_text)


class ConventionBody(Model):
    """What a convention says of a body, in the order of its act."""

    __tablename__ = "convention_body"
    __table_args__ = (
        UniqueConstraint("convention_id", "body_id"),
        Index("ix_convention_body_order", "convention_id", "kind", "position"),
        ID_NEVER_REUSED,
    )
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("governing_body.id"), index=True)
    kind: Mapped[BodyKind] = state_column(BodyKind)
    position: Mapped[int]
    name: Mapped[str]
    official_text: Mapped[str]
    plain_text: Mapped[str]
