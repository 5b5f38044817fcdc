"""The consultations of the demonstration: one that is open, and one that was told, with what was decided."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from ctg_site.consultations.building import first
from ctg_site.consultations.building import operations as staff_operations
from ctg_site.consultations.building import queries as staff_queries
from ctg_site.consultations.reading import operations as staff_reading_operations
from ctg_site.consultations.reading import queries as staff_reading_queries
from ctg_site.consultations.results import operations as results_operations
from ctg_site.db import db, operation
from ctg_site.domain.participation import ConsultationEvent, QuestionKind
from ctg_site.domain.quoting import quotation
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.town_calendar import at
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.consultations import Answer, AnswerChoice, Consultation, Contribution, Question
from ctg_site.models.people import User
from ctg_site.services import clock
from ctg_site.slicing import Town
from ctg_site.web.typesetting import typeset

SOURCE = Path(__file__).with_name("demonstration.yaml")
NOON = time(12, 40)


def play(town: Town) -> None:
    """The past one first, then the one that people may answer now."""
    raw = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    by, commitments = town.people[raw["par"]], [one.id for one in staff_queries.commitments()]
    tell(raw["passee"], commitments, by)
    entry = raw["ouverte"]
    presented, screens = first.three_questions(commitments, _day(entry["depuis"]), _day(entry["jusqua"]))
    answer(move(staff_operations.create(presented, screens, by=by), ConsultationEvent.OPEN, by), entry)


def tell(entry: Mapping[str, Any], commitments: list[int], by: User) -> None:
    """Open a consultation, answer it, read the answers, close it, tell its results: then date it back."""
    presented = staff_operations.Presented(
        typeset(entry["titre"]), typeset(entry["presentation"]), _day(entry["depuis"]), clock.today()
    )
    screens = [first.screen(one, commitments) for one in entry["parties"]]
    made = move(staff_operations.create(presented, screens, by=by), ConsultationEvent.OPEN, by)
    answer(made, entry)
    for question in made.questions:
        if question.kind is QuestionKind.FREE:
            read(made, question, entry, by)
    made = move(made, ConsultationEvent.CLOSE, by)
    date_back(made, _day(entry["jusqua"]))
    made = move(made, ConsultationEvent.TELL, by)
    staff_operations.say_what_next(made, typeset(entry["suite"]), None, by=by, version=made.version)
    date_told(made, _day(entry["publiee"]))


def _day(away: int) -> date:
    return clock.today() + timedelta(days=away)


def move(made: Consultation, event: ConsultationEvent, by: User) -> Consultation:
    """One move of its life; the consultation as it is then, whole."""
    results_operations.move(made, event, by=by, version=made.version)
    found = staff_queries.consultation(made.id)
    if found is None:
        raise LookupError(f"consultation {made.id} is gone")
    return found


@operation
def answer(made: Consultation, entry: Mapping[str, Any]) -> None:
    """What people sent, spread over the days when they could."""
    questions = _numbered(made.questions, entry["classement"])
    sent = [one for one in entry["reponses"] for _ in range(one.get("combien", 1))]
    length = max(-entry["depuis"] + min(entry["jusqua"], 0), 1)
    for place, one in enumerate(sent):
        day = _day(entry["depuis"] + place * length // len(sent))
        db.session.add(_contribution(made, questions, one, at(day, NOON)))


def _numbered(questions: list[Question], ranking: int) -> dict[int, Question]:
    """The questions by their number in the file: without commitments to rank, that one is missing."""
    ranks = any(question.kind is QuestionKind.RANKING for question in questions)
    numbers = (number for number in range(1, len(questions) + 2) if ranks or number != ranking)
    return dict(zip(numbers, questions, strict=False))


def _contribution(
    made: Consultation, questions: Mapping[int, Question], one: Mapping[Any, Any], moment: datetime
) -> Contribution:
    answered = ((questions[number], one[number]) for number in questions if number in one)
    return Contribution(
        consultation_id=made.id,
        channel=Channel(one["canal"]),
        key_hash=token_hash(new_token()),
        created_at=moment,
        sent_at=moment,
        to_check=one.get("a_verifier", False),
        answers=[_answer(question, given) for question, given in answered],
    )


def _answer(question: Question, given: Any) -> Answer:
    if question.kind is QuestionKind.FREE:
        return Answer(question_id=question.id, text=given)
    ranked = question.kind is QuestionKind.RANKING
    chosen = [
        AnswerChoice(option_id=question.options[place].id, rank=rank if ranked else None)
        for rank, place in enumerate(given, 1)
        if place < len(question.options)
    ]
    return Answer(question_id=question.id, choices=chosen)


def read(made: Consultation, question: Question, entry: Mapping[str, Any], by: User) -> None:
    """Read every answer to a question: its tags by the words it holds, the words of it that are quoted."""
    asked = staff_reading_queries.free_question(made.id, question.id)
    if asked is None:
        return
    answers = staff_reading_queries.page(asked, unread=False, tag=None, after=None).rows
    staff_reading_operations.mark_read(asked, [one.id for one in answers], by=by)
    for one in answers:
        for label, words in entry["etiquettes"].items():
            if any(word in one.text for word in words):
                staff_reading_operations.tag(asked, one, label, by=by)
        for words in entry["paroles"]:
            if quotation(words, one.text):
                staff_reading_operations.quote(asked, one, words, by=by)


@operation
def date_back(made: Consultation, last_day: date) -> None:
    """It ended then, before its results were counted: they tell that day."""
    made.closes_on = last_day


@operation
def date_told(made: Consultation, day: date) -> None:
    """Its results were published, and what comes next written, that day."""
    made.told_at, made.what_next_on = at(day, NOON), day
