"""Reads of the staff: the consultations they keep, each whole, what surrounds it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.policy import Permission, allowed
from ctg_site.models.consultations import Consultation, Contribution, Question, Section
from ctg_site.models.convention import Commitment, Convention
from ctg_site.services import clock, conventions

PAGE = 20
WHOLE = selectinload(Consultation.sections).selectinload(Section.questions).selectinload(Question.options)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some consultations, how many people answered each, and the number after which the next page starts."""

    consultations: list[Consultation]
    people: dict[int, int]
    following: int | None


def page(person: Any, after: int | None = None) -> Listed:
    """Two statements: the coordination reads all of them, the agents those that are open now."""
    select = db.select(Consultation).order_by(Consultation.id.desc())
    if not allowed(person, Permission.CONSULTATION_KEEP):
        today = clock.today()
        select = select.where(
            Consultation.state == ConsultationState.OPEN,
            Consultation.opens_on <= today,
            Consultation.closes_on >= today,
        )
    if after is not None:
        select = select.where(Consultation.id < after)
    found = list(db.session.scalars(select.limit(PAGE + 1)))
    shown = found[:PAGE]
    return Listed(shown, people([one.id for one in shown]), shown[-1].id if len(found) > PAGE else None)


def people(ids: list[int]) -> dict[int, int]:
    """How many answered each of these consultations; what is set aside is not counted."""
    counted = (
        db.select(Contribution.consultation_id, db.func.count())
        .where(Contribution.consultation_id.in_(ids), *counted_in())
        .group_by(Contribution.consultation_id)
    )
    return dict(db.session.execute(counted).all())


def counted_in() -> tuple[Any, ...]:
    """What makes a contribution count: sent, and not set aside."""
    return Contribution.sent_at.is_not(None), Contribution.counting()


def consultation(number: int) -> Consultation | None:
    """One consultation with its sections, questions and options, in the order they are asked."""
    return db.session.execute(
        db.select(Consultation)
        .where(Consultation.id == number)
        .options(joinedload(Consultation.owner), WHOLE)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


def section(number: int, section: int) -> Section | None:
    """A section of this very consultation, with it and its questions."""
    return db.session.execute(
        db.select(Section)
        .where(Section.id == section, Section.consultation_id == number)
        .options(joinedload(Section.consultation), selectinload(Section.questions))
    ).scalar_one_or_none()


def question(number: int, question: int) -> Question | None:
    """A question of this very consultation, with it, its section and its options."""
    return db.session.execute(
        db.select(Question)
        .join(Section, Section.id == Question.section_id)
        .where(Question.id == question, Section.consultation_id == number)
        .options(joinedload(Question.section).joinedload(Section.consultation))
        .options(selectinload(Question.options))
    ).scalar_one_or_none()


def sections(number: int) -> list[Section]:
    """The sections of a consultation as they are now, with their questions and options."""
    select = db.select(Section).where(Section.consultation_id == number)
    return list(
        db.session.scalars(
            select.order_by(Section.position, Section.id)
            .options(selectinload(Section.questions).selectinload(Question.options))
            .execution_options(populate_existing=True)
        )
    )


def is_begun(number: int) -> bool:
    """Whether somebody answered, or is answering."""
    some = db.select(Contribution.id).where(Contribution.consultation_id == number).limit(1)
    return db.session.execute(some).first() is not None


def to_check(number: int) -> int:
    aside = db.select(db.func.count()).where(
        Contribution.consultation_id == number,
        Contribution.sent_at.is_not(None),
        Contribution.aside(),
    )
    return db.session.execute(aside).scalar_one()


def commitments() -> list[Commitment]:
    """Those of the current convention, in its order: what people may be asked to rank."""
    return [one for convention in conventions.offered() for one in convention.commitments]


def offered(question: Question | None = None) -> list[Convention]:
    """The conventions whose commitments a question may rank: those of its own, then the current one."""
    ranked = [one.commitment_id for one in question.options] if question is not None else []
    own = db.select(Commitment.convention_id).where(Commitment.id.in_([one for one in ranked if one]))
    return conventions.offered(set(db.session.scalars(own)) if ranked else ())
