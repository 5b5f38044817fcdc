"""What a centre did in a year, counted: envies, help, projects, meetings, decisions, partners."""

from collections import Counter
from datetime import date, time
from typing import Any

from sqlalchemy import and_, or_

from ctg_site.db import db, now
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.meetings import College, MeetingState, PeopleGroup
from ctg_site.domain.town_calendar import at, local
from ctg_site.domain.vocabulary import Channel, StepKind
from ctg_site.domain.workflow import Conclusion, Outcome, Stage
from ctg_site.models.accompaniment import AccompanimentStep, Figures, Support
from ctg_site.models.actions import Action, Partner
from ctg_site.models.agenda import Meeting, MeetingKind
from ctg_site.models.heard import HeardWords
from ctg_site.models.inbox import COUNTS
from ctg_site.models.meetings import Attendance, AttendanceGroup, MeetingDecision
from ctg_site.models.places import Structure
from ctg_site.models.proposals import JournalEntry, Proposal
from ctg_site.runtime import delays
from ctg_site.words.bands import BANDS

from .figures import AskedYear, HeldSession, Recorded, YearFigures

#: Before, no town had this site.
FIRST_YEAR = 2000
#: Beyond, the list of meetings stops, and says so; their totals do not.
MOST_SESSIONS = 400
#: What is added up of realised projects, by the names of `Figures`.
SUMMED = ("participants", "attendances", "volunteer_hours", *BANDS)


def asked(number: int, year: int) -> AskedYear | None:
    """A centre and a year that began."""
    structure = db.session.get(Structure, number)
    known = FIRST_YEAR <= year <= local(now()).year
    return AskedYear(structure, year) if structure is not None and known else None


def figures(of: AskedYear) -> YearFigures:
    """Fourteen statements, whatever the centre did."""
    year = _Year(of.structure.id, of.year)
    return YearFigures(
        **_envies(year),
        **_help(year),
        **_projects(year),
        **_called(year),
        **_heard(year),
        **_meetings(year),
        **_decisions(year),
        **_actions(year),
    )


class _Year:
    """The conditions that many counts share."""

    def __init__(self, centre: int, year: int) -> None:
        self.centre, self.first, self.last = centre, date(year, 1, 1), date(year, 12, 31)
        self.since, self.until = at(self.first, time()), at(date(year + 1, 1, 1), time())
        self.theirs = and_(COUNTS, Proposal.structure_id == centre)
        self.held = and_(
            Meeting.structure_id == centre,
            Meeting.state == MeetingState.PLANNED,
            self.during(Meeting.starts_at),
            Meeting.ends_at <= now(),
        )
        ended = JournalEntry.event == str(Conclusion.SUCCEED), self.during(JournalEntry.created_at)
        self.realised = and_(
            Proposal.outcome == Outcome.REALISED,
            Proposal.id.in_(db.select(JournalEntry.proposal_id).where(*ended)),
        )

    def during(self, instant: Any) -> Any:
        return and_(instant >= self.since, instant < self.until)

    def on(self, day: Any) -> Any:
        return and_(day >= self.first, day <= self.last)


def _by(key: Any, *conditions: Any, of: Any = Proposal, also: Any = None) -> dict[Any, int]:
    """How many by a column; `also` is joined first."""
    select = db.select(key, db.func.count()).select_from(of)
    select = select if also is None else select.join(Proposal, also)
    return dict(db.session.execute(select.where(*conditions).group_by(key)).all())


def _envies(year: _Year) -> dict[str, Any]:
    came, count = year.during(Proposal.created_at), db.func.count()
    ways = Proposal.stage, Proposal.outcome, Proposal.channel
    stages, outcomes, channels = Counter[Stage](), Counter[Outcome](), Counter[Channel]()
    rows = db.session.execute(db.select(*ways, count).where(year.theirs, came).group_by(*ways)).all()
    for stage, outcome, channel, how_many in rows:
        channels[channel] += how_many
        if outcome is Outcome.OPEN:
            stages[stage] += how_many
        else:
            outcomes[outcome] += how_many
    contacted = year.during(Proposal.contacted_at)
    row = db.session.execute(
        db.select(
            count.filter(contacted),
            count.filter(contacted, Proposal.answered_in <= delays().contact),
            count.filter(year.realised),
        )
        .select_from(Proposal)
        .where(year.theirs)
    ).one()
    told = dict(zip(("contacted", "on_time", "realised"), row, strict=True))
    lists = {"stages": dict(stages), "outcomes": dict(outcomes), "channels": dict(channels)}
    return {"arrived": channels.total(), **lists, **told}


