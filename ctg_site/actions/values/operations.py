"""Writes of the list of values: one value of one year, one sentence of news; each by itself."""

from ctg_site.actions.editing.operations import add_progress, note_measured
from ctg_site.db import db, operation
from ctg_site.domain.collecting import CollectedPart
from ctg_site.domain.workflow import OutOfDate
from ctg_site.models.actions import Action, ProgressUpdate
from ctg_site.models.indicators import Indicator, Measure
from ctg_site.models.people import User
from ctg_site.services import clock
from ctg_site.words.collecting import period


@operation
def save_value(indicator: Indicator, year: int, value: float | None, was: float | None, by: User) -> None:
    """Write what was found in a year; OutOfDate when it is no more what was read, nor what is written."""
    held = _measure(indicator.id, year)
    if (held.value if held else None) not in {was, value}:
        raise OutOfDate
    write_value(indicator, year, value, by)


@operation
def save_news(action: Action, text: str, by: User) -> None:
    """A sentence of today; the same one sent twice is one."""
    today = clock.today()
    same = (
        db.select(ProgressUpdate.id)
        .where(ProgressUpdate.action_id == action.id, ProgressUpdate.author_id == by.id)
        .where(ProgressUpdate.on == today, ProgressUpdate.public_text == text)
    )
    if db.session.scalar(same.limit(1)) is None:
        add_progress(action, today, text, "", by)


def write_value(
    indicator: Indicator, year: int, value: float | None, by: User, part: CollectedPart = CollectedPart.YEAR
) -> None:
    """Inside an operation, the indicator being locked: the value of a year, or of half of it, and no more."""
    held = _measure(indicator.id, year, part)
    if (held.value if held else None) == value:
        return
    measure = held or Measure(indicator_id=indicator.id, year=year, part=part, comment="")
    before = [measure.target, measure.value, measure.comment] if held else []
    measure.value = value
    db.session.add(measure)
    after = [measure.target, value, measure.comment]
    when = period(year, part)
    note_measured(indicator, {when: before} if held else {}, {when: after}, by)


def _measure(indicator_id: int, year: int, part: CollectedPart = CollectedPart.YEAR) -> Measure | None:
    of_year = Measure.indicator_id == indicator_id, Measure.year == year, Measure.part == part
    return db.session.scalars(db.select(Measure).where(*of_year).with_for_update()).one_or_none()
