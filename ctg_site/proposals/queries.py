"""Reads of the public register: published envies d'agir, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, page_of
from ctg_site.domain.pictures import PictureState
from ctg_site.domain.vocabulary import SupportKind
from ctg_site.domain.workflow import Moderation, Outcome
from ctg_site.effects import files
from ctg_site.models.accompaniment import Figures, Support
from ctg_site.models.actions import Action, action_commitment, action_proposal
from ctg_site.models.convention import Commitment, Theme
from ctg_site.models.pictures import EnviePicture
from ctg_site.models.proposals import Proposal, proposal_commitment
from ctg_site.models.stories import Photo, Quote, Story
from ctg_site.services import thread

from .face_queries import faces as faces
from .tally_queries import tally_of_all as tally_of_all

PAGE = 20


def published() -> Select[Any]:
    return (
        db.select(Proposal)
        .where(Proposal.moderation == Moderation.PUBLISHED)
        .order_by(Proposal.published_at.desc(), Proposal.id.desc())
        .options(joinedload(Proposal.structure), joinedload(Proposal.district))
    )


def register(after: int | None = None, size: int = PAGE) -> Page[Proposal]:
    """The published proposals after number `after`, newest first; a page costs the same anywhere."""
    select = published()
    if after is not None:
        moment = db.select(Proposal.published_at).where(Proposal.id == after).scalar_subquery()
        select = select.where(tuple_(Proposal.published_at, Proposal.id) < tuple_(moment, after))
    found = list(db.session.scalars(select.limit(size + 1)))
    return page_of(found, size, is_first=after is None)


def of_commitments(ids: Sequence[int], limit: int = 6) -> list[Proposal]:
    """Published envies that serve these commitments, by themselves or through an action: those done first."""
    done_first = db.case((Proposal.outcome == Outcome.REALISED, 0), else_=1)
    select = published().where(_serving(ids)).order_by(None)
    select = select.order_by(done_first, Proposal.published_at.desc(), Proposal.id.desc())
    return list(db.session.scalars(select.limit(limit)))


def _serving(ids: Sequence[int]) -> ColumnElement[bool]:
    """The envies that serve one of these commitments, by themselves or through an action."""
    through = db.select(action_proposal.c.proposal_id).join(
        action_commitment, action_commitment.c.action_id == action_proposal.c.action_id
    )
    direct = db.select(proposal_commitment.c.proposal_id)
    return or_(
        Proposal.id.in_(through.where(action_commitment.c.commitment_id.in_(ids))),
        Proposal.id.in_(direct.where(proposal_commitment.c.commitment_id.in_(ids))),
    )


@dataclass(frozen=True, slots=True)
class EnviesServing:
    """How many published envies serve some commitments, how many since a moment, how many are realised."""

    published: int
    since: int
    realised: int


def how_many_serve(ids: Sequence[int], since: datetime) -> EnviesServing:
    """Each envie once, whatever it serves, by itself or through an action: one statement."""
    recent = db.func.count(db.case((Proposal.published_at >= since, Proposal.id)))
    realised = db.func.count(db.case((Proposal.outcome == Outcome.REALISED, Proposal.id)))
    counted = db.select(db.func.count(Proposal.id), recent, realised)
    served = counted.where(Proposal.moderation == Moderation.PUBLISHED, _serving(ids))
    return EnviesServing(*db.session.execute(served).one())


def quotes_about(ids: Sequence[int], limit: int = 4) -> list[Quote]:
    """Residents' words of published stories about these commitments, the latest first."""
    told = (
        db.select(Quote)
        .join(Story, Story.id == Quote.story_id)
        .join(Proposal, Proposal.id == Story.proposal_id)
        .where(Proposal.moderation == Moderation.PUBLISHED, Story.published_at.is_not(None), _serving(ids))
        .order_by(Quote.id.desc())
    )
    return list(db.session.scalars(told.limit(limit)))


def latest(limit: int) -> list[Proposal]:
    """The last published proposals."""
    return list(db.session.scalars(published().limit(limit)))


@dataclass(frozen=True, slots=True)
class DoneEnvie:
    """A published envie that is done; `told`: its published story, or nothing."""

    proposal: Proposal
    told: str | None


def done(limit: int) -> list[DoneEnvie]:
    """The last ones, those with a photo first: one statement."""
    photo = db.select(Photo.id).where(Photo.story_id == Story.id).exists()
    shown = EnviePicture.state == PictureState.PUBLISHED
    picture = db.select(EnviePicture.id).where(EnviePicture.proposal_id == Proposal.id, shown).exists()
    is_told = (Story.proposal_id == Proposal.id) & Story.published_at.is_not(None)
    rows = (
        published()
        .outerjoin(Story, is_told)
        .add_columns(Story.text)
        .where(Proposal.outcome == Outcome.REALISED)
        .order_by(None)
        .order_by(db.case((photo | picture, 0), else_=1), Proposal.published_at.desc(), Proposal.id.desc())
    )
    return [DoneEnvie(*row) for row in db.session.execute(rows.limit(limit))]


def proposal(number: int) -> Proposal | None:
    """One proposal with its place and its journal, whatever its state: the policy says who may read it."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.district),
            joinedload(Proposal.referent),
            selectinload(Proposal.journal),
            selectinload(Proposal.commitments).joinedload(Commitment.theme).joinedload(Theme.convention),
        )
    ).scalar_one_or_none()


def same_wish(proposal: Proposal) -> int:
    """How many other people had the same envie: the files that the centre grouped with this one."""
    grouped = db.select(db.func.count(Proposal.id)).where(Proposal.grouped_with_id == proposal.id)
    return db.session.scalar(grouped) or 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the public reads of how an envie was helped, and what became of it once its story is published."""

    supports: list[SupportKind]
    story: Story | None
    figures: Figures | None
    actions: list[Action]
    pictures: Sequence[EnviePicture]


def pictures(proposal: Proposal) -> Sequence[EnviePicture]:
    """The pictures of this envie that everybody may see; while nobody reads it, none."""
    shown = EnviePicture.proposal_id == proposal.id, EnviePicture.state == PictureState.PUBLISHED
    rows = db.select(EnviePicture).where(*shown).order_by(EnviePicture.id)
    return db.session.scalars(rows).all() if proposal.is_public else ()


def told(proposal: Proposal) -> Told:
    supports = db.select(Support.kind).where(Support.proposal_id == proposal.id).distinct()
    kinds = set(db.session.scalars(supports))
    found = db.session.execute(
        db.select(Story, Figures)
        .outerjoin(Figures, Figures.proposal_id == Story.proposal_id)
        .where(Story.proposal_id == proposal.id, Story.published_at.is_not(None))
        .options(selectinload(Story.quotes), selectinload(Story.photos))
    ).one_or_none()
    story, figures = found if found else (None, None)
    given, linked = [kind for kind in SupportKind if kind in kinds], thread.actions_of(proposal)
    return Told(given, story, figures, linked, pictures(proposal))


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a photo that everybody may see."""

    content: bytes
    is_public: bool = True


def picture(number: int, photo: int, small: bool) -> Picture | None:
    """A photo of this envie, while both the envie and its story are published; else nothing."""
    name = db.session.scalar(
        db.select(Photo.name)
        .join(Story, Story.id == Photo.story_id)
        .join(Proposal, Proposal.id == Story.proposal_id)
        .where(Photo.id == photo, Proposal.id == number)
        .where(Proposal.moderation == Moderation.PUBLISHED, Story.published_at.is_not(None))
    )
    content = files.read_photo(name, small) if name else None
    return Picture(content) if content else None