def _help(year: _Year) -> dict[str, Any]:
    steps = _by(
        AccompanimentStep.kind,
        *(year.theirs, year.on(AccompanimentStep.happened_on)),
        of=AccompanimentStep,
        also=AccompanimentStep.proposal_id == Proposal.id,
    )
    given = year.theirs, year.on(Support.given_on)
    return {
        "steps": steps,
        "supports": _by(Support.kind, *given, of=Support, also=Support.proposal_id == Proposal.id),
    }


def _projects(year: _Year) -> dict[str, Any]:
    """A project without a day is of the year in which the centre said that it was realised."""
    undated = and_(or_(Figures.id.is_(None), Figures.realised_on.is_(None)), year.realised)
    count = db.func.count
    columns = [getattr(Figures, name) for name in SUMMED]
    yes = [
        part
        for said in (Figures.is_outdoors, Figures.is_event)
        for part in (count(Figures.id).filter(said.is_(True)), count(said))
    ]
    numbers = [part for column in columns for part in (db.func.sum(column), count(column))]
    row = db.session.execute(
        db.select(count(Proposal.id), *yes, *numbers)
        .select_from(Proposal)
        .outerjoin(Figures, Figures.proposal_id == Proposal.id)
        .where(year.theirs, Proposal.outcome == Outcome.REALISED, or_(year.on(Figures.realised_on), undated))
    ).one()
    projects, *rest = row
    told = [Recorded(int(total) if by else None, by) for total, by in zip(rest[::2], rest[1::2], strict=True)]
    return {
        "projects": projects,
        "outdoors": told[0],
        "events": told[1],
        "sums": dict(zip(SUMMED, told[2:], strict=True)),
    }


def _called(year: _Year) -> dict[str, Any]:
    """What was told by a person, the calls in vain; of the promises kept, those whose author was called."""
    events = FileEvent.TOLD, FileEvent.NOT_REACHED
    of_year = year.theirs, year.during(JournalEntry.created_at), JournalEntry.event.in_(events)
    file = JournalEntry.proposal_id == Proposal.id
    noted = _by(JournalEntry.event, *of_year, of=JournalEntry, also=file)
    told = db.select(JournalEntry.proposal_id).where(JournalEntry.event == FileEvent.TOLD)
    called = db.select(AccompanimentStep.proposal_id).where(AccompanimentStep.kind == StepKind.CALL)
    on_time = (
        *(year.theirs, year.during(Proposal.contacted_at), Proposal.answered_in <= delays().contact),
        or_(Proposal.id.in_(told), Proposal.id.in_(called)),
    )
    counted = db.session.scalar(db.select(db.func.count(Proposal.id)).where(*on_time))
    return {
        "told_by_hand": noted.get(FileEvent.TOLD, 0),
        "tried": noted.get(FileEvent.NOT_REACHED, 0),
        "called_on_time": counted or 0,
    }


def _heard(year: _Year) -> dict[str, Any]:
    """An outing is a day in a place, as the book of words says it."""
    lines, people = db.func.count(), db.func.sum(HeardWords.people)
    by_outing = (
        db.select(lines.label("lines"), people.label("people"))
        .where(HeardWords.structure_id == year.centre, year.on(HeardWords.heard_on))
        .group_by(HeardWords.heard_on, HeardWords.place)
        .subquery()
    )
    sums = db.func.sum(by_outing.c.lines), db.func.sum(by_outing.c.people)
    row = db.session.execute(db.select(db.func.count(), *sums).select_from(by_outing)).one()
    return dict(zip(("outings", "heard", "heard_people"), (int(value or 0) for value in row), strict=True))


