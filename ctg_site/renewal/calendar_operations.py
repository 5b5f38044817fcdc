"""Writes: the steps that lead to the next convention: planned, changed, done, erased."""

from dataclasses import asdict, dataclass
from datetime import date

from ctg_site.db import db, operation
from ctg_site.domain.conventions import ConventionEvent
from ctg_site.domain.policy import Permission, allowed
from ctg_site.domain.workflow import Forbidden, OutOfDate
from ctg_site.models.convention import Convention
from ctg_site.models.people import User
from ctg_site.models.renewal import RenewalStep


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What a step says: what, who, for which day, and the day it was done."""

    title: str
    who: str
    due_on: date
    done_on: date | None = None


@operation
def plan(convention: Convention, said: StepSaid, by: User) -> RenewalStep:
    """Add a step to the renewal of this convention."""
    _allow(by, convention)
    made = RenewalStep(convention_id=convention.id, **asdict(said))
    db.session.add(made)
    _note(convention, f"+ {said.title}", by)
    return made


@operation
def change(step: RenewalStep, said: StepSaid, by: User, version: int) -> None:
    """Say a step otherwise, or that it was done. OutOfDate when somebody changed it meanwhile."""
    convention = _mine(step, by, version)
    for name, value in asdict(said).items():
        setattr(step, name, value)
    done = ", fait" if said.done_on else ""
    _note(convention, f"{said.title}{done}", by)


@operation
def erase(step: RenewalStep, by: User, version: int) -> None:
    """Take a step out of the calendar."""
    convention = _mine(step, by, version)
    db.session.delete(step)
    _note(convention, f"− {step.title}", by)


def _mine(step: RenewalStep, by: User, version: int) -> Convention:
    convention = db.session.get_one(Convention, step.convention_id)
    _allow(by, convention)
    if step.version != version:
        raise OutOfDate
    return convention


def _allow(by: User, convention: Convention) -> None:
    if not allowed(by, Permission.CONVENTION_KEEP, convention):
        raise Forbidden("the calendar is the coordination’s")


def _note(convention: Convention, said: str, by: User) -> None:
    convention.note_down(ConventionEvent.CALENDAR, by, said)
