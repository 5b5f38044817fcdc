"""Makes consultations, their questions and what people answer, as rows."""

from datetime import date, timedelta

from sqlalchemy.orm import selectinload

from ctg_site.db import db, now
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.tokens import new_token, token_hash
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
from ctg_site.services.clock import today

#: The day on which the tests' clock stands still.
TODAY = date(2026, 11, 24)
EVERY_KIND = tuple(QuestionKind)
TEXTS = {
    QuestionKind.FREE: "Qu’est-ce qui a changé pour vous\u00a0?",
    QuestionKind.SINGLE: "Où habitez-vous\u00a0?",
    QuestionKind.MULTIPLE: "Qu’est-ce qui manque\u00a0?",
    QuestionKind.SCALE: "Est-ce que c’est plus simple qu’avant\u00a0?",
    QuestionKind.RANKING: "Qu’est-ce qui compte le plus pour vous\u00a0?",
}
LABELS = {
    QuestionKind.SINGLE: ("Dans le centre", "Dans un quartier", "Ailleurs"),
    QuestionKind.MULTIPLE: ("Des places", "Des horaires", "Des informations", "Autre chose"),
    QuestionKind.SCALE: ("Pas du tout", "Un peu", "Beaucoup"),
    QuestionKind.RANKING: (
        "PE1\u00a0: la petite enfance",
        "PA1\u00a0: les parents",
        "JE1\u00a0: les jeunes",
        "CV1\u00a0: le quartier",
    ),
}
MOST = {QuestionKind.MULTIPLE: 2, QuestionKind.RANKING: 3}


def make_consultation(state=ConsultationState.OPEN, kinds=EVERY_KIND, on=None, **values):
    """A consultation around `on` (today unless said), with a question of each kind, two a section.

    `values` are those of the row; `compulsory` holds the numbers of the questions that must be answered.
    """
    on, compulsory = on or today(), values.pop("compulsory", ())
    defaults = {"title": "Préparons la suite", "introduction": "Trois questions, **cinq minutes**."}
    defaults |= {"opens_on": on - timedelta(days=7), "closes_on": on + timedelta(days=7)}
    if state in {ConsultationState.CLOSED, ConsultationState.TOLD}:
        defaults |= {"opens_on": on - timedelta(days=30), "closes_on": on - timedelta(days=5)}
    if state is ConsultationState.TOLD:
        defaults |= {"told_at": now(), "results": {}}
    made = Consultation(**defaults | {"state": state} | values)
    made.sections = [
        Section(
            position=start // 2,
            title=f"Partie {start // 2 + 1}",
            questions=[
                question(kind, start + place, start + place + 1 in compulsory)
                for place, kind in enumerate(kinds[start : start + 2])
            ],
        )
        for start in range(0, len(kinds), 2)
    ]
    db.session.add(made)
    db.session.commit()
    return reread(made.id)


def question(kind, position=0, is_compulsory=False, **values):
    """A question of this kind, with its choices; not saved."""
    options = [Option(position=place, label=label) for place, label in enumerate(LABELS.get(kind, ()))]
    defaults = {"text": TEXTS[kind], "most": MOST.get(kind), "options": options}
    return Question(kind=kind, position=position, is_compulsory=is_compulsory, **defaults | values)


def reread(number):
    """The consultation as the database holds it now, with its sections, questions and choices."""
    whole = selectinload(Consultation.sections).selectinload(Section.questions).selectinload(Question.options)
    found = db.select(Consultation).where(Consultation.id == number).options(whole)
    return db.session.execute(found.execution_options(populate_existing=True)).scalar_one()


def contribution(consultation, answers=None, channel=Channel.ONLINE, **values):
    """Something sent; `answers` by number of question: words, or the places (from 0) of the choices.

    Without `answers`: « Bonjour. » and the first choice everywhere.
    """
    if answers is None:
        answers = {
            number: "Bonjour." if asked.kind is QuestionKind.FREE else [0]
            for number, asked in enumerate(consultation.questions, 1)
        }
    made = Contribution(
        consultation_id=consultation.id,
        channel=channel,
        key_hash=token_hash(new_token()),
        sent_at=now(),
        answers=[given(consultation.questions[number - 1], value) for number, value in answers.items()],
        **values,
    )
    db.session.add(made)
    db.session.commit()
    return made


def given(asked, value):
    if asked.kind is QuestionKind.FREE:
        return Answer(question_id=asked.id, text=value)
    ranked = asked.kind is QuestionKind.RANKING
    chosen = [
        AnswerChoice(option_id=asked.options[place].id, rank=rank if ranked else None)
        for rank, place in enumerate(value, 1)
    ]
    return Answer(question_id=asked.id, choices=chosen)


def many(consultation, count, **answers):
    """So many contributions that answer the same."""
    for _ in range(count):
        contribution(consultation, **answers)
