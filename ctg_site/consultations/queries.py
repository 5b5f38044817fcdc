"""Public reads of the consultations: the list, one with its questions, what a browser began to answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import selectinload

from ctg_site.db import db, now
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.policy import Role
from ctg_site.domain.tokens import token_hash
from ctg_site.models.consultations import Answer, Consultation, Contribution, Question, Section
from ctg_site.models.places import Structure

PAGE = 20
#: Open at the same time, or announced: far more than people could answer.
MOST_ALIVE = 50
#: What is keyed in may be corrected or taken back so long.
CORRECTION = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Overview:
    """Those that one may answer, those to come, some of those that are over, the number that continues."""

    open: list[Consultation]
    to_come: list[Consultation]
    over: list[Consultation]
    following: int | None


def page(on: date, after: int | None = None) -> Overview:
    """The public consultations: those alive on the first page only. Two statements at most."""
    alive = [] if after is not None else list(db.session.scalars(_alive(on).limit(MOST_ALIVE)))
    over = db.select(Consultation).where(_is_over(on)).order_by(Consultation.id.desc()).limit(PAGE + 1)
    found = list(db.session.scalars(over if after is None else over.where(Consultation.id < after)))
    return Overview(
        open=[one for one in alive if one.is_open(on)],
        to_come=[one for one in alive if one.is_to_come(on)],
        over=found[:PAGE],
        following=found[PAGE - 1].id if len(found) > PAGE else None,
    )


def open_now(on: date, most: int) -> list[Consultation]:
    """Those that one may answer today, the first to close first."""
    return list(db.session.scalars(_alive(on).where(Consultation.opens_on <= on).limit(most)))


def _alive(on: date) -> Any:
    open_state = Consultation.state == ConsultationState.OPEN
    alive = db.select(Consultation).where(open_state, Consultation.closes_on >= on)
    return alive.order_by(Consultation.closes_on, Consultation.id)


def _is_over(on: date) -> Any:
    past = (Consultation.state == ConsultationState.OPEN) & (Consultation.closes_on < on)
    return or_(Consultation.state.in_((ConsultationState.CLOSED, ConsultationState.TOLD)), past)


def whole(number: int) -> Consultation | None:
    """A consultation in any state, with its sections, questions and choices: four statements."""
    questions = selectinload(Consultation.sections).selectinload(Section.questions)
    found = db.select(Consultation).where(Consultation.id == number)
    return db.session.execute(
        found.options(questions.selectinload(Question.options)).execution_options(populate_existing=True)
    ).scalar_one_or_none()


def consultation(number: int) -> Consultation | None:
    """One that the public may read."""
    found = whole(number)
    return found if found is not None and found.is_public else None


def key_hash(number: int, key: str) -> str:
    """One browser's key opens one draft for each consultation."""
    return token_hash(f"{number} {key}")


def contribution(number: int, key: str | None) -> Contribution | None:
    """What this browser began to answer, until its time is over; or what it sent."""
    if not key:
        return None
    kept = or_(Contribution.sent_at.is_not(None), Contribution.expires_at > now())
    return db.session.execute(
        db.select(Contribution).where(Contribution.key_hash == key_hash(number, key), kept)
    ).scalar_one_or_none()


def words_of(contribution: Contribution) -> str:
    """All that was written in it."""
    texts = db.select(Answer.text).where(Answer.contribution_id == contribution.id, Answer.text != "")
    return "\n".join(db.session.scalars(texts))


def places(person: Any) -> list[Structure]:
    """The centres in whose name somebody keys answers in: their own; for the coordination, all."""
    found = db.select(Structure).order_by(Structure.name)
    if Role.COORDINATOR in person.roles:
        return list(db.session.scalars(found.where(Structure.receives_proposals)))
    return list(db.session.scalars(found.where(Structure.id.in_(person.structure_ids))))


def last_entered(consultation: Consultation, user_id: int | None) -> Contribution | None:
    """The last answer that this person keyed in, while it may be corrected."""
    return db.session.scalars(_entered(user_id, consultation.id).limit(1)).first()


def entered(number: int, user_id: int | None) -> Contribution | None:
    """One that this person keyed in, with its answers, while it may be corrected."""
    with_answers = selectinload(Contribution.answers).selectinload(Answer.choices)
    return db.session.execute(
        _entered(user_id).where(Contribution.id == number).options(with_answers)
    ).scalar_one_or_none()


def _entered(user_id: int | None, number: int | None = None) -> Any:
    mine = db.select(Contribution).where(
        Contribution.entered_by_id == user_id, Contribution.sent_at > now() - CORRECTION
    )
    mine = mine if number is None else mine.where(Contribution.consultation_id == number)
    return mine.order_by(Contribution.id.desc())


def as_kept(contribution: Contribution) -> dict[str, Any]:
    """What was sent, in the shape of a draft; its answers must be loaded."""
    return {
        str(answer.question_id): answer.text or [choice.option_id for choice in answer.choices]
        for answer in contribution.answers
    }
