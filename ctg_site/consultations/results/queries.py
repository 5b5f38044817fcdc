"""Counts of what people answered: a few statements, however many they are, and never two answers of one."""

from collections import defaultdict
from random import SystemRandom
from typing import Any

from sqlalchemy import or_

from ctg_site.consultations.answering.answers import most_of
from ctg_site.consultations.building.queries import counted_in, sections
from ctg_site.db import db
from ctg_site.domain import results
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.models.consultations import (
    Answer,
    AnswerChoice,
    AnswerTag,
    Consultation,
    Contribution,
    Question,
    answer_tag_link,
)

#: Quotations of one question that the public reads; beyond, somebody must choose.
MOST_QUOTES = 12


def published(number: int) -> Consultation | None:
    """A consultation that is not a draft any more: one row, since its results are kept in it."""
    found = db.session.get(Consultation, number)
    return found if found and found.state is not ConsultationState.DRAFT else None


def quotes(numbers: list[int]) -> dict[int, list[str]]:
    """What the public reads of free answers, by question, in the order of the words themselves.

    Neither who said it, nor how they answered, nor when: nothing brings two of them together.
    """
    found: dict[int, list[str]] = defaultdict(list)
    select = db.select(Answer.question_id, Answer.quote).where(
        Answer.question_id.in_(numbers), Answer.quoted_at.is_not(None)
    )
    for question_id, quote in db.session.execute(select.order_by(Answer.quote).limit(500)):
        found[question_id].append(quote)
    return found


def counted(consultation: Consultation) -> dict[str, Any]:
    """Everything that may be told of a consultation, in its own words: no group that shows somebody."""
    people, ways = _ways(consultation.id)
    told, others = results.grouped(ways)
    answered, choices, tags = _answered(consultation.id), _choices(consultation.id), _tags(consultation.id)
    shown = results.is_shown(people)
    number, parts = 0, []
    for section in sections(consultation.id):
        questions = []
        for question in section.questions:
            number += 1
            count = answered.get(question.id, 0)
            told_of = _of_question(question, choices, tags) if results.is_shown(count) else {}
            questions.append(
                {
                    "id": question.id,
                    "number": number,
                    "kind": str(question.kind),
                    "text": question.text,
                    "answered": count if results.is_shown(count) else None,
                    "most": most_of(question),
                    **told_of,
                }
            )
        parts.append({"title": section.title, "questions": questions})
    return {
        "people": people if shown else None,
        "ways": [{"way": str(way), "people": count} for way, count in told.items()],
        "other_ways": others if shown else 0,
        "opens_on": consultation.opens_on.isoformat(),
        "closes_on": consultation.closes_on.isoformat(),
        "sections": parts,
    }


def _ways(number: int) -> tuple[int, dict[Any, int]]:
    select = db.select(Contribution.channel, db.func.count()).where(
        Contribution.consultation_id == number, *counted_in()
    )
    ways = dict(db.session.execute(select.group_by(Contribution.channel)).all())
    return sum(ways.values()), ways


def _mine(select: Any, number: int) -> Any:
    """Of the answers that count."""
    joined = select.join(Contribution, Contribution.id == Answer.contribution_id)
    return joined.where(Contribution.consultation_id == number, *counted_in())


def _answered(number: int) -> dict[int, int]:
    """How many people answered each question; an empty answer is none."""
    chose = db.select(AnswerChoice.id).where(AnswerChoice.answer_id == Answer.id).exists()
    select = _mine(db.select(Answer.question_id, db.func.count()), number).where(
        or_(Answer.text != "", chose)
    )
    return dict(db.session.execute(select.group_by(Answer.question_id)).all())


def _choices(number: int) -> dict[int, list[tuple[int | None, int]]]:
    """For each choice: the ranks it was given, and by how many people."""
    found: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    select = db.select(AnswerChoice.option_id, AnswerChoice.rank, db.func.count()).join(
        Answer, Answer.id == AnswerChoice.answer_id
    )
    grouped = _mine(select, number).group_by(AnswerChoice.option_id, AnswerChoice.rank)
    for option, rank, count in db.session.execute(grouped):
        found[option].append((rank, count))
    return found


def _tags(number: int) -> dict[int, list[tuple[str, int]]]:
    """For each question: its tags, and how many answers each holds."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    select = (
        db.select(AnswerTag.question_id, AnswerTag.label, db.func.count())
        .join(answer_tag_link, answer_tag_link.c.tag_id == AnswerTag.id)
        .join(Answer, Answer.id == answer_tag_link.c.answer_id)
    )
    of_all = _mine(select, number).group_by(AnswerTag.id, AnswerTag.question_id, AnswerTag.label)
    for question, label, count in db.session.execute(
        of_all.order_by(db.func.count().desc(), AnswerTag.label)
    ):
        found[question].append((label, count))
    return found


def _of_question(question: Question, choices: dict[int, Any], tags: dict[int, Any]) -> dict[str, Any]:
    if question.kind is QuestionKind.FREE:
        of_this = tags.get(question.id, [])
        told = [{"label": label, "count": count} for label, count in of_this if results.is_shown(count)]
        return {"tags": told, "other_tags": len(told) < len(of_this)}
    return {
        "options": [_of_option(question, option, choices.get(option.id, [])) for option in question.options]
    }


def _of_option(question: Question, option: Any, ranks: list[tuple[int | None, int]]) -> dict[str, Any]:
    told = {"label": option.label, "count": sum(count for _, count in ranks)}
    if question.kind is QuestionKind.RANKING:
        given = [(rank, count) for rank, count in ranks if rank is not None]
        told |= {
            "first": sum(count for rank, count in given if rank == 1),
            "points": results.points(given, most_of(question)),
        }
    return told


def free_words(number: int) -> dict[int, list[str]]:
    """The free answers that count, by question; each question's in an order drawn anew."""
    found: dict[int, list[str]] = defaultdict(list)
    written = _mine(db.select(Answer.question_id, Answer.text), number).where(Answer.text != "")
    for question, text in db.session.execute(written.order_by(Answer.question_id)):
        found[question].append(text)
    for texts in found.values():
        SystemRandom().shuffle(texts)
    return found
