"""Writes: the names of persons leave the files of old meetings; what they say, and for which body, stays."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_

from ctg_site.db import db, operation
from ctg_site.domain.retention import KeptData
from ctg_site.models.agenda import Meeting
from ctg_site.models.committee import CommitteeFile
from ctg_site.runtime import life

from . import content


def forget(instant: datetime) -> int:
    """The files of the meetings of so long ago lose the names of who made, signed and answered; how many."""
    over = Meeting.starts_at < life(KeptData.STAFF_SIGNED).before(instant)
    whose: Any = (CommitteeFile.gathered, CommitteeFile.frozen)
    named = or_(*(column["author"].as_string() != content.SOMEBODY for column in whose))
    old = db.select(CommitteeFile.id).join(Meeting, Meeting.id == CommitteeFile.meeting_id)
    numbers = list(db.session.scalars(old.where(over, named).order_by(CommitteeFile.id)))
    for number in numbers:
        _lose_names(number)
    return len(numbers)


@operation
def _lose_names(number: int) -> None:
    file = db.session.get_one(CommitteeFile, number, with_for_update=True, populate_existing=True)
    for column in ("gathered", "frozen"):
        held = getattr(file, column)
        setattr(file, column, None if held is None else content.without_names(held))
