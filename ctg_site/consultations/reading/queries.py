"""Reads of whoever reads the free answers: page by page, tagged, quoted, or set aside first."""

from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.consultations.building.queries import counted_in
from ctg_site.db import Page, db, page_of
from ctg_site.domain.participation import QuestionKind
from ctg_site.models.consultations import (
    Answer,
    Contribution,
    Question,
    Section,
    answer_tag_link,
)
from ctg_site.services.owed import Waiting, how_many

PAGE = 25


def free_question(number: int, question: int) -> Question | None:
    """A question of this consultation that people answer in their own words, with its tags."""
    return db.session.execute(
        db.select(Question)
        .join(Section, Section.id == Question.section_id)
        .where(Question.id == question, Section.consultation_id == number, Question.kind == QuestionKind.FREE)
        .options(joinedload(Question.section).joinedload(Section.consultation), selectinload(Question.tags))
    ).scalar_one_or_none()


def answer(number: int, question: int, answer: int) -> Answer | None:
    """An answer of this question that counts; its question is loaded."""
    return db.session.execute(
        _counted(db.select(Answer))
        .where(Answer.id == answer, Answer.question_id == question, Contribution.consultation_id == number)
        .options(joinedload(Answer.question).joinedload(Question.section).joinedload(Section.consultation))
        .options(joinedload(Answer.question).selectinload(Question.tags), selectinload(Answer.tags))
    ).scalar_one_or_none()


def _counted(select: Any) -> Any:
    """Of the answers in words, not set aside."""
    joined = select.join(Contribution, Contribution.id == Answer.contribution_id)
    return joined.where(Answer.text != "", *counted_in())


def page(question: Question, unread: bool, tag: int | None, after: int | None) -> Page[Answer]:
    """The answers to a question in the order they came, all of them, the unread ones, or those of a tag."""
    select = _counted(db.select(Answer)).where(Answer.question_id == question.id)
    if tag is not None:
        select = select.join(answer_tag_link).where(answer_tag_link.c.tag_id == tag)
    elif unread:
        select = select.where(Answer.read_at.is_(None))
    if after is not None:
        select = select.where(Answer.id > after)
    select = select.order_by(Answer.id).options(selectinload(Answer.tags)).limit(PAGE + 1)
    found = list(db.session.scalars(select))
    return page_of(found, PAGE)


def unread(number: int) -> dict[int, tuple[int, int]]:
    """For each question of a consultation: how many answers in words, how many nobody read yet."""
    counts = db.select(Answer.question_id, db.func.count(), db.func.count().filter(Answer.read_at.is_(None)))
    mine = _counted(counts).where(Contribution.consultation_id == number).group_by(Answer.question_id)
    return {question: (count, left) for question, count, left in db.session.execute(mine)}


def waiting_aside(person: Any, on: date) -> Waiting:
    """All that is set aside, by its consultation, the first one first."""
    kept = Contribution.sent_at.is_not(None), Contribution.aside()
    rows = db.select(Contribution.consultation_id, Contribution.sent_at).where(*kept)
    return how_many(rows.order_by(Contribution.consultation_id, Contribution.sent_at))


def aside(number: int, after: int | None = None) -> tuple[list[Contribution], int | None]:
    """Contributions that a flood brought, to look at before they count; the number of the next page."""
    select = db.select(Contribution).where(
        Contribution.consultation_id == number,
        Contribution.sent_at.is_not(None),
        Contribution.aside(),
    )
    if after is not None:
        select = select.where(Contribution.id > after)
    with_answers = selectinload(Contribution.answers).selectinload(Answer.choices)
    found = list(db.session.scalars(select.order_by(Contribution.id).options(with_answers).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def set_aside(number: int, contribution: int) -> Contribution | None:
    """One of them."""
    return db.session.execute(
        db.select(Contribution).where(
            Contribution.id == contribution,
            Contribution.consultation_id == number,
            Contribution.sent_at.is_not(None),
            Contribution.aside(),
        )
    ).scalar_one_or_none()
