"""Reads: the files, one with all its pages need, and what is gathered of each commitment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.actions.queries import MEASURES, measured_of, read_others
from ctg_site.agenda.queries import Meeting, meeting
from ctg_site.db import Page, db, now, page_of
from ctg_site.domain.committee import MOST_ENVIES, CommitteeState, is_silent
from ctg_site.domain.measuring import Point
from ctg_site.domain.meetings import MeetingState
from ctg_site.domain.policy import Role
from ctg_site.domain.town_calendar import at, local
from ctg_site.models.actions import Action, ProgressUpdate, action_commitment
from ctg_site.models.committee import CommitteeFile, CommitteePart, EvaluationAnswer
from ctg_site.models.convention import Commitment, ConventionStep, Theme
from ctg_site.models.indicators import Indicator
from ctg_site.models.places import Bridge
from ctg_site.proposals.queries import how_many_serve, of_commitments
from ctg_site.services.owed import Waiting, how_many
from ctg_site.words.measuring import halves

from . import content
from .content import Content
from .decision_queries import open_decisions, still_to_do

__all__ = ["Meeting", "meeting", "open_decisions"]

PAGE = 20


def page(person: Any, after: int | None = None) -> Page[CommitteeFile]:
    """The files, the latest asked first: all for the coordination; for the others, those that are whole."""
    of_it = joinedload(CommitteeFile.meeting).joinedload(Meeting.body), joinedload(CommitteeFile.convention)
    files = db.select(CommitteeFile).options(*of_it)
    if Role.COORDINATOR not in person.roles:
        whole = CommitteeState.DONE, CommitteeState.VALIDATED
        files = files.where(CommitteeFile.state.in_(whole))
    if after is not None:
        files = files.where(CommitteeFile.id < after)
    return page_of(list(db.session.scalars(files.order_by(CommitteeFile.id.desc()).limit(PAGE + 1))), PAGE)


def file(number: int) -> CommitteeFile | None:
    """One file with its meeting, its body and who made it: the policy says who may read it."""
    return _file(CommitteeFile.id == number)


def of_meeting(meeting_id: int) -> CommitteeFile | None:
    return _file(CommitteeFile.meeting_id == meeting_id)


def _file(condition: Any) -> CommitteeFile | None:
    options = (
        joinedload(CommitteeFile.meeting).joinedload(Meeting.body),
        joinedload(CommitteeFile.convention),
        joinedload(CommitteeFile.author),
        joinedload(CommitteeFile.validator),
    )
    return db.session.scalar(db.select(CommitteeFile).where(condition).options(*options))


def made(file: CommitteeFile) -> int:
    """How many of its steps are done."""
    return db.session.scalar(db.select(db.func.count(CommitteePart.id)).filter_by(file_id=file.id)) or 0


def shown(file: CommitteeFile) -> Content | None:
    """The content that all its faces are drawn from; None while it is not whole."""
    if file.is_validated or not file.is_whole or file.gathered is None:
        return file.frozen if file.is_validated else None
    return content.with_words(file.gathered, file.words, content.answered(answers(file)))


def answers(file: CommitteeFile) -> list[Content]:
    """What the partners answered, theme by theme in the order of the act: one statement."""
    rows = (
        db.select(EvaluationAnswer)
        .join(Theme, Theme.id == EvaluationAnswer.theme_id)
        .where(EvaluationAnswer.file_id == file.id)
        .order_by(Theme.position, EvaluationAnswer.id)
        .options(joinedload(EvaluationAnswer.person), joinedload(EvaluationAnswer.theme))
    )
    return [
        {
            "theme": one.theme.code,
            "criterion": str(one.criterion),
            "judgement": str(one.judgement),
            "text": one.text,
            "in_name_of": one.in_name_of,
            "who": one.person.name,
        }
        for one in db.session.scalars(rows)
    ]


@dataclass(frozen=True, slots=True)
class ThemeAsked:
    """The questions of one theme of a file."""

    file: CommitteeFile
    theme: Theme


def theme_asked(number: int, key: str) -> ThemeAsked | None:
    found = file(number)
    theme = next((one for one in themes(found) if one.code == key), None) if found else None
    return ThemeAsked(found, theme) if found and theme else None


def themes(file: CommitteeFile) -> list[Theme]:
    """Those of the convention that the file is about, in its order."""
    asked = db.select(Theme).where(Theme.convention_id == file.convention_id).order_by(Theme.position)
    return list(db.session.scalars(asked))


def own_answers(asked: ThemeAsked, person_id: int) -> Sequence[EvaluationAnswer]:
    """What this person answered already about this theme."""
    mine = EvaluationAnswer.theme_id == asked.theme.id, EvaluationAnswer.actor_id == person_id
    rows = db.select(EvaluationAnswer).where(EvaluationAnswer.file_id == asked.file.id, *mine)
    return db.session.scalars(rows).all()


def failed(person: Any, on: date) -> Waiting:
    """The files that could not be made, the oldest first."""
    rows = db.select(CommitteeFile.id, CommitteeFile.asked_at)
    return how_many(rows.where(CommitteeFile.state == CommitteeState.FAILED).order_by(CommitteeFile.id))


def to_make() -> CommitteeFile | None:
    """The oldest that was asked for, or that whoever made it left half-way: nobody else takes it."""
    left = (CommitteeFile.state == CommitteeState.UNDER_WAY) & (CommitteeFile.held_until < now())
    waiting = or_(CommitteeFile.state == CommitteeState.ASKED, left)
    first = db.select(CommitteeFile).where(waiting).order_by(CommitteeFile.id).limit(1)
    return db.session.scalar(first.with_for_update(of=CommitteeFile, skip_locked=True))


def commitments(convention_id: int) -> list[Commitment]:
    """Those of a convention, in the order of the act, with their themes."""
    theirs = db.select(Commitment).join(Theme, Theme.id == Commitment.theme_id)
    ordered = theirs.where(Theme.convention_id == convention_id).order_by(Theme.position, Commitment.position)
    return list(db.session.scalars(ordered.options(joinedload(Commitment.theme))))


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting that the same body held before this one."""
    held = Meeting.state == MeetingState.PLANNED, Meeting.starts_at < meeting.starts_at
    same = db.select(Meeting).where(Meeting.body_id == meeting.body_id, *held)
    return db.session.scalar(same.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1))


