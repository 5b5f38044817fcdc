"""Writes: the life of a convention: its draft is shown or not, it begins and ends on its days."""

from datetime import date
from typing import Any

from ctg_site.db import db, operation
from ctg_site.domain.conventions import COMING, CONVENTION, ConventionEvent, ConventionState
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.convention import Commitment, Convention
from ctg_site.models.people import User
from ctg_site.models.search import SearchKind
from ctg_site.services import audit, publishing

from . import lasting_operations as lasting


@operation
def show(convention: Convention, event: ConventionEvent, by: User) -> None:
    """Let everybody read the draft, or no more; Forbidden or InvalidTransition as its table says."""
    change(convention, event, by)


def change(convention: Convention, event: ConventionEvent, by: Any) -> None:
    """Inside an operation: the one door of its state; the trail and the public index follow."""
    before = convention.is_public
    convention.advance(CONVENTION, event, by)
    if by is not SYSTEM:
        audit.record(
            AuditEvent.SETTING_CHANGED, by, subject=f"convention {convention.period}", detail=str(event)
        )
    if convention.is_public is not before:
        held = db.select(Commitment.id).where(Commitment.convention_id == convention.id)
        publishing.tells_otherwise(SearchKind.COMMITMENT, db.session.scalars(held))
    db.session.flush()


@operation
def turn(on: date) -> list[str]:
    """What this day asks of the conventions, once whatever how often it is asked: a line for each change."""
    return follow(on)


def turn_if_due(on: date) -> list[str]:
    """The same for whoever asks every few seconds: nothing is locked as long as nothing is due."""
    return turn(on) if is_due(on) else []


def remind(on: date) -> list[str]:
    """The same for the command of each day, were no mail loop there to turn the year."""
    return turn_if_due(on)


def is_due(on: date) -> bool:
    rows = db.session.scalars(db.select(Convention)).all()
    return any(due(convention, on) is not None for convention in rows)


def due(convention: Convention, on: date) -> ConventionEvent | None:
    """What its days ask of a convention today; a draft that no act follows waits for it."""
    if convention.state in COMING and convention.starts_on <= on and convention.has_act:
        return ConventionEvent.BEGIN
    if convention.state is ConventionState.IN_FORCE and convention.last_day < on:
        return ConventionEvent.END
    if convention.state is ConventionState.ENDED and convention.last_day >= on:
        return ConventionEvent.RESUME
    return None


def follow(on: date, chosen: Convention | None = None) -> list[str]:
    """Inside an operation: each convention follows its days; the one in force becomes the current one.

    When none is, the one `chosen` does if it began, else the current one stays.
    """
    told = []
    ordered = db.select(Convention).order_by(Convention.starts_on).with_for_update()
    conventions = list(db.session.scalars(ordered))
    for convention in conventions:
        while (event := due(convention, on)) is not None:
            change(convention, event, SYSTEM)
            told.append(f"convention {convention.period}: {event}")
    in_force = [one for one in conventions if one.state is ConventionState.IN_FORCE and one.starts_on <= on]
    _make_current(conventions, in_force[0] if in_force else None, chosen)
    return told


def _make_current(
    conventions: list[Convention], in_force: Convention | None, chosen: Convention | None
) -> None:
    before = next((one for one in conventions if one.is_current), None)
    began = chosen if chosen is not None and chosen.state not in COMING else None
    wanted = in_force or began or before or (conventions[0] if conventions else None)
    if wanted is None:
        return
    if wanted is not before:
        if before is not None:
            before.is_current = False
            db.session.flush()
        wanted.is_current = True
        db.session.flush()
    if not wanted.is_public:
        change(wanted, ConventionEvent.PUBLISH_DRAFT, SYSTEM)
    lasting.settle(wanted)
