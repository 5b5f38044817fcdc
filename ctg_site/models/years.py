"""Tables: what comes to a convention after its act: its avenants, its documents and their versions."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, state_column
from ctg_site.domain.conventions import DocumentKind

from .convention import ID_NEVER_REUSED, Convention


class Amendment(Model):
    """An avenant: the day and the reference of its act, the end that it gives, what else it changes."""

    __tablename__ = "amendment"
    __table_args__ = (UniqueConstraint("convention_id", "reference"), ID_NEVER_REUSED)
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    signed_on: Mapped[date]
    reference: Mapped[str]
    new_end: Mapped[date | None]
    what: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")


class ConventionDocument(Model):
    """The signed convention, an annex, an avenant, as everybody reads it; its last version counts."""

    __tablename__ = "convention_document"
    convention_id: Mapped[int] = mapped_column(ForeignKey("convention.id"))
    kind: Mapped[DocumentKind] = state_column(DocumentKind)
    title: Mapped[str]
    convention: Mapped[Convention] = relationship(lazy="raise_on_sql")
    versions: Mapped[list["DocumentVersion"]] = relationship(
        back_populates="document", order_by="DocumentVersion.number.desc()", lazy="raise_on_sql"
    )


Index("ix_convention_document_list", ConventionDocument.convention_id, ConventionDocument.kind)


class DocumentVersion(Model):
    """A PDF kept on the disk under a name drawn at random: one state of a document, numbered from 1."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"), ID_NEVER_REUSED)
    document_id: Mapped[int] = mapped_column(ForeignKey("convention_document.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    document: Mapped[ConventionDocument] = relationship(back_populates="versions", lazy="raise_on_sql")
