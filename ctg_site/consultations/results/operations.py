"""The life of a consultation: open, close, open again, and tell its results, counted once and kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ctg_site.consultations.building import queries as staff_queries
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import results
from ctg_site.domain.asking import Gap, gaps
from ctg_site.domain.participation import CONSULTATION, ConsultationEvent, ConsultationState
from ctg_site.domain.policy import Role
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import OutOfDate
from ctg_site.effects import outbox
from ctg_site.models.consultations import Consultation
from ctg_site.models.people import User
from ctg_site.services import audit, clock
from ctg_site.words.labels import label

from . import queries as results_queries

#: How long after its end what was decided is asked for when nobody published the results; how often.
ASKED_AFTER, ASKED_EVERY = timedelta(days=30), timedelta(days=14)


class NotReady(Exception):
    """Something must be done first: `gaps` say what."""

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(gaps)
        self.gaps = gaps


@operation
def move(
    consultation: Consultation,
    event: ConsultationEvent,
    by: User,
    version: int | None,
    reason: str = "",
    until: date | None = None,
) -> bool:
    """Make one move of its life; False when the results told earlier stay as they were."""
    if consultation.version != version:
        raise OutOfDate
    CONSULTATION.step(by, consultation, event)
    changed = ACTS[event](consultation, until)
    consultation.advance(CONSULTATION, event, by)
    said = label(event) if not reason else f"{label(event)}\u00a0: {reason}"
    audit.record(AuditEvent.DECISION, by, consultation.called, said)
    return changed


def _open(consultation: Consultation, until: date | None) -> bool:
    missing = gaps(staff_queries.sections(consultation.id), consultation.closes_on, clock.today())
    if missing:
        raise NotReady(missing)
    return True


def _withdraw(consultation: Consultation, until: date | None) -> bool:
    if staff_queries.is_begun(consultation.id):
        raise NotReady([Gap.ANSWERED])
    return True


def _close(consultation: Consultation, until: date | None) -> bool:
    """Before its day, its last day is today."""
    consultation.closes_on = max(consultation.opens_on, min(consultation.closes_on, clock.today()))
    return True


def _reopen(consultation: Consultation, until: date | None) -> bool:
    consultation.closes_on = max(until or consultation.closes_on, consultation.opens_on)
    return True


def _tell(consultation: Consultation, until: date | None) -> bool:
    """Count once; the public reads what is kept here. Told again for a few people more, the difference
    would be their answers: the counts told before stay."""
    before = (consultation.results or {}).get("counted")
    counted = staff_queries.people([consultation.id]).get(consultation.id, 0)
    if not results.may_tell_again(before, counted):
        return False
    consultation.results = results_queries.counted(consultation) | {"counted": counted}
    consultation.told_at = now()
    return True


ACTS: dict[ConsultationEvent, Callable[[Consultation, date | None], bool]] = {
    ConsultationEvent.OPEN: _open,
    ConsultationEvent.WITHDRAW: _withdraw,
    ConsultationEvent.CLOSE: _close,
    ConsultationEvent.REOPEN: _reopen,
    ConsultationEvent.TELL: _tell,
}


@operation
def note_export(consultation: Consultation, by: User) -> None:
    """The trail says who took the answers out."""
    audit.record(AuditEvent.EXPORTED, by, consultation.called)


@operation
def remind() -> int:
    """Ask whoever made a consultation what was decided after it, every two weeks; how many mails."""
    today = clock.today()
    owed: dict[User, list[int]] = {}
    for consultation in _unanswered(today):
        for person in _owners(consultation):
            owed.setdefault(person, []).append(consultation.id)
    for person, numbers in owed.items():
        outbox.tell_staff(person, "what_next", numbers=numbers)
    asked = {number for numbers in owed.values() for number in numbers}
    mark = db.update(Consultation).where(Consultation.id.in_(asked)).values(what_next_asked_on=today)
    in_bulk(mark)
    return len(owed)


def _unanswered(today: date) -> list[Consultation]:
    """Told, or over for long, and nobody said what was decided; asked for too long ago, or never."""
    over = Consultation.state.in_((ConsultationState.OPEN, ConsultationState.CLOSED)) & (
        Consultation.closes_on <= today - ASKED_AFTER
    )
    asked: Any = Consultation.what_next_asked_on
    return list(
        db.session.scalars(
            db.select(Consultation)
            .where(Consultation.what_next == "", (Consultation.state == ConsultationState.TOLD) | over)
            .where(asked.is_(None) | (asked <= today - ASKED_EVERY))
            .order_by(Consultation.id)
            .with_for_update()
        )
    )


def _owners(consultation: Consultation) -> list[User]:
    """Whoever made it; once gone, the coordination."""
    active = db.select(User).where(User.is_active)
    found = list(db.session.scalars(active.where(User.id == consultation.owner_id)))
    return found or list(db.session.scalars(active.where(User.role == Role.COORDINATOR)))
