"""Writes of whoever keys in answers given on paper or aloud: enter them, correct them, take them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ctg_site.consultations import queries
from ctg_site.consultations.answering import answers
from ctg_site.consultations.answering.operations import ConsultationClosed, Incomplete, write
from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.tokens import new_token
from ctg_site.domain.vocabulary import AuditEvent, Channel
from ctg_site.models.consultations import (
    Answer,
    AnswerChoice,
    Consultation,
    Contribution,
    answer_tag_link,
)
from ctg_site.models.people import User
from ctg_site.services import audit, paper_sheets
from ctg_site.services.clock import today


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from, and the centre that received it."""

    channel: Channel
    structure_id: int | None = None


@operation
def enter(
    consultation: Consultation,
    given: Mapping[int, answers.Given],
    origin: Origin,
    key: str,
    by: User,
    sheet: str = "",
) -> Contribution:
    """Key in what somebody answered, as it stands on the paper. The same form sent twice gives one.

    The numbered sheet, when there is a number, is entered once; SheetRefused when it cannot be.
    """
    send_key = queries.key_hash(consultation.id, key or new_token())
    sent = db.select(Contribution).where(Contribution.key_hash == send_key)
    found: Contribution | None = db.session.execute(sent).scalar_one_or_none()
    if found is not None:
        return found
    numbered = paper_sheets.find(sheet, by, consultation.id) if sheet else None
    row = Contribution(
        consultation_id=consultation.id,
        channel=origin.channel,
        structure_id=origin.structure_id,
        key_hash=send_key,
        sent_at=now(),
        entered_by_id=by.id,
        to_check=False,
    )
    _write(consultation, row, given)
    if numbered is not None:
        paper_sheets.enter(numbered, by, contribution=row)
    _record(consultation, row, by, "saisie")
    return row


@operation
def correct(
    consultation: Consultation,
    row: Contribution,
    given: Mapping[int, answers.Given],
    origin: Origin,
    by: User,
) -> None:
    """Key it in again, in place of what was."""
    _erase_answers(row.id)
    row.channel, row.structure_id = origin.channel, origin.structure_id
    _write(consultation, row, given)
    _record(consultation, row, by, "corrigée")


@operation
def cancel(consultation: Consultation, row: Contribution, by: User) -> None:
    """Take back what was keyed in by mistake."""
    if not consultation.takes_paper(today()):
        raise ConsultationClosed
    _record(consultation, row, by, "annulée")
    _erase_answers(row.id)
    paper_sheets.free(row)
    db.session.execute(db.delete(Contribution).where(Contribution.id == row.id))


def _write(consultation: Consultation, row: Contribution, given: Mapping[int, answers.Given]) -> None:
    asked: Any = queries.whole(consultation.id)
    if not consultation.takes_paper(today()):
        raise ConsultationClosed
    kept = answers.read(asked.questions, {str(number): value for number, value in given.items()})
    if not kept:
        raise Incomplete
    db.session.add(row)
    db.session.flush()
    write(row, asked, kept)


def _record(consultation: Consultation, row: Contribution, by: User, what: str) -> None:
    audit.record(AuditEvent.ENTERED_FOR, by, consultation.called, f"réponse n°\u00a0{row.id} {what}")


def _erase_answers(contribution_id: int) -> None:
    of_it = db.select(Answer.id).where(Answer.contribution_id == contribution_id)
    in_bulk(
        db.delete(answer_tag_link).where(answer_tag_link.c.answer_id.in_(of_it)),
        db.delete(AnswerChoice).where(AnswerChoice.answer_id.in_(of_it)),
        db.delete(Answer).where(Answer.contribution_id == contribution_id),
    )
