"""Inside an operation that takes back a light act: it is to tell again, and the file is as it was before."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ctg_site.db import db
from ctg_site.domain.workflow import InvalidTransition
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal

from . import clock

#: What `clock.acted` changes of a file.
CLOCK = ("contacted_at", "answered_in", "moved_at", "due_on")


def acted(proposal: Proposal) -> dict[str, Any]:
    """Start the clock again, as `clock.acted` does; what to give to `put_back` for it to run as before."""
    before = kept(proposal, CLOCK)
    clock.acted(proposal)
    return before | {"acted_at": _written(proposal.moved_at)}


def put_back(proposal: Proposal, before: dict[str, Any]) -> None:
    """Give a file the clock it had, unless something else happened to it since."""
    if _written(proposal.moved_at) == before["acted_at"]:
        give_back(proposal, {name: before[name] for name in CLOCK})


def kept(proposal: Proposal, names: Iterable[str]) -> dict[str, Any]:
    """What a file holds under these names, numbers, days and instants, as an address can carry them."""
    return {name: _written(getattr(proposal, name)) for name in names}


def give_back(proposal: Proposal, before: dict[str, Any]) -> None:
    """Give a file what it held."""
    for name, value in before.items():
        setattr(proposal, name, _read(value))


def untell(at: str, by: User, *whose: Any) -> None:
    """What this person said was told, at this instant, is to tell again."""
    told = Notice.done_by_id == by.id, Notice.done_at == datetime.fromisoformat(at), *whose
    undone = db.update(Notice).where(*told).values(done_at=None, done_by_id=None)
    if not db.session.execute(undone.execution_options(synchronize_session="fetch")).rowcount:  # type: ignore[attr-defined]
        raise InvalidTransition("taken back already")


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(value: Any) -> Any:
    """A day is shorter than an instant."""
    if not isinstance(value, str):
        return value
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