def _meetings(year: _Year) -> dict[str, Any]:
    kinds = db.session.execute(
        db.select(MeetingKind.name, db.func.count(Meeting.id))
        .join(Meeting, Meeting.kind_id == MeetingKind.id)
        .where(year.held)
        .group_by(MeetingKind.name)
        .order_by(MeetingKind.name)
    )
    of_theirs = db.select(Meeting.id).where(year.held)
    came = db.session.execute(
        db.select(Attendance.college, db.func.sum(Attendance.people))
        .where(Attendance.meeting_id.in_(of_theirs))
        .group_by(Attendance.college)
    )
    counted = db.select(db.func.count(db.distinct(Attendance.meeting_id)))
    by_group = db.select(
        AttendanceGroup.people_group, db.func.sum(AttendanceGroup.people), db.func.count(AttendanceGroup.id)
    )
    groups = by_group.where(AttendanceGroup.meeting_id.in_(of_theirs)).group_by(AttendanceGroup.people_group)
    return {
        "groups": {one: Recorded(int(total), by) for one, total, by in db.session.execute(groups)},
        "kinds": dict(kinds.all()),
        "came": {college: int(people) for college, people in came},
        "counted": db.session.scalar(counted.where(Attendance.meeting_id.in_(of_theirs))),
        "sessions": _sessions(year),
    }


def _sessions(year: _Year) -> list[HeldSession]:
    """Three statements."""
    ordered = db.select(Meeting).where(year.held).order_by(Meeting.starts_at, Meeting.id)
    meetings = list(db.session.scalars(ordered.limit(MOST_SESSIONS)))
    numbers = [one.id for one in meetings]
    came: dict[int, dict[College, int]] = {}
    for one in db.session.scalars(db.select(Attendance).where(Attendance.meeting_id.in_(numbers))):
        came.setdefault(one.meeting_id, {})[one.college] = one.people
    groups: dict[int, dict[PeopleGroup, int]] = {}
    for counted in db.session.scalars(
        db.select(AttendanceGroup).where(AttendanceGroup.meeting_id.in_(numbers))
    ):
        groups.setdefault(counted.meeting_id, {})[counted.people_group] = counted.people
    return [
        HeldSession(
            one.id,
            local(one.starts_at).date(),
            one.title,
            one.kind.name,
            came.get(one.id, {}),
            groups.get(one.id, {}),
        )
        for one in meetings
    ]


def _decisions(year: _Year) -> dict[str, Any]:
    """Those of the meetings held, and who came to the meetings that decided and were counted."""
    decided = db.select(MeetingDecision.meeting_id, db.func.count().label("how_many"))
    by_meeting = decided.group_by(MeetingDecision.meeting_id).subquery()
    residents = db.func.sum(Attendance.people).filter(Attendance.college == College.RESIDENTS)
    came = (
        db.select(
            Attendance.meeting_id,
            db.func.coalesce(residents, 0).label("residents"),
            db.func.sum(Attendance.people).label("people"),
        )
        .group_by(Attendance.meeting_id)
        .subquery()
    )
    sums = (
        db.func.coalesce(db.func.sum(by_meeting.c.how_many), 0),
        db.func.count(Meeting.id),
        db.func.count(Meeting.id).filter(came.c.residents > 0),
        db.func.coalesce(db.func.sum(came.c.residents), 0),
        db.func.coalesce(db.func.sum(came.c.people), 0),
    )
    row = db.session.execute(
        db.select(*sums)
        .select_from(Meeting)
        .join(by_meeting, by_meeting.c.meeting_id == Meeting.id)
        .outerjoin(came, came.c.meeting_id == Meeting.id)
        .where(year.held)
    ).one()
    names = ("decisions", "deciding", "with_residents", "residents", "people")
    return {name: int(value) for name, value in zip(names, row, strict=True)}


def _actions(year: _Year) -> dict[str, Any]:
    """Those that the centre leads and that were under way in the year, as far as their days are known."""
    led = (
        Action.lead_id == year.centre,
        Action.is_published,
        or_(Action.starts_on.is_(None), Action.starts_on <= year.last),
        or_(Action.ends_on.is_(None), Action.ends_on >= year.first),
    )
    partners = db.select(Partner.is_formal, db.func.count(db.distinct(db.func.lower(Partner.name))))
    counted = partners.join(Action, Action.id == Partner.action_id).where(*led).group_by(Partner.is_formal)
    found: dict[bool, int] = dict(db.session.execute(counted).all())
    places = _by(Action.residents_place, *led, of=Action)
    return {"places": places, "formal": found.get(True, 0), "informal": found.get(False, 0)}
