"""Writes of whoever reads the free answers: page by page, tagged, quoted, or set aside first."""

from collections.abc import Sequence

from ctg_site.consultations.results.queries import MOST_QUOTES
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.quoting import quotation
from ctg_site.domain.text import fold
from ctg_site.domain.vocabulary import AuditEvent
from ctg_site.models.consultations import (
    Answer,
    AnswerChoice,
    AnswerTag,
    Consultation,
    Contribution,
    Question,
    Section,
    answer_tag_link,
)
from ctg_site.models.people import User
from ctg_site.services import audit


class NotTheirWords(Exception):
    """A quotation holds something that the answer does not."""


class TooManyQuotes(Exception):
    """The public reads enough words of this question already."""


@operation
def mark_read(question: Question, numbers: Sequence[int], by: User) -> None:
    """Somebody read these answers."""
    of_this = Answer.question_id == question.id, Answer.id.in_(numbers), Answer.read_at.is_(None)
    mark = db.update(Answer).where(*of_this).values(read_at=now(), read_by_id=by.id)
    in_bulk(mark)


@operation
def tag(question: Question, answer: Answer, label: str, by: User) -> None:
    """Say what an answer speaks of: with a tag of the question, whatever its capitals, or a new one."""
    tags = db.session.scalars(db.select(AnswerTag).where(AnswerTag.question_id == question.id)).all()
    known = {fold(one.label): one for one in tags}
    chosen = known.get(fold(label)) or AnswerTag(question_id=question.id, label=label)
    db.session.add(chosen)
    db.session.flush()
    held = answer_tag_link.c.answer_id == answer.id, answer_tag_link.c.tag_id == chosen.id
    if db.session.execute(db.select(answer_tag_link).where(*held)).first() is None:
        db.session.execute(answer_tag_link.insert().values(answer_id=answer.id, tag_id=chosen.id))


@operation
def untag(question: Question, answer: Answer, tag_id: int, by: User) -> None:
    """Take a tag off an answer; a tag that no answer holds any more goes."""
    link = answer_tag_link.c
    db.session.execute(answer_tag_link.delete().where(link.answer_id == answer.id, link.tag_id == tag_id))
    held = db.select(link.answer_id).where(link.tag_id == AnswerTag.id).exists()
    mine = AnswerTag.id == tag_id, AnswerTag.question_id == question.id
    gone = db.delete(AnswerTag).where(*mine, ~held)
    in_bulk(gone)


@operation
def quote(question: Question, answer: Answer, words: str, by: User) -> None:
    """Let the public read words of an answer: nothing but its own."""
    checked = quotation(words, answer.text)
    if checked is None:
        raise NotTheirWords
    others = db.select(db.func.count()).where(
        Answer.question_id == question.id, Answer.quoted_at.is_not(None), Answer.id != answer.id
    )
    if db.session.execute(others).scalar_one() >= MOST_QUOTES:
        raise TooManyQuotes
    answer.quote, answer.quoted_at, answer.quoted_by_id = checked, now(), by.id
    if answer.read_at is None:
        answer.read_at, answer.read_by_id = now(), by.id
    audit.record(AuditEvent.DECISION, by, _called(question), "parole publiée")


@operation
def unquote(question: Question, answer: Answer, by: User) -> None:
    """The public does not read them any more."""
    if answer.quoted_at is not None:
        answer.quote, answer.quoted_at, answer.quoted_by_id = "", None, None
        audit.record(AuditEvent.DECISION, by, _called(question), "parole retirée")


def _called(question: Question) -> str:
    of = db.select(Section.consultation_id).where(Section.id == question.section_id)
    return f"consultation n°\u00a0{db.session.execute(of).scalar_one()}"


@operation
def accept(consultation: Consultation, contributions: Sequence[int], by: User) -> None:
    """These contributions count from now on."""
    mine = Contribution.consultation_id == consultation.id, Contribution.id.in_(contributions)
    keep = db.update(Contribution).where(*mine, Contribution.aside()).values(to_check=False)
    in_bulk(keep)
    count = len(contributions)
    audit.record(
        AuditEvent.DECISION, by, consultation.called, f"{count} réponse(s) mise(s) de côté acceptée(s)"
    )


@operation
def drop(contribution: Contribution, by: User) -> None:
    """This contribution is none: it is erased with its answers."""
    if not contribution.to_check:
        return
    _erase([contribution.id])
    called = f"consultation n°\u00a0{contribution.consultation_id}"
    audit.record(AuditEvent.ERASED, by, called, "une réponse mise de côté")


@operation
def sweep(consultation: Consultation, contributions: Sequence[int], by: User) -> int:
    """Those of these that are still set aside are erased; how many."""
    mine = Contribution.consultation_id == consultation.id, Contribution.id.in_(contributions)
    sent = Contribution.sent_at.is_not(None), Contribution.aside()
    found = db.session.scalars(db.select(Contribution.id).where(*mine, *sent).with_for_update()).all()
    if found:
        _erase(found)
        audit.record(AuditEvent.ERASED, by, consultation.called, f"{len(found)} réponse(s) mise(s) de côté")
    return len(found)


def _erase(contributions: Sequence[int]) -> None:
    """With their answers."""
    answers = db.select(Answer.id).where(Answer.contribution_id.in_(contributions))
    in_bulk(
        db.delete(answer_tag_link).where(answer_tag_link.c.answer_id.in_(answers)),
        db.delete(AnswerChoice).where(AnswerChoice.answer_id.in_(answers)),
        db.delete(Answer).where(Answer.id.in_(answers)),
        db.delete(Contribution).where(Contribution.id.in_(contributions)),
    )
