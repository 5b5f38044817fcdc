"""What was done, within the whole town or one part of it: actions, news, opinions, words, doubts, stories."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.evaluation import BEGUN, ActionState, Tally
from ctg_site.domain.participation import OpinionCounts
from ctg_site.domain.workflow import Moderation
from ctg_site.models.actions import Action, ProgressUpdate, action_commitment, action_district
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.opinions import Opinion, OpinionTally
from ctg_site.models.places import District, Structure
from ctg_site.models.proposals import Proposal
from ctg_site.models.stories import Photo, Quote, Story

from .counting_queries import serving, year_of

STORIES, NEWS, WORDS, DOUBTED = 3, 5, 4, 5
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the town that a page of the bilan is about, as conditions; none: all of it."""

    actions: tuple[Condition, ...] = ()
    news: tuple[Condition, ...] = ()
    quotes: tuple[Condition, ...] = ()
    opinions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class DoneThere:
    """Published actions by state, the last news of them, words of residents, opinions.

    `doubted`: actions that have begun for the town, and that some « have not seen yet ».
    """

    actions: list[Tally]
    news: list[ProgressUpdate]
    quotes: list[Quote]
    opinions: OpinionCounts
    doubted: list[OpinionTally]


def scope(name: str, word: str, convention: Convention | None) -> Scope:
    """What a word of the address leaves; of an unknown one, nothing."""
    return SCOPES[name](word, convention) if name else Scope()


def done(found: Scope) -> DoneThere:
    """Five statements, whatever there is."""
    return DoneThere(_actions(found), _news(found), _quotes(found), _opinions(found), _doubted(found))


def _actions(found: Scope) -> list[Tally]:
    counted = db.select(Action.state, db.func.count(Action.id)).where(Action.is_published, *found.actions)
    states: dict[ActionState, int] = dict(db.session.execute(counted.group_by(Action.state)).all())
    return [Tally(state, states[state]) for state in ActionState if state in states]


def _news(found: Scope) -> list[ProgressUpdate]:
    told = (
        db.select(ProgressUpdate)
        .join(Action, Action.id == ProgressUpdate.action_id)
        .where(Action.is_published, ProgressUpdate.published_at.is_not(None), *found.actions, *found.news)
        .order_by(ProgressUpdate.on.desc(), ProgressUpdate.id.desc())
        .options(joinedload(ProgressUpdate.action))
    )
    return list(db.session.scalars(told.limit(NEWS)))


def _quotes(found: Scope) -> list[Quote]:
    """Each was agreed to, in a story that everybody reads."""
    said = (
        db.select(Quote)
        .join(Story, Story.id == Quote.story_id)
        .join(Proposal, Proposal.id == Story.proposal_id)
        .where(Proposal.moderation == Moderation.PUBLISHED, Story.published_at.is_not(None), *found.quotes)
    )
    return list(db.session.scalars(said.order_by(Quote.id.desc()).limit(WORDS)))


def _opinions(found: Scope) -> OpinionCounts:
    """Those on actions and commitments that count: none of a flood that nobody looked at."""
    count = db.func.count(Opinion.id)
    columns = [
        count.filter(said)
        for one in (Opinion.seen, Opinion.useful)
        for said in (one.is_(True), one.is_(False))
    ]
    public = Action.is_published | Opinion.commitment_id.is_not(None)
    counted = (
        db.select(*columns)
        .select_from(Opinion)
        .outerjoin(Action, Action.id == Opinion.action_id)
        .where(Opinion.proposal_id.is_(None), Opinion.wave.is_(None), public, *found.opinions)
    )
    return OpinionCounts(*db.session.execute(counted).one())


def _doubted(found: Scope) -> list[OpinionTally]:
    doubts = (
        db.select(OpinionTally)
        .join(Action, Action.id == OpinionTally.action_id)
        .where(Action.is_published, Action.state.in_(BEGUN), OpinionTally.not_yet > 0, *found.actions)
        .order_by(OpinionTally.not_yet.desc(), OpinionTally.id)
        .options(joinedload(OpinionTally.action))
    )
    return list(db.session.scalars(doubts.limit(DOUBTED)))


def stories() -> list[tuple[Proposal, Story]]:
    """The last envies whose published story holds a photo, each with it: one statement."""
    pictured = Story.id.in_(db.select(Photo.story_id))
    told = (
        db.select(Proposal, Story)
        .join(Story, Story.proposal_id == Proposal.id)
        .where(Proposal.moderation == Moderation.PUBLISHED, Story.published_at.is_not(None), pictured)
        .order_by(Story.published_at.desc(), Story.id.desc())
    )
    return [(proposal, story) for proposal, story in db.session.execute(told.limit(STORIES))]


def _of_year(word: str, convention: Convention | None) -> Scope:
    year = int(word)
    days = ProgressUpdate.on >= date(year, 1, 1), ProgressUpdate.on <= date(year, 12, 31)
    moved = db.select(ProgressUpdate.action_id).where(ProgressUpdate.published_at.is_not(None), *days)
    agreed = Quote.consented_on >= date(year, 1, 1), Quote.consented_on <= date(year, 12, 31)
    return Scope((Action.id.in_(moved),), days, agreed, (year_of(Opinion.created_at, year),))


def _of_theme(word: str, convention: Convention | None) -> Scope:
    themes: list[Theme] = convention.themes if convention else []
    return _of_commitments([one.id for theme in themes if theme.slug == word for one in theme.commitments])


def _of_commitment(word: str, convention: Convention | None) -> Scope:
    commitments: list[Commitment] = convention.commitments if convention else []
    return _of_commitments([one.id for one in commitments if one.number == word])


def _of_commitments(ids: list[int]) -> Scope:
    links = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id.in_(ids))
    actions, pairs = Action.id.in_(links), serving(ids)
    about = or_(Opinion.commitment_id.in_(ids), actions)
    return Scope((actions,), (), (Proposal.id.in_(db.select(pairs.c.proposal_id)),), (about,))


def _of_district(word: str, convention: Convention | None) -> Scope:
    number = db.select(District.id).where(District.slug == word)
    links = db.select(action_district.c.action_id).where(action_district.c.district_id.in_(number))
    actions: Any = Action.id.in_(links)
    return Scope((actions,), (), (Proposal.district_id.in_(number),), (actions,))


def _of_centre(word: str, convention: Convention | None) -> Scope:
    number = db.select(Structure.id).where(Structure.slug == word)
    actions: Any = Action.lead_id.in_(number)
    return Scope((actions,), (), (Proposal.structure_id.in_(number),), (actions,))


SCOPES: dict[str, Callable[[str, Convention | None], Scope]] = {
    "annee": _of_year,
    "theme": _of_theme,
    "engagement": _of_commitment,
    "quartier": _of_district,
    "centre": _of_centre,
}
