"""Writes: ask for a file, make it step by step, write its words, answer its questions, validate it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from ctg_site.actions.money.queries import money
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.committee import (
    COMMITTEE,
    LEASE,
    CommitteeEvent,
    CommitteeState,
    Criterion,
    Judgement,
)
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.tokens import new_token
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition, NoConvention, OutOfDate
from ctg_site.models.agenda import Meeting
from ctg_site.models.committee import CommitteeFile, CommitteePart, EvaluationAnswer
from ctg_site.models.convention import Convention, Theme
from ctg_site.models.people import User
from ctg_site.proposals.queries import how_many_serve
from ctg_site.services import audit, clock

from . import content, convention_queries, queries
from .content import Content

#: What a first file tells of: the year before its meeting.
A_YEAR = timedelta(days=365)


class NoBody(InvalidTransition):
    """The meeting is of no body: there is nobody to make a file for."""


@operation
def ask(meeting: Meeting, by: User, convention_id: int | None = None) -> CommitteeFile:
    """The file of this meeting, to be made; when it is there already, that one: two people get the same.

    It is about the convention of the day of the meeting, or about another of those that are offered.
    """
    there = queries.of_meeting(meeting.id)
    if there is not None:
        return there
    if meeting.body_id is None:
        raise NoBody("the meeting is of no body")
    offered = [one.id for one in convention_queries.offered(meeting)]
    if not offered:
        raise NoConvention("no convention is current")
    if convention_id is not None and convention_id not in offered:
        raise InvalidTransition("a file of this meeting is not about that convention")
    made = CommitteeFile(
        meeting_id=meeting.id,
        convention_id=convention_id or offered[0],
        author_id=by.id,
        asked_at=now(),
        words={},
    )
    db.session.add(made)
    db.session.flush()
    meeting.note_down("committee_file", CommitteeEvent.ASK, by, row=made.id)
    return made


@operation
def ask_again(file: CommitteeFile, by: User) -> None:
    """Make it anew, once it failed or while it is not validated; what was written in it stays."""
    file.advance(COMMITTEE, CommitteeEvent.AGAIN, by)
    _forget_parts(file)
    file.gathered, file.worker, file.held_until, file.steps = None, "", None, 0
    file.author_id, file.asked_at = by.id, now()


def work() -> int:
    """Make all the files that wait, a step at a time, each its own transaction; how many were finished.

    Killed half-way, it leaves the steps that are done: whoever comes once nobody holds the file goes on
    after them. What fails is told by the file, then raised.
    """
    finished = 0
    while (taken := _take(new_token())) is not None:
        try:
            while _advance(*taken):
                pass
        except Exception:
            db.session.rollback()
            _fail(*taken)
            raise
        finished += 1
    return finished


@operation
def _take(worker: str) -> tuple[int, str] | None:
    """The number of the file that this worker holds from now on, with its key; None when none waits."""
    file = queries.to_make()
    if file is None:
        return None
    resumed = file.state is CommitteeState.UNDER_WAY
    file.advance(COMMITTEE, CommitteeEvent.RESUME if resumed else CommitteeEvent.BEGIN, SYSTEM)
    file.worker, file.held_until = worker, now() + LEASE
    file.steps = len(queries.commitments(file.convention_id)) + 1
    return file.id, worker


@operation
def _advance(number: int, worker: str) -> bool:
    """One step more; whether there is another. Nothing when somebody else holds the file by now."""
    file = _held(number, worker)
    if file is None:
        return False
    commitments, done = queries.commitments(file.convention_id), queries.made(file)
    file.held_until = now() + LEASE
    if done < len(commitments):
        sheet = queries.sheet(commitments[done], _since(file), clock.today())
        db.session.add(CommitteePart(file_id=file.id, position=done, sheet=sheet))
        return True
    file.gathered = _gathered(file, [one.id for one in commitments])
    file.advance(COMMITTEE, CommitteeEvent.FINISH, SYSTEM)
    file.worker, file.held_until = "", None
    _forget_parts(file)
    return False


def _held(number: int, worker: str) -> CommitteeFile | None:
    mine = CommitteeFile.id == number, CommitteeFile.worker == worker
    held = db.select(CommitteeFile).where(*mine, CommitteeFile.state == CommitteeState.UNDER_WAY)
    return db.session.scalar(held.with_for_update().execution_options(populate_existing=True))


@operation
def _fail(number: int, worker: str) -> None:
    file = _held(number, worker)
    if file is not None:
        file.advance(COMMITTEE, CommitteeEvent.FAIL, SYSTEM)
        file.worker, file.held_until = "", None
        _forget_parts(file)


def _forget_parts(file: CommitteeFile) -> None:
    in_bulk(db.delete(CommitteePart).where(CommitteePart.file_id == file.id))


def _since(file: CommitteeFile) -> datetime:
    """When the body met last; the first time, a year before the meeting."""
    meeting = db.session.get_one(Meeting, file.meeting_id)
    last = queries.meeting_before(meeting)
    return last.starts_at if last else meeting.starts_at - A_YEAR


def _gathered(file: CommitteeFile, commitment_ids: Sequence[int]) -> Content:
    """All the sheets with what is said of them together."""
    parts = db.select(CommitteePart.sheet).filter_by(file_id=file.id).order_by(CommitteePart.position)
    sheets = list(db.session.scalars(parts))
    meeting = queries.meeting(file.meeting_id)
    if meeting is None or meeting.body_id is None or meeting.body is None:
        raise NoBody("the meeting is of no body any more")
    last, since = queries.meeting_before(meeting), _since(file)
    convention = db.session.get_one(Convention, file.convention_id)
    year_before = queries.file_of_a_year_before(meeting)
    missing = content.gaps(sheets, queries.steps_without_bridge(file.convention_id))
    served = how_many_serve(commitment_ids, since)
    others = {
        "envies": served.published,
        "envies_since": served.since,
        "realised": served.realised,
        "open_decisions": queries.open_decisions(commitment_ids),
    }
    return {
        "meeting": {
            "number": meeting.number,
            "title": meeting.title,
            "on": local(meeting.starts_at).date().isoformat(),
            "body": meeting.body.name,
        },
        "since": local(last.starts_at).date().isoformat() if last else None,
        "on": clock.today().isoformat(),
        "convention": {"period": convention.period, "title": convention.title},
        "author": db.session.get_one(User, file.author_id).name,
        "themes": [{"code": one.code, "name": one.name} for one in queries.themes(file)],
        "sheets": sheets,
        "gaps": missing,
        "totals": content.totals(sheets, others, missing),
        "money": asdict(money(file.convention_id)),
        "before": content.as_before(year_before.frozen if year_before else None),
    }


@operation
def write(file: CommitteeFile, words: Mapping[str, Any], by: User, version: int | None) -> None:
    """Two sentences by theme, and what is to be decided: what a validated file says stays."""
    if file.state is not CommitteeState.DONE:
        raise InvalidTransition("it is being made, or it is validated")
    if file.version != version:
        raise OutOfDate
    file.words = dict(words)
    audit.record(AuditEvent.SETTING_CHANGED, by, file.called, "mots du dossier")


Answered = tuple[Judgement | None, str]


@operation
def answer(
    file: CommitteeFile, theme: Theme, said: Mapping[Criterion, Answered], in_name_of: str, by: User
) -> None:
    """What this person judges of a theme, in whose name; a question left open takes the answer away."""
    if file.is_validated:
        raise InvalidTransition("a validated file does not change any more")
    mine = EvaluationAnswer.file_id == file.id, EvaluationAnswer.actor_id == by.id
    in_bulk(db.delete(EvaluationAnswer).where(*mine, EvaluationAnswer.theme_id == theme.id))
    db.session.add_all(
        EvaluationAnswer(
            file_id=file.id,
            theme_id=theme.id,
            criterion=criterion,
            judgement=judgement,
            text=text,
            in_name_of=in_name_of,
            actor_id=by.id,
        )
        for criterion, (judgement, text) in said.items()
        if judgement is not None
    )


@operation
def validate(file: CommitteeFile, by: User, version: int | None) -> None:
    """Freeze it as it is read now: whatever happens to the town, it does not change any more."""
    if file.version != version:
        raise OutOfDate
    whole = queries.shown(file)
    file.advance(COMMITTEE, CommitteeEvent.VALIDATE, by)
    validated = {"on": clock.today().isoformat(), "who": by.name}
    file.frozen = None if whole is None else whole | {"validated": validated}
    file.validated_at, file.validator_id = now(), by.id
    audit.record(AuditEvent.DECISION, by, file.called, "validation")
