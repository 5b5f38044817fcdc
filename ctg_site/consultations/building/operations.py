"""Writes of the coordination: build a consultation, section by section, and say what was decided after it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from ctg_site.db import db, operation
from ctg_site.domain.asking import MOST_QUESTIONS, MOST_SECTIONS
from ctg_site.domain.participation import ConsultationState, QuestionKind
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.domain.workflow import InvalidTransition, OutOfDate
from ctg_site.models.consultations import Consultation, Option, Question, Section
from ctg_site.models.convention import Commitment
from ctg_site.models.people import User
from ctg_site.services import audit, clock


class TooManyQuestions(Exception):
    """As many sections, or questions, as anybody would answer are there already."""


@dataclass(frozen=True, slots=True)
class Presented:
    """What people read of a consultation before its questions, and between which days they answer."""

    title: str
    introduction: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question: its words, its choices by their labels or, in a ranking, the commitments."""

    kind: QuestionKind
    text: str
    hint: str = ""
    is_compulsory: bool = False
    most: int | None = None
    labels: Sequence[str] = ()
    commitments: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """A section and its questions, to make at once."""

    title: str
    introduction: str = ""
    questions: Sequence[QuestionAsked] = field(default_factory=tuple)


@operation
def create(presented: Presented, screens: Sequence[Screen] = (), *, by: User) -> Consultation:
    """Begin a consultation, as a draft that the coordination alone sees."""
    made = Consultation(**asdict(presented), owner_id=by.id)
    db.session.add(made)
    db.session.flush()
    for position, screen in enumerate(screens):
        section = _section(made, position, screen.title, screen.introduction)
        for place, asked in enumerate(screen.questions):
            _put(Question(section_id=section.id, position=place), asked)
    return made


@operation
def present(consultation: Consultation, presented: Presented, by: User, version: int | None) -> None:
    """Change its presentation. Once open, what people were asked does not change under them: only the
    introduction does, and the last day as long as it is open."""
    _check_version(consultation, version)
    wanted = asdict(presented)
    if consultation.state is not ConsultationState.DRAFT:
        wanted = {name: wanted[name] for name in changeable(consultation)}
    for name, value in wanted.items():
        setattr(consultation, name, value)


def changeable(consultation: Consultation) -> tuple[str, ...]:
    """What of its presentation may still change."""
    if consultation.state is ConsultationState.DRAFT:
        return ("title", "introduction", "opens_on", "closes_on")
    return (
        ("introduction", "closes_on") if consultation.state is ConsultationState.OPEN else ("introduction",)
    )


@operation
def add_section(
    consultation: Consultation, title: str, introduction: str, by: User, version: int | None
) -> Section:
    _being_built(consultation, version)
    positions = _places(Section, Section.consultation_id == consultation.id)
    if len(positions) >= MOST_SECTIONS:
        raise TooManyQuestions
    return _section(consultation, len(positions), title, introduction)


def _section(consultation: Consultation, position: int, title: str, introduction: str) -> Section:
    section = Section(
        consultation_id=consultation.id, position=position, title=title, introduction=introduction
    )
    db.session.add(section)
    db.session.flush()
    return section


@operation
def change_section(
    consultation: Consultation, section: Section, title: str, introduction: str, by: User, version: int | None
) -> None:
    _being_built(consultation, version)
    section.title, section.introduction = title, introduction


@operation
def remove_section(consultation: Consultation, section: Section, by: User, version: int | None) -> None:
    """Take a section away with its questions."""
    _being_built(consultation, version)
    for question in _places(Question, Question.section_id == section.id):
        _remove(question)
    db.session.delete(section)


@operation
def shift_section(
    consultation: Consultation, section: Section, up: bool, by: User, version: int | None
) -> None:
    """One place up or down; at the end of the line it stays."""
    _being_built(consultation, version)
    _shift(_places(Section, Section.consultation_id == consultation.id), section, up)


@operation
def add_question(
    consultation: Consultation, section: Section, asked: QuestionAsked, by: User, version: int | None
) -> Question:
    _being_built(consultation, version)
    counted = db.select(db.func.count()).select_from(Question).join(Section)
    here = counted.where(Section.consultation_id == consultation.id)
    if db.session.execute(here).scalar_one() >= MOST_QUESTIONS:
        raise TooManyQuestions
    last = len(_places(Question, Question.section_id == section.id))
    return _put(Question(section_id=section.id, position=last), asked)


@operation
def change_question(
    consultation: Consultation, question: Question, asked: QuestionAsked, by: User, version: int | None
) -> None:
    _being_built(consultation, version)
    _put(question, asked)


@operation
def remove_question(consultation: Consultation, question: Question, by: User, version: int | None) -> None:
    _being_built(consultation, version)
    _remove(question)


@operation
def shift_question(
    consultation: Consultation, question: Question, up: bool, by: User, version: int | None
) -> None:
    """One place up or down within its section."""
    _being_built(consultation, version)
    _shift(_places(Question, Question.section_id == question.section_id), question, up)


@operation
def say_what_next(
    consultation: Consultation, words: str, due_on: date | None, by: User, version: int | None
) -> None:
    """What was decided after it; or, as long as nothing is, by when the answer is expected."""
    _check_version(consultation, version)
    if consultation.state not in {ConsultationState.CLOSED, ConsultationState.TOLD}:
        raise InvalidTransition("what was decided next is said of a consultation that is closed")
    consultation.what_next, consultation.what_next_due_on = words, due_on
    consultation.what_next_on = clock.today() if words else None
    audit.record(AuditEvent.DECISION, by, consultation.called, "ce qui a été décidé ensuite")


def _check_version(consultation: Consultation, version: int | None) -> None:
    if consultation.version != version:
        raise OutOfDate


def _being_built(consultation: Consultation, version: int | None) -> None:
    """Its questions may change: it is a draft still, and the one that was read. Its version moves."""
    _check_version(consultation, version)
    if consultation.state is not ConsultationState.DRAFT:
        raise InvalidTransition("the questions of an open consultation do not change")
    flag_modified(consultation, "title")


def _places(table: Any, among: Any) -> list[Any]:
    """The rows of a line, in their order."""
    return list(db.session.scalars(db.select(table).where(among).order_by(table.position, table.id)))


def _shift(line: list[Any], moved: Any, up: bool) -> None:
    here = line.index(moved)
    there = max(here - 1, 0) if up else min(here + 1, len(line) - 1)
    line.insert(there, line.pop(here))
    for position, one in enumerate(line):
        one.position = position


def _put(question: Question, asked: QuestionAsked) -> Question:
    """Give a question its words, and its choices anew."""
    for name in ("kind", "text", "hint", "is_compulsory", "most"):
        setattr(question, name, getattr(asked, name))
    db.session.add(question)
    db.session.flush()
    db.session.execute(db.delete(Option).where(Option.question_id == question.id))
    labels: list[tuple[str, int | None]] = [(label, None) for label in asked.labels]
    labels += [(one.plain_title, one.id) for one in _commitments(asked.commitments)]
    for position, (label, commitment_id) in enumerate(labels):
        db.session.add(
            Option(question_id=question.id, position=position, label=label, commitment_id=commitment_id)
        )
    return question


def _commitments(ids: Sequence[int]) -> list[Commitment]:
    """In the order given."""
    found = {one.id: one for one in db.session.scalars(db.select(Commitment).where(Commitment.id.in_(ids)))}
    return [found[number] for number in ids if number in found]


def _remove(question: Question) -> None:
    db.session.execute(db.delete(Option).where(Option.question_id == question.id))
    db.session.delete(question)
    db.session.flush()
