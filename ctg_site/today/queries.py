"""Reads of « Aujourd’hui »: what somebody owes, and what was done since Monday."""

from datetime import date, timedelta
from typing import Any

from ctg_site.db import db
from ctg_site.domain.town_calendar import at
from ctg_site.models.people import User
from ctg_site.services import owed as sources
from ctg_site.services.owed import Owed


def owed(person: Any, on: date) -> list[Owed]:
    """One statement for each source that concerns this person."""
    return list(sources.owed_by(person, on))


def done(person: Any, on: date) -> list[str]:
    """What was done since Monday, in sentences."""
    return list(sources.done_by(person, at(on - timedelta(days=on.weekday()))))


def readers() -> list[int]:
    """Everybody who may owe something, by number: whoever has an account that opens."""
    opens = User.is_active, User.password_hash.is_not(None)
    return list(db.session.scalars(db.select(User.id).where(*opens).order_by(User.id)))
