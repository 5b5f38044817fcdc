"""Reads: the meetings that touch an aim, a domain or a topic, by what of the convention they are about."""

from typing import Any

from sqlalchemy import union_all

from ctg_site.db import db
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.agenda import Meeting, meeting_action, meeting_commitment, meeting_theme
from ctg_site.models.convention import Commitment, GoverningBody
from ctg_site.services import items


def links() -> Any:
    """Pairs of a meeting and a commitment: its own, those of its themes, of its body and of its actions."""
    meeting, commitment = meeting_commitment.c.meeting_id, meeting_commitment.c.commitment_id
    own = db.select(meeting.label("thing_id"), commitment.label("commitment_id"))
    themes = db.select(meeting_theme.c.meeting_id, Commitment.id).join(
        Commitment, Commitment.theme_id == meeting_theme.c.theme_id
    )
    group = (
        db.select(Meeting.id, Commitment.id)
        .join(GoverningBody, GoverningBody.id == Meeting.body_id)
        .join(Commitment, Commitment.theme_id == GoverningBody.theme_id)
    )
    actions = (
        db.select(meeting_action.c.meeting_id, action_commitment.c.commitment_id)
        .join(action_commitment, action_commitment.c.action_id == meeting_action.c.action_id)
        .join(Action, Action.id == meeting_action.c.action_id)
        .where(Action.is_published)
    )
    return union_all(own, themes, group, actions)


def touching(word: str) -> Any:
    """Said of a meeting: it touches this item, by its word in addresses."""
    linked = links().subquery()
    touched = linked.c.commitment_id.in_(items.commitments_of(word))
    return Meeting.id.in_(db.select(linked.c.thing_id).where(touched))
