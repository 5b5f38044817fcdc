"""Writes: an avenant is recorded, which gives a convention another end; the last one may be taken back."""

from dataclasses import dataclass
from datetime import date, timedelta

from ctg_site.db import db, operation
from ctg_site.domain.conventions import (
    AmendmentFault,
    ConventionEvent,
    PeriodDays,
    amendment_fault,
    overlapped,
)
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import Forbidden, InvalidTransition
from ctg_site.models.convention import Convention
from ctg_site.models.people import User
from ctg_site.models.years import Amendment
from ctg_site.services import audit, clock

from . import years_operations, years_queries


@dataclass(frozen=True, slots=True)
class AmendmentSaid:
    """What an avenant says: the day and the reference of its act, the end that it gives, what it changes."""

    signed_on: date
    reference: str
    new_end: date | None = None
    what: str = ""


class AmendmentRefused(Exception):
    """Why it is not kept; `last_day` is that of the convention, `other` the period of another one."""

    def __init__(self, fault: AmendmentFault, last_day: date, other: str = "") -> None:
        super().__init__(str(fault))
        self.fault, self.last_day, self.other = fault, last_day, other


@operation
def amend(convention: Convention, said: AmendmentSaid, by: User) -> Amendment:
    """Record an avenant; the convention runs until the end that it gives. AmendmentRefused as above."""
    if not allowed(by, Permission.CONVENTION_KEEP, convention):
        raise Forbidden("an avenant is the coordination’s")
    _refuse(convention, said)
    made = Amendment(
        convention_id=convention.id,
        signed_on=said.signed_on,
        reference=said.reference,
        new_end=said.new_end,
        what=said.what,
        actor_id=by.id,
    )
    db.session.add(made)
    convention.prolonged_to = said.new_end or convention.prolonged_to
    _put_drafts_off(convention)
    _note(convention, ConventionEvent.AMENDED, said.reference, by)
    return made


def _put_drafts_off(convention: Convention) -> None:
    """A draft that no act follows yet begins after the convention that it prepares the end of."""
    for draft in years_queries.everything():
        if not draft.has_act and draft.starts_on <= convention.last_day < draft.ends_on:
            draft.starts_on = convention.last_day + timedelta(days=1)


@operation
def take_back(amendment: Amendment, convention: Convention, by: User) -> None:
    """Erase the last avenant, recorded by mistake: the end is again what it was before."""
    known = years_queries.amendments(convention)
    if max(one.id for one in known) != amendment.id:
        raise InvalidTransition("another avenant was recorded since")
    db.session.delete(amendment)
    ends = [one.new_end for one in known if one.new_end and one.id != amendment.id]
    convention.prolonged_to = max(ends, default=None)
    _note(convention, ConventionEvent.UNAMENDED, amendment.reference, by)


def _refuse(convention: Convention, said: AmendmentSaid) -> None:
    if any(one.reference == said.reference for one in years_queries.amendments(convention)):
        raise AmendmentRefused(AmendmentFault.KNOWN, convention.last_day)
    others = [one.days for one in years_queries.everything() if one.has_act]
    fault = amendment_fault(convention.days, said.signed_on, said.new_end, said.what, others)
    if fault is not None:
        last = said.new_end or convention.last_day
        other = overlapped(PeriodDays(convention.period, convention.starts_on, last), others)
        raise AmendmentRefused(fault, convention.last_day, other.name if other else "")


def _note(convention: Convention, event: ConventionEvent, reference: str, by: User) -> None:
    convention.note_down(event, by, reference)
    subject = f"convention {convention.period}"
    audit.record(AuditEvent.SETTING_CHANGED, by, subject=subject, detail=f"{event}\u00a0: {reference}")
    db.session.flush()
    years_operations.follow(clock.today())
