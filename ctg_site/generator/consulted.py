"""The invented consultation of a batch, open today, and what people answer to it."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import Channel
from ctg_site.models.consultations import (
    Answer,
    AnswerChoice,
    Consultation,
    Contribution,
    Option,
    Question,
    Section,
)

from .envies import Hand
from .writing import numbers

#: It opened so many days before; it closes as many after.
DAYS = 30
ASKED = (
    (QuestionKind.SINGLE, "Venez-vous au centre ?", ("Souvent", "Parfois", "Jamais")),
    (QuestionKind.MULTIPLE, "Qu’y feriez-vous ?", ("Cuisiner", "Jouer", "Apprendre", "Se reposer")),
    (QuestionKind.SCALE, "Votre quartier vous plaît-il ?", ("Pas du tout", "Un peu", "Beaucoup")),
    (QuestionKind.RANKING, "Par quoi commencer ?", ("Les enfants", "Les parents", "Les anciens")),
    (QuestionKind.FREE, "Que faudrait-il de plus ?", ()),
)


def open_one(name: str, until: datetime) -> int:
    """Inside an operation: a consultation with a question of each kind; its number."""
    day = local(until).date()
    questions = [
        Question(
            position=place,
            kind=kind,
            text=text.replace(" ?", "\u00a0?"),
            options=[Option(position=rank, label=label) for rank, label in enumerate(choices, 1)],
        )
        for place, (kind, text, choices) in enumerate(ASKED, 1)
    ]
    made = Consultation(
        state=ConsultationState.OPEN,
        title=f"La vie de votre quartier (invention {name})",
        opens_on=day - timedelta(days=DAYS),
        closes_on=day + timedelta(days=DAYS),
        sections=[Section(position=1, title="Votre quartier", questions=questions)],
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def questions_of(consultation: int) -> list[Question]:
    """With what may be chosen."""
    asked = db.select(Question).join(Section).where(Section.consultation_id == consultation)
    loaded = selectinload(Question.options), joinedload(Question.section)
    return list(db.session.scalars(asked.order_by(Question.position).options(*loaded)))


def answer(questions: list[Question], many: int, hand: Hand) -> None:
    """So many people answer, each to most of the questions."""
    answers = iter(numbers(Answer, many * len(questions)))
    for number in numbers(Contribution, many):
        at = hand.until - timedelta(days=hand.draw.random() * DAYS)
        hand.batch.add(
            Contribution,
            id=number,
            created_at=at,
            consultation_id=questions[0].section.consultation_id,
            channel=Channel.ONLINE,
            key_hash=hand.token(),
            sent_at=at,
        )
        for question in questions:
            made = next(answers)
            if hand.likely(0.8):
                text = hand.said.one("free") if question.kind is QuestionKind.FREE else ""
                about = {"contribution_id": number, "question_id": question.id}
                hand.batch.add(Answer, id=made, created_at=at, text=text, **about)
                _choose(question, made, at, hand)


def _choose(question: Question, answer: int, at: datetime, hand: Hand) -> None:
    for rank, option in enumerate(_chosen(question, hand.draw), 1):
        place = rank if question.kind is QuestionKind.RANKING else None
        hand.batch.add(AnswerChoice, created_at=at, answer_id=answer, option_id=option.id, rank=place)


def _chosen(question: Question, draw: Random) -> list[Option]:
    options = list(question.options)
    match question.kind:
        case QuestionKind.FREE:
            return []
        case QuestionKind.RANKING:
            return draw.sample(options, len(options))
        case QuestionKind.MULTIPLE:
            return draw.sample(options, draw.randrange(1, len(options)))
        case _:
            return [draw.choice(options)]
