"""Reads: the conventions that the file of a meeting may be about, the one of its day first."""

from sqlalchemy import or_

from ctg_site.db import db
from ctg_site.domain.conventions import COMING, ConventionState
from ctg_site.domain.town_calendar import local
from ctg_site.models.agenda import Meeting
from ctg_site.models.convention import Convention


def offered(meeting: Meeting) -> list[Convention]:
    """The one that held on the day of the meeting, the current one, the last that ended: one statement."""
    day = local(meeting.starts_at).date()
    began = or_(Convention.is_current, Convention.state.not_in(COMING))
    known = list(db.session.scalars(db.select(Convention).where(began).order_by(Convention.starts_on.desc())))
    held = [one for one in known if one.state not in COMING and one.starts_on <= day <= one.last_day]
    current = [one for one in known if one.is_current]
    ended = [one for one in known if one.state is ConventionState.ENDED]
    return list(dict.fromkeys((*held, *current, *ended[:1])))
