"""Tables of what is told of an envie: its story, residents’ words, photos, each with its consent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.vocabulary import PhotoShows, StoryVoice

from .people import User


class Story(Model):
    """What happened and what changed; the public reads it once published, while the envie is."""

    __tablename__ = "story"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    voice: Mapped[StoryVoice] = state_column(StoryVoice, StoryVoice.STAFF)
    #: When whoever speaks said yes, if the words are theirs.
    consented_on: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()
    quotes: Mapped[list["Quote"]] = relationship(order_by="Quote.id", lazy="raise_on_sql")
    photos: Mapped[list["Photo"]] = relationship(order_by="Photo.id", lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}


class Quote(Model):
    """Words of a resident, by a first name or a role, with the day they agreed and who noted it."""

    __tablename__ = "quote"
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str]
    said_by: Mapped[str]
    consented_on: Mapped[date]
    person: Mapped[User] = relationship(lazy="raise_on_sql")


class Photo(Model):
    """A photo re-encoded by the site, under a name drawn at random; who agreed to it, when, noted by whom."""

    __tablename__ = "photo"
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str]
    shows: Mapped[PhotoShows] = state_column(PhotoShows)
    #: Each recognisable person said yes; for a minor, the parents and the child did.
    people_agreed: Mapped[bool] = mapped_column(default=False)
    parents_agreed: Mapped[bool] = mapped_column(default=False)
    children_agreed: Mapped[bool] = mapped_column(default=False)
    consented_on: Mapped[date | None]
    person: Mapped[User] = relationship(lazy="raise_on_sql")
