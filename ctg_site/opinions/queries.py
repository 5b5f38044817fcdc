"""Public reads of the opinions: what they are about, one of them by its link, the counts, the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain import codes
from ctg_site.domain.evaluation import BEGUN, ActionState
from ctg_site.domain.participation import OF_AN_ENVIE, QUESTIONS, OpinionCounts, Questions
from ctg_site.domain.workflow import Moderation
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.opinions import Opinion, OpinionAnswer, OpinionTally, Target, columns_of
from ctg_site.models.proposals import Proposal
from ctg_site.runtime import settings
from ctg_site.services import conventions

#: A commitment with what its address is made of.
ADDRESS = joinedload(Commitment.theme).joinedload(Theme.convention)


def questions(target: Target) -> Questions:
    return OF_AN_ENVIE if isinstance(target, Proposal) else QUESTIONS


@dataclass(frozen=True, slots=True)
class Said:
    """What a page shows of the opinions about one thing."""

    counts: OpinionCounts
    answer: OpinionAnswer | None
    #: The town says that it began, and some say that they have seen nothing yet.
    is_contradicted: bool
    #: The buttons: each question with its two answers.
    questions: Questions = QUESTIONS


def action(number: int) -> Action | None:
    """A published action; None for a draft."""
    return db.session.execute(
        db.select(Action).where(Action.number == number, Action.is_published)
    ).scalar_one_or_none()


def commitment(period: str, number: str) -> Commitment | None:
    """A commitment with its theme and its convention."""
    found = (
        db.select(Commitment)
        .join(Convention, Convention.id == Commitment.convention_id)
        .where(Convention.period == period, Commitment.number == number.upper(), conventions.is_public())
    )
    return db.session.execute(found.options(ADDRESS)).scalar_one_or_none()


def envie(number: int) -> Proposal | None:
    """A published envie."""
    published = Proposal.id == number, Proposal.moderation == Moderation.PUBLISHED
    return db.session.scalar(db.select(Proposal).where(*published))


def by_link(secret: str) -> Opinion | None:
    """The opinion that this link opens, with what it is about, while that is public."""
    link_hash = codes.hashed(secret.upper(), settings().code_key)
    found = db.select(Opinion).where(Opinion.link_hash == link_hash)
    whole = (
        joinedload(Opinion.action),
        joinedload(Opinion.proposal),
        joinedload(Opinion.commitment).options(ADDRESS),
    )
    opinion = db.session.execute(found.options(*whole)).scalar_one_or_none()
    return opinion if opinion is not None and opinion.is_public else None


def by_tap(tap_key: str, since: datetime) -> Opinion | None:
    """The opinion of the same device, about the same thing and saying the same, that came since then."""
    same = db.select(Opinion).where(Opinion.tap_key == tap_key, Opinion.created_at >= since)
    return db.session.scalars(same.order_by(Opinion.id.desc()).limit(1)).one_or_none()


def said(target: Target, states: Iterable[ActionState]) -> Said:
    """What is shown under an action or a commitment, whose actions are in these states: two statements."""
    ((column, number),) = columns_of(target).items()
    tally = db.select(OpinionTally).where(getattr(OpinionTally, column) == number)
    found = db.session.execute(tally).scalar_one_or_none()
    counts = found.counts if found else OpinionCounts()
    contradicted = bool(counts.not_yet) and any(state in BEGUN for state in states)
    return Said(counts, standing_answer(target), contradicted)


def standing_answer(target: Target) -> OpinionAnswer | None:
    """What the coordination answers now."""
    ((column, number),) = columns_of(target).items()
    given = db.select(OpinionAnswer).where(getattr(OpinionAnswer, column) == number)
    last = given.where(OpinionAnswer.ended_at.is_(None)).order_by(OpinionAnswer.id.desc()).limit(1)
    return db.session.execute(last).scalar_one_or_none()


def of_convention(convention_id: int) -> OpinionCounts:
    """The opinions on all its commitments and its published actions: one statement."""
    commitments = db.select(Commitment.id).where(Commitment.convention_id == convention_id)
    actions = db.select(Action.id).where(Action.convention_id == convention_id, Action.is_published)
    return _whole(commitments, actions)


def of_commitments(ids: list[int]) -> OpinionCounts:
    """The opinions on these commitments and on the published actions that carry them, each action once."""
    links = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id.in_(ids))
    actions = db.select(Action.id).where(Action.is_published, Action.id.in_(links))
    return _whole(ids, actions)


def _whole(commitments: Any, actions: Any) -> OpinionCounts:
    names = ("seen", "not_yet", "useful", "to_improve")
    sums = [db.func.coalesce(db.func.sum(getattr(OpinionTally, name)), 0) for name in names]
    about = OpinionTally.commitment_id.in_(commitments) | OpinionTally.action_id.in_(actions)
    return OpinionCounts(*db.session.execute(db.select(*sums).where(about)).one())
