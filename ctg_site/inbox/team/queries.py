"""Reads of a centre's team: who follows what, who is away and who answers meanwhile, the centre's figures."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.orm import joinedload

from ctg_site.db import db
from ctg_site.domain.town_calendar import at
from ctg_site.domain.workflow import Conclusion, Moderation, Outcome
from ctg_site.inbox.queries import agents
from ctg_site.models.inbox import COUNTS
from ctg_site.models.people import Absence, User
from ctg_site.models.places import Structure
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.runtime import delays

#: What somebody still answers for.
OPEN = (
    Proposal.moderation.not_in((Moderation.WITHDRAWN, Moderation.ARCHIVED)),
    Proposal.outcome.in_((Outcome.OPEN, Outcome.PAUSED)),
)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who follows files of the centre: how many are open, late; `here`, with an account in it."""

    person: User
    files: int
    late: int
    here: bool
    absences: list[Absence]

    @property
    def id(self) -> int:
        return self.person.id


@dataclass(frozen=True, slots=True)
class CentreFigures:
    """What a centre did since the first of January, in envies; what nobody follows, what is late now."""

    arrived: int
    answered: int
    on_time: int
    realised: int
    free: int
    late: int


def centre(number: int) -> Structure | None:
    return db.session.get(Structure, number)


def figures(structure: Structure, on: date) -> CentreFigures:
    """Two statements."""
    since = at(date(on.year, 1, 1), time())
    theirs, count = (COUNTS, Proposal.structure_id == structure.id), db.func.count()
    answered = Proposal.contacted_at >= since
    row = db.session.execute(
        db.select(
            count.filter(Proposal.created_at >= since),
            count.filter(answered),
            count.filter(answered, Proposal.answered_in <= delays().contact),
            count.filter(Proposal.referent_id.is_(None), *OPEN),
            count.filter(Proposal.due_on < on),
        ).where(*theirs)
    ).one()
    ended = JournalEntry.event == str(Conclusion.SUCCEED), JournalEntry.created_at >= since
    told = Proposal.id.in_(db.select(JournalEntry.proposal_id).where(*ended))
    realised = (
        db.select(count).select_from(Proposal).where(*theirs, Proposal.outcome == Outcome.REALISED, told)
    )
    arrived, replied, on_time, free, late = row
    return CentreFigures(arrived, replied, on_time, db.session.execute(realised).scalar_one(), free, late)


def team(structure: Structure, on: date) -> list[TeamMember]:
    """Who has an account in the centre, then who left and still follows files of it: four statements."""
    here = list(db.session.scalars(agents(User.structures.any(Structure.id == structure.id))))
    load = db.select(
        Proposal.referent_id, db.func.count(), db.func.count().filter(Proposal.due_on < on)
    ).where(Proposal.structure_id == structure.id, Proposal.referent_id.is_not(None), *OPEN)
    loads = {
        who: (files, late) for who, files, late in db.session.execute(load.group_by(Proposal.referent_id))
    }
    away = absences([one.id for one in here], on)
    gone = db.select(User).where(User.id.in_(set(loads) - {one.id for one in here}))
    left = db.session.scalars(gone.order_by(User.name, User.id))
    return [
        *(TeamMember(one, *loads.get(one.id, (0, 0)), True, away.get(one.id, [])) for one in here),
        *(TeamMember(one, *loads[one.id], False, []) for one in left),
    ]


def absences(numbers: list[int], on: date) -> dict[int, list[Absence]]:
    """By person, the absences of these that are not over."""
    asked = db.select(Absence).where(Absence.user_id.in_(numbers), Absence.last_day >= on)
    found: dict[int, list[Absence]] = {}
    ordered = asked.order_by(Absence.first_day, Absence.id).options(joinedload(Absence.stand_in))
    for one in db.session.scalars(ordered):
        found.setdefault(one.user_id, []).append(one)
    return found


def followed(structure: Structure, person_id: int) -> list[Proposal]:
    """The open files of the centre that this person follows."""
    theirs = Proposal.structure_id == structure.id, Proposal.referent_id == person_id, *OPEN
    return list(db.session.scalars(db.select(Proposal).where(*theirs).order_by(Proposal.id)))
