"""Makes meetings, places and decisions, through the site's own operations."""

from datetime import date, time, timedelta
from io import BytesIO

import pikepdf
from sqlalchemy.orm import selectinload

from ctg_site.agenda.decisions import operations as decision_operations
from ctg_site.agenda.meetings import operations
from ctg_site.agenda.registrations import operations as registration_operations
from ctg_site.db import db
from ctg_site.domain.policy import Role
from ctg_site.domain.recurrence import Rule, slots
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.models.agenda import Meeting, MeetingKind
from ctg_site.models.people import User
from tests import factories

#: The day on which the tests' clock stands still.
TODAY = date(2026, 11, 24)
SOON = TODAY + timedelta(days=7)


def somebody(role=Role.COORDINATOR, *structures):
    """A member of the staff, as the site loads them."""
    made = factories.staff(role, *structures)
    whole = db.select(User).where(User.id == made.id).options(selectinload(User.structures))
    return db.session.execute(whole.execution_options(populate_existing=True)).scalar_one()


def kind(slug="info_cafe"):
    """The number of a kind, one of the first unless others are there."""
    return db.session.scalar(db.select(MeetingKind.id).filter_by(slug=slug))


def meeting(structure=None, day=SOON, start=time(18), end=time(20), by=None, rule=None, **details):
    """A public meeting of this structure, a week from now unless said."""
    details["kind_id"] = kind(details.pop("kind", "info_cafe"))
    wanted = {"title": "Café de l’info", "place": "Salle du haut"}
    wanted |= {"is_public": True, "structure_id": structure.id if structure else None} | details
    planned = slots(day, start, end, rule or Rule())
    return operations.create(operations.Details(**wanted), planned, rule or Rule(), by=by or somebody())


def same(made):
    """The details of a meeting that is about nothing, as `change` takes them."""
    return {name: getattr(made, name) for name in operations.Details.__slots__ if name not in operations.TIES}


def many(count, structure=None, first=SOON):
    """So many rows at once, without the site's operations: only their number matters."""
    kinds = kind("committee")
    hours = [slots(first + timedelta(days=away), time(9), time(10), Rule())[0] for away in range(300)]
    rows = [
        {
            "kind_id": kinds + number % 7,
            "title": f"Rendez-vous {number}",
            "place": "Salle",
            "structure_id": structure.id if structure else None,
            "starts_at": hours[number % 300].starts_at,
            "ends_at": hours[number % 300].ends_at,
            "is_public": True,
            "version": 1,
        }
        for number in range(count)
    ]
    if rows:
        db.session.execute(db.insert(Meeting.__table__), rows)
        db.session.commit()


def registered(meeting, seats=1, by=None, key=None, **asked):
    """Somebody asks for places."""
    wanted = {"way": ContactWay.EMAIL, "email": "camille@example.org", "first_name": "Camille"} | asked
    wanted["seats"] = seats
    return registration_operations.register(
        meeting, registration_operations.RegistrationAsked(**wanted), key or factories.opened(), by=by
    )


def decided(meeting, by=None, **values):
    wanted = {"text": "Ouvrir une permanence le samedi.", "owner": "la coordination", "due_on": SOON} | values
    return decision_operations.decide(meeting, decision_operations.Decided(**wanted), by=by or somebody())


def reread(thing):
    db.session.expire_all()
    return db.session.get(type(thing), thing.id)


def words(mail):
    """What a letter says, beside the event that it holds."""
    return mail.get_body().get_content()


def hour(instant):
    """The hour on the clock of the town."""
    return local(instant).time()


def _pdf():
    """One blank page, as a program writes it."""
    made, output = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(output, static_id=True)
    return output.getvalue()


PDF = _pdf()
