"""Table: the photos and drawings that come with an envie, seen by its centre before anybody else."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ctg_site.db import Model, UtcDateTime, state_column
from ctg_site.domain.pictures import PictureState, Recognised, is_settled
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Actor
from ctg_site.domain.workflow import Workflow

from .proposals import Proposal


class EnviePicture(Model):
    """A picture drawn again by the site, under a random name; the rules ask of it what they ask of its envie.

    `actor` sent it: the author, or a member of the staff for them. Once blurred, no other version is kept.
    """

    __tablename__ = "envie_picture"
    state: Mapped[PictureState] = state_column(PictureState, PictureState.WAITING)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    actor: Mapped[Actor] = state_column(Actor)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str]
    #: Nothing when nobody answered: it stays private.
    recognised: Mapped[Recognised | None] = state_column(Recognised)
    blurred_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    send_key: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column()
    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}
    known_by: ClassVar[Permission] = Permission.FILE_READ

    @property
    def structure_id(self) -> int | None:
        return self.proposal.structure_id

    @property
    def to_check(self) -> bool:
        return self.proposal.to_check

    @property
    def contested_id(self) -> int | None:
        return self.proposal.contested_id

    @property
    def own_name_of_id(self) -> int | None:
        return self.proposal.own_name_of_id

    @property
    def envie_is_public(self) -> bool:
        return self.proposal.is_public

    @property
    def is_settled(self) -> bool:
        return is_settled(self)

    def advance(self, workflow: Workflow, event: Any, by: Any) -> None:
        """The only way to change its state; the caller records it in the journal of the envie."""
        transition = workflow.step(by, self, event)
        setattr(self, workflow.attribute, transition.target)


Index("ix_envie_picture_waiting", EnviePicture.state, EnviePicture.id)
