"""Makes places with their hours, through the operations of the site, and the steps of a pathway."""

from datetime import date

from ctg_site.db import db
from ctg_site.directory import operations
from ctg_site.domain.hours import read_day
from ctg_site.domain.policy import Role
from ctg_site.models.convention import PathwayStep
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from tests import factories

WEEK = ("9h-12h, 14h-18h",) * 5


def coordinator():
    found = db.session.scalars(db.select(User).where(User.role == Role.COORDINATOR).limit(1)).one_or_none()
    return found or factories.staff(Role.COORDINATOR)


def place(name, week=(), audiences=(), accesses=(), steps=(), closed=None, on_holidays=False, **columns):
    """A structure, described; `week` gives the hours of each weekday from Monday, as people write them."""
    made = {"kind": "creche", "receives_proposals": False, "is_confirmed": True}
    kept = {key: columns.pop(key) for key in list(columns) if key in SHEET}
    structure = factories.centre(name=name, **made | columns)
    by = coordinator()
    structure = db.session.get(Structure, structure.id)
    told = operations.PlaceSheet(kept, audiences, accesses, [str(step.id) for step in steps])
    operations.describe(structure, told, by=by, version=structure.version)
    days = {weekday: spans for weekday, text in enumerate(week) if (spans := read_day(text))}
    operations.set_hours(structure, days, on_holidays, by=by, version=structure.version)
    for first, last in closed or ():
        operations.close(structure, first, last, "Congés", by=by)
    return structure


SHEET = ("description", "age_from", "age_to", "email", "website", "access_note", "latitude", "longitude")


def steps():
    return list(db.session.scalars(db.select(PathwayStep).order_by(PathwayStep.position)))


def bridge(before, after, title="Une matinée ensemble", structures=()):
    values = {"title": title, "plain_text": "On se rencontre.", "structures": [str(s.id) for s in structures]}
    return operations.build_bridge(before, after, values, by=coordinator())


SUMMER = [(date(2026, 8, 1), date(2026, 8, 31))]
