"""Writes about the decisions of a meeting: note one, follow it up, close it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ctg_site.agenda.ties.operations import tie
from ctg_site.db import db, operation
from ctg_site.domain.evaluation import ActionNews
from ctg_site.domain.journal import AgendaEvent
from ctg_site.domain.meetings import FOLLOW_UP, FollowUp
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.actions import Action
from ctg_site.models.agenda import Meeting, note_down
from ctg_site.models.meetings import MeetingDecision, decision_action, decision_commitment
from ctg_site.models.people import User
from ctg_site.services import thread


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: who does it, by when, and what of the convention it is about."""

    text: str
    owner: str = ""
    due_on: date | None = None
    commitments: Sequence[int] = ()
    actions: Sequence[int] = ()


@operation
def decide(meeting: Meeting, decided: Decided, by: User) -> MeetingDecision:
    """Note what a meeting decided."""
    decision = MeetingDecision(
        meeting_id=meeting.id,
        text=decided.text,
        owner=decided.owner,
        due_on=decided.due_on,
        actor_id=by.id,
    )
    db.session.add(decision)
    db.session.flush()
    _link(decision, decided)
    note_down(decision, "decision", AgendaEvent.DECIDE, by, row=decision.id)
    if meeting.tells_minutes:
        tell([decision.id], by)
    return decision


@operation
def change(
    meeting: Meeting, decision: MeetingDecision, decided: Decided, by: User, version: int | None
) -> None:
    """Correct what was noted, or give it another day."""
    if decision.version != version:
        raise OutOfDate
    moved, before = decision.due_on != decided.due_on, _actions([decision.id])
    decision.text, decision.owner, decision.due_on = decided.text, decided.owner, decided.due_on
    _link(decision, decided)
    note_down(decision, "decision", AgendaEvent.DUE if moved else AgendaEvent.CHANGE, by, row=decision.id)
    if meeting.tells_minutes:
        tell([decision.id], by, before)


@operation
def follow(
    meeting: Meeting,
    decision: MeetingDecision,
    event: FollowUp | None,
    note: str,
    by: User,
    version: int | None,
) -> None:
    """Say how far it is; `event` closes or reopens it."""
    if decision.version != version:
        raise OutOfDate
    if event is None:
        note_down(decision, "decision", AgendaEvent.NOTE, by, note, row=decision.id)
    else:
        decision.advance(FOLLOW_UP, event, by, note)


def tell(decisions: Sequence[int], by: User, known: Collection[int] = ()) -> None:
    """Inside an operation: the public reads these decisions; the people of their actions are told."""
    numbers = _actions(decisions) - set(known)
    found = db.session.scalars(db.select(Action).where(Action.id.in_(numbers)).order_by(Action.id)).all()
    thread.tell([thread.News(action, ActionNews.DECISION) for action in found], by)


def _actions(decisions: Sequence[int]) -> set[int]:
    tied = db.select(decision_action.c.action_id).where(decision_action.c.decision_id.in_(decisions))
    return set(db.session.scalars(tied))


def _link(decision: MeetingDecision, decided: Decided) -> None:
    tie(decision_commitment, decision.id, decided.commitments)
    tie(decision_action, decision.id, decided.actions)
