"""Somebody of a centre of the demonstration is away, and a colleague answers meanwhile: all invented."""

from datetime import timedelta

from ctg_site.db import db, now, operation
from ctg_site.models.outbox import Notice
from ctg_site.models.people import User
from ctg_site.models.places import Structure
from ctg_site.services import clock
from ctg_site.slicing import Town

from .team import operations

AWAY, STANDS_IN, SAID_BY, CENTRE = "basile", "agathe", "delphine", "la-lune"
#: From yesterday on, for a fortnight.
BEGAN, DAYS = timedelta(1), timedelta(14)


def play(town: Town) -> None:
    centre = db.session.scalars(db.select(Structure).where(Structure.slug == CENTRE)).one()
    away, stand_in, by = (town.people[key] for key in (AWAY, STANDS_IN, SAID_BY))
    first = clock.today() - BEGAN
    operations.say_absent(centre, away.id, stand_in.id, first, first + DAYS, by=by)
    told(stand_in)


@operation
def told(person: User) -> None:
    """No mail of the demonstration leaves."""
    letter = Notice.user_id == person.id, Notice.template == "stand_in"
    db.session.execute(db.update(Notice).where(*letter).values(done_at=now()))
