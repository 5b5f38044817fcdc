"""Writes that take back what was just noted by mistake: each is given what the act had answered."""

from datetime import datetime
from typing import Any

from ctg_site.db import db, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.vocabulary import ResourceAnswer
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.accompaniment import AccompanimentStep, ResourceRequest
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import undoing


@operation
def step_undone(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """The step that was said done is not."""
    step = db.session.get(AccompanimentStep, done["row"])
    at = datetime.fromisoformat(done["at"])
    if step is None or step.proposal_id != proposal.id or step.next_done_at != at:
        raise InvalidTransition("taken back already, or of another file")
    step.next_done_at = None
    undoing.put_back(proposal, done["clock"])
    proposal.note_down(FileEvent.NEXT_UNDONE, by)


@operation
def notice_untold(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """What was said told to the author is still to tell."""
    undoing.untell(done["at"], by, Notice.proposal_id == proposal.id)
    undoing.put_back(proposal, done["clock"])
    proposal.note_down(FileEvent.UNTOLD, by)


@operation
def forget_answer(proposal: Proposal, done: dict[str, Any], by: User) -> None:
    """The answer that was noted was not given: the request waits again."""
    request = db.session.get(ResourceRequest, done["row"])
    if request is None or request.proposal_id != proposal.id or request.answer is ResourceAnswer.PENDING:
        raise InvalidTransition("taken back already, or of another file")
    request.answer, request.answered_on = ResourceAnswer.PENDING, None
    undoing.put_back(proposal, done["clock"])
    proposal.note_down(FileEvent.REQUEST_WAITS, by)
