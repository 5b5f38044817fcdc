"""Reads: the meetings that touch an aim, a domain or a topic; the themes that a list of meetings offers."""

from typing import Any

from sqlalchemy import or_, union, union_all

from ctg_site.db import db
from ctg_site.models.actions import Action, action_commitment
from ctg_site.models.agenda import Meeting, meeting_action, meeting_commitment, meeting_theme
from ctg_site.models.convention import Commitment, Convention, GoverningBody, Theme
from ctg_site.services import conventions, items
from ctg_site.services.kept_parts import kept


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


@kept
def theme_choices() -> dict[str, str]:
    """The name of each theme by its code: those of today, then the others that a public meeting is about.

    What is of another convention tells which; a code that two of them have is one choice. One statement.
    """
    known = db.select(Theme.code, Theme.name, Convention.period, Convention.is_current).join(Theme.convention)
    told = db.select(Theme.code).where(Theme.id.in_(_themes_met()))
    offered = known.where(conventions.is_latest_theme(), or_(Convention.is_current, Theme.code.in_(told)))
    ordered = offered.order_by(Convention.is_current.desc(), Convention.starts_on.desc(), Theme.position)
    return {
        code: name if is_current else f"{name} ({period})"
        for code, name, period, is_current in db.session.execute(ordered)
    }


def _themes_met() -> Any:
    """The themes that a public meeting is about, by itself, by its commitments or by the group that meets."""
    met = db.select(Meeting.id).where(Meeting.is_public)
    own = db.select(meeting_theme.c.theme_id).where(meeting_theme.c.meeting_id.in_(met))
    through = db.select(Commitment.theme_id).join(
        meeting_commitment, meeting_commitment.c.commitment_id == Commitment.id
    )
    group = db.select(GoverningBody.theme_id).join(Meeting, Meeting.body_id == GoverningBody.id)
    group = group.where(Meeting.is_public, GoverningBody.theme_id.is_not(None))
    return union(own, through.where(meeting_commitment.c.meeting_id.in_(met)), group)
