"""Reads of the decisions still to do about commitments, or about the actions that carry them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, or_

from ctg_site.db import db
from ctg_site.domain.committee import MOST_DECISIONS
from ctg_site.domain.meetings import FollowUpState
from ctg_site.models.actions import action_commitment
from ctg_site.models.meetings import MeetingDecision, decision_action, decision_commitment

from .content import Content


def open_decisions(commitment_ids: Sequence[int]) -> int:
    """How many decisions about these commitments, or their actions, are still open, each once."""
    counted = db.select(db.func.count(MeetingDecision.id)).where(*_still_open(commitment_ids))
    return db.session.scalar(counted) or 0


def _still_open(commitment_ids: Sequence[int]) -> tuple[Any, ...]:
    direct = exists().where(
        decision_commitment.c.decision_id == MeetingDecision.id,
        decision_commitment.c.commitment_id.in_(commitment_ids),
    )
    through = exists().where(
        decision_action.c.decision_id == MeetingDecision.id,
        decision_action.c.action_id == action_commitment.c.action_id,
        action_commitment.c.commitment_id.in_(commitment_ids),
    )
    return MeetingDecision.state == FollowUpState.OPEN, or_(direct, through)


def still_to_do(commitment_id: int, on: date) -> list[Content]:
    still = db.select(MeetingDecision).where(*_still_open([commitment_id])).order_by(MeetingDecision.id)
    return [
        {
            "id": one.id,
            "text": one.text,
            "owner": one.owner,
            "due_on": one.due_on.isoformat() if one.due_on else None,
            "late": one.due_on is not None and one.due_on < on,
        }
        for one in db.session.scalars(still.limit(MOST_DECISIONS))
    ]
