"""Staff reads of the conventions: all of them, whatever their state, and what happened to each."""

from ctg_site.convention.queries import LISTS
from ctg_site.db import db
from ctg_site.domain.conventions import CONVENTION
from ctg_site.domain.workflow import Transition
from ctg_site.models.convention import Convention, ConventionEntry
from ctg_site.models.people import User
from ctg_site.services.conventions import TREE

#: Lines of the journal that a page shows, the latest first.
LINES = 50


def everything() -> list[Convention]:
    """Every convention, the latest first: one statement."""
    return list(db.session.scalars(db.select(Convention).order_by(Convention.starts_on.desc())))


def any_convention(period: str) -> Convention | None:
    """A convention by its period, prepared or not."""
    return db.session.execute(db.select(Convention).where(Convention.period == period)).scalar_one_or_none()


def whole(period: str) -> Convention | None:
    """The same with all that its overview shows."""
    wanted = db.select(Convention).where(Convention.period == period).options(TREE, *LISTS)
    return db.session.scalars(wanted).unique().one_or_none()


def journal(convention: Convention) -> list[tuple[ConventionEntry, str | None]]:
    """What happened to it, the latest first, each with the name of who did; None when its day did."""
    lines = db.select(ConventionEntry, User.name).outerjoin(User, User.id == ConventionEntry.actor_id)
    latest = lines.where(ConventionEntry.convention_id == convention.id).order_by(ConventionEntry.id.desc())
    return [(entry, name) for entry, name in db.session.execute(latest.limit(LINES))]


def acts(person: User, convention: Convention) -> list[Transition]:
    """What this person may do now to its state."""
    return CONVENTION.open_to(person, convention)
