"""Tables: the pages that the coordination writes, and all their versions."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model
from ctg_site.domain.languages import FRENCH, LANGUAGES, Language

from .convention import ID_NEVER_REUSED
from .people import User


class ContentPage(Model):
    """A page of help in French, or the welcome page of another language, whose slug is its tag then."""

    __tablename__ = "content_page"
    slug: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    body: Mapped[str]
    is_published: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    versions: Mapped[list["ContentVersion"]] = relationship(
        back_populates="page", order_by="ContentVersion.number.desc()", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_public(self) -> bool:
        return self.is_published

    @property
    def spoken(self) -> Language:
        return LANGUAGES[self.language]

    @property
    def is_welcome(self) -> bool:
        return self.language != FRENCH


class ContentVersion(Model):
    """What a page said at one time: who wrote it, when, whether it was public."""

    __tablename__ = "content_version"
    __table_args__ = (UniqueConstraint("page_id", "number"), ID_NEVER_REUSED)
    page_id: Mapped[int] = mapped_column(ForeignKey("content_page.id"))
    number: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]
    is_published: Mapped[bool]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    user: Mapped[User] = relationship(lazy="raise_on_sql")
    page: Mapped[ContentPage] = relationship(back_populates="versions", lazy="raise_on_sql")
