"""Reads: what of the convention a meeting may be about, and the meetings that are about a part of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, false, or_
from sqlalchemy.orm import joinedload

from ctg_site.agenda.queries import PAGE, coming, midnight, of_themes, public
from ctg_site.db import db
from ctg_site.domain.town_calendar import local
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting, meeting_action, meeting_commitment
from ctg_site.models.convention import Commitment, Convention, Theme
from ctg_site.models.meetings import MeetingDecision
from ctg_site.services import clock, thread

#: What may be chosen, and what is shown of each side of today.
MOST_OFFERED, MOST_TOLD = 500, 5


@dataclass(frozen=True, slots=True)
class MeetingsAbout:
    """The next meetings, the latest past ones, and by meeting what it decided, once everybody reads it."""

    coming: list[Meeting]
    past: list[Meeting]
    decisions: dict[int, list[MeetingDecision]]


def about_theme(theme_id: int) -> MeetingsAbout:
    return _about(of_themes([theme_id]))


def about_commitment(commitment_id: int) -> MeetingsAbout:
    linked = meeting_commitment.c.commitment_id == commitment_id
    return _about(Meeting.id.in_(db.select(meeting_commitment.c.meeting_id).where(linked)))


def about_action(action_id: int) -> MeetingsAbout:
    linked = meeting_action.c.action_id == action_id
    return _about(Meeting.id.in_(db.select(meeting_action.c.meeting_id).where(linked)))


def _about(condition: Any) -> MeetingsAbout:
    """Three statements, however many there are."""
    before = public().where(Meeting.starts_at < midnight(clock.today()), condition)
    latest = before.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST_TOLD)
    past = list(db.session.scalars(latest))
    told = db.select(MeetingDecision).where(
        MeetingDecision.meeting_id.in_([one.id for one in past if one.tells_minutes])
    )
    decisions: dict[int, list[MeetingDecision]] = {}
    for decision in db.session.scalars(told.order_by(MeetingDecision.id)):
        decisions.setdefault(decision.meeting_id, []).append(decision)
    return MeetingsAbout(coming(MOST_TOLD, condition), past, decisions)


def decisions_about(commitment_ids: Sequence[int], limit: int = PAGE) -> list[MeetingDecision]:
    """The published decisions about one of these commitments, the latest first, each with its meeting."""
    decided = (
        db.select(MeetingDecision)
        .join(Meeting, Meeting.id == MeetingDecision.meeting_id)
        .where(Meeting.is_public, Meeting.minutes_published_at.is_not(None))
        .where(MeetingDecision.commitments.any(Commitment.id.in_(commitment_ids)))
        .order_by(MeetingDecision.id.desc())
        .options(joinedload(MeetingDecision.meeting))
    )
    return list(db.session.scalars(decided.limit(limit)))


def held(thing: Meeting | MeetingDecision | None) -> dict[str, list[int]]:
    """What this is tied to already, by the name of the tie; its ties are loaded."""
    names = ("themes", "commitments", "actions")
    return {name: [one.id for one in getattr(thing, name, ())] for name in names}


def offered(
    person: Any, meeting: Meeting | None, thing: Meeting | MeetingDecision | None = None
) -> dict[str, dict[int, str]]:
    """What this person may tie it to, in words: of its own convention first, then of the current one.

    What it holds is offered still, whatever its convention; an action that this person may not read is not.
    """
    known, ids = held(thing), _conventions(meeting)
    return {
        "themes": _words(_rows(Theme, ids, known["themes"], Theme.position), lambda one: one.name),
        "commitments": _words(
            _rows(Commitment, ids, known["commitments"], Commitment.theme_id, Commitment.position),
            lambda one: f"{one.number}\u00a0: {one.plain_title}",
        ),
        "actions": _words(
            [
                row
                for row in _rows(Action, ids, known["actions"], Action.number)
                if thread.may_tie(person, row[0])
            ],
            lambda one: f"n°\u00a0{one.number}\u00a0: {one.title}",
        ),
    }


def _conventions(meeting: Meeting | None) -> list[int]:
    """The current one; before it that of the meeting’s day."""
    own: Any = false()
    if meeting is not None:
        day = local(meeting.starts_at).date()
        own = and_(Convention.starts_on <= day, Convention.last_day >= day)
    return list(db.session.scalars(db.select(Convention.id).where(or_(own, Convention.is_current))))


def _rows(model: Any, conventions: Collection[int], known: Collection[int], *order: Any) -> list[Any]:
    """Those of these conventions and those known already, each with its convention, the current one last."""
    found = (
        db.select(model, Convention)
        .join(Convention, Convention.id == model.convention_id)
        .where(or_(model.convention_id.in_(conventions), model.id.in_(known)))
        .order_by(Convention.is_current, Convention.starts_on, *order)
    )
    return list(db.session.execute(found.limit(MOST_OFFERED)))


def _words(rows: Iterable[Any], said: Callable[[Any], str]) -> dict[int, str]:
    """What is of another convention than the current one tells which."""
    return {
        one.id: said(one) if convention.is_current else f"{convention.period}, {said(one)}"
        for one, convention in rows
    }
