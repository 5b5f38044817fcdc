"""Inside an operation that takes back a light act: it is to tell again, and the clock runs as before."""

from datetime import date, datetime
from typing import Any

from ctg_site.db import db
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal

from . import clock


def acted(proposal: Proposal) -> dict[str, Any]:
    """Start the clock again, as `clock.acted` does; what to give to `put_back` for it to run as before."""
    before = {
        "contacted_at": _written(proposal.contacted_at),
        "answered_in": proposal.answered_in,
        "moved_at": _written(proposal.moved_at),
        "due_on": _written(proposal.due_on),
    }
    clock.acted(proposal)
    return before | {"acted_at": _written(proposal.moved_at)}


def put_back(proposal: Proposal, before: dict[str, Any]) -> None:
    """Give a file the clock it had, unless something else happened to it since."""
    if _written(proposal.moved_at) != before["acted_at"]:
        return
    contacted, moved, due = before["contacted_at"], before["moved_at"], before["due_on"]
    proposal.contacted_at = datetime.fromisoformat(contacted) if contacted else None
    proposal.answered_in = before["answered_in"]
    proposal.moved_at = datetime.fromisoformat(moved) if moved else None
    proposal.due_on = date.fromisoformat(due) if due else None


def untell(at: str, by: User, *whose: Any) -> None:
    """What this person said was told, at this instant, is to tell again."""
    told = Notice.done_by_id == by.id, Notice.done_at == datetime.fromisoformat(at), *whose
    undone = db.update(Notice).where(*told).values(done_at=None, done_by_id=None)
    if not db.session.execute(undone.execution_options(synchronize_session="fetch")).rowcount:  # type: ignore[attr-defined]
        raise InvalidTransition("taken back already")


def _written(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None
