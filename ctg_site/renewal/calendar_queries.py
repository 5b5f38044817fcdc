"""Reads of the calendar of the renewal: one step, those that are late."""

from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.models.renewal import RenewalStep
from ctg_site.services.owed import Waiting, how_many


def step(number: int) -> RenewalStep | None:
    """A step with its convention."""
    wanted = (
        db.select(RenewalStep).where(RenewalStep.id == number).options(joinedload(RenewalStep.convention))
    )
    return db.session.execute(wanted).scalar_one_or_none()


def late(person: Any, on: date) -> Waiting:
    """The steps whose day is past and that are not done, the oldest first."""
    rows = db.select(RenewalStep.id, RenewalStep.due_on)
    waiting = rows.where(RenewalStep.done_on.is_(None), RenewalStep.due_on < on)
    return how_many(waiting.order_by(RenewalStep.due_on, RenewalStep.id))