def file_of_a_year_before(meeting: Meeting) -> CommitteeFile | None:
    """The last validated file of the same body about a meeting of an earlier year."""
    this_year = at(date(local(meeting.starts_at).year, 1, 1))
    earlier = Meeting.body_id == meeting.body_id, Meeting.starts_at < this_year
    validated = db.select(CommitteeFile).join(Meeting, Meeting.id == CommitteeFile.meeting_id)
    validated = validated.where(CommitteeFile.state == CommitteeState.VALIDATED, *earlier)
    return db.session.scalar(validated.order_by(Meeting.starts_at.desc()).limit(1))


def steps_without_bridge(convention_id: int) -> list[Content]:
    """Two steps of its pathway that follow each other, without a bridge from one to the next."""
    line = db.select(ConventionStep).where(ConventionStep.convention_id == convention_id)
    steps = list(db.session.scalars(line.order_by(ConventionStep.position)))
    pairs = db.session.execute(db.select(Bridge.from_step_id, Bridge.to_step_id)).all()
    built = {(one, other) for one, other in pairs}
    following = zip(steps, steps[1:], strict=False)
    return [
        {"from": one.name, "to": other.name}
        for one, other in following
        if (one.step_id, other.step_id) not in built
    ]


def sheet(commitment: Commitment, since: datetime, on: date) -> Content:
    """What is gathered of a commitment: fourteen statements, whatever there is."""
    actions = _actions(commitment.id)
    served = how_many_serve([commitment.id], since)
    latest = of_commitments([commitment.id], MOST_ENVIES)
    return {
        "number": commitment.number,
        "title": commitment.plain_title,
        "aims": commitment.plain_text,
        "theme": commitment.theme.code,
        "actions": [_action(one, on) for one in actions],
        "indicators": _indicators(actions, measured_of(commitment.id), on),
        "envies": {
            "published": served.published,
            "since": served.since,
            "realised": served.realised,
            "latest": [{"number": one.number, "title": one.public_title} for one in latest],
        },
        "open_decisions": open_decisions([commitment.id]),
        "decisions": still_to_do(commitment.id, on),
        "funding": [
            {
                "id": one.id,
                "action": of.number,
                "funder": one.funder,
                "year": one.year,
                "planned": one.planned,
                "granted": one.granted,
                "paid": one.paid,
            }
            for of in actions
            for one in of.fundings
        ],
    }


def _actions(commitment_id: int) -> list[Action]:
    links = db.select(action_commitment.c.action_id).where(action_commitment.c.commitment_id == commitment_id)
    told = Action.updates.and_(ProgressUpdate.published_at.is_not(None))
    options = (
        MEASURES,
        selectinload(Action.fundings),
        selectinload(told),
    )
    found = db.select(Action).where(Action.is_published, Action.id.in_(links)).order_by(Action.number)
    actions = list(db.session.scalars(found.options(*options).execution_options(populate_existing=True)))
    read_others(actions)
    return actions


def _action(action: Action, on: date) -> Content:
    last = action.updates[0] if action.updates else None
    told_on = last.on if last else action.changed_on
    return {
        "number": action.number,
        "title": action.title,
        "state": str(action.state),
        "told_on": told_on.isoformat(),
        "news": last.public_text if last else "",
        "silent": is_silent(action.state, told_on, on),
    }


def _indicators(actions: Iterable[Action], alone: Iterable[Indicator], on: date) -> list[Content]:
    """What is measured of these actions and of the commitment itself, each once."""
    found = dict.fromkeys([*(one for of in actions for one in of.measured), *alone])
    return [_indicator(one, on) for one in found]


def _indicator(indicator: Indicator, on: date) -> Content:
    """The latest year that is known by that day; what nobody recorded of it is told as missing."""
    known = [one for year, one in indicator.points.items() if year <= on.year]
    last: Point | None = known[-1] if known else None
    told = {
        "baseline": indicator.baseline,
        "target": last.target if last else None,
        "value": last.value if last else None,
    }
    return {
        "id": indicator.id,
        "action": indicator.action.number if indicator.action else None,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": str(indicator.kind),
        "baseline_year": indicator.baseline_year,
        "year": last.year if last else on.year,
        "halves": halves(last) if last is not None and last.has_halves else "",
        **told,
        "missing": [name for name, value in told.items() if value is None],
    }
