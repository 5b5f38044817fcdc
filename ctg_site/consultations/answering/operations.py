"""Writes of whoever answers a consultation: keep a draft, erase it, send it; forget what is past its time.

The consultation is always locked before what is sent to it, so that the same form sent twice gives one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ctg_site.consultations import queries
from ctg_site.db import db, in_bulk, insert, now, operation
from ctg_site.domain.alerts import alerts
from ctg_site.domain.participation import QuestionKind
from ctg_site.domain.policy import Role
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import Channel
from ctg_site.effects import outbox
from ctg_site.models.consultations import Answer, AnswerChoice, Consultation, Contribution
from ctg_site.models.people import User
from ctg_site.runtime import life
from ctg_site.services import sieve
from ctg_site.services.clock import today
from ctg_site.services.opening import new_key as new_key
from ctg_site.services.retention import little_by_little

from . import answers

DRAFT_LIFE = RULES[KeptData.ANSWER_DRAFT].life.span
#: What comes from one network in ten minutes; more is set aside for a person to look at.
MOST_FROM_A_NETWORK = 20, 10, "answers"


class ConsultationClosed(Exception):
    """Nobody may answer now: closed meanwhile, or not open yet."""


class AnswersAlreadySent(Exception):
    """The draft was sent: it is not changed any more."""


class Incomplete(Exception):
    """Nothing is answered, or a question that must be is not."""


@operation
def keep(number: int, key: str, given: Mapping[int, answers.Given]) -> None:
    """Keep the answers of one screen of consultation `number`, for two days from now."""
    row = _begun(number, key)
    if row.sent_at is not None:
        raise AnswersAlreadySent
    row.draft = {**row.draft, **{str(question): value for question, value in given.items()}}
    row.expires_at = now() + DRAFT_LIFE


def _begun(number: int, key: str) -> Contribution:
    """The draft under lock; made first when there is none, once however often the form is sent."""
    values = {"consultation_id": number, "key_hash": queries.key_hash(number, key), "draft": {}}
    values |= {"channel": Channel.ONLINE, "to_check": False, "created_at": now()}
    once = {"index_elements": [Contribution.key_hash]}
    made = insert(Contribution).values(**values, expires_at=now() + DRAFT_LIFE)
    db.session.execute(made.on_conflict_do_nothing(**once))
    row = _locked(number, key)
    if row is None:
        raise LookupError("no such draft")
    if row.expires_at is not None and row.expires_at <= now():
        row.draft, row.created_at = {}, now()
    return row


def _locked(number: int, key: str) -> Contribution | None:
    return db.session.execute(
        db.select(Contribution)
        .where(Contribution.key_hash == queries.key_hash(number, key))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


@operation
def erase(number: int, key: str) -> None:
    """Forget a draft that was not sent."""
    of_this_key = Contribution.key_hash == queries.key_hash(number, key)
    db.session.execute(db.delete(Contribution).where(of_this_key, Contribution.sent_at.is_(None)))


@operation
def send(
    consultation: Consultation, key: str, network: str | None = None, trapped: bool = False
) -> Contribution:
    """Send the draft: its answers as rows, the draft erased, the coordination alerted; or nothing.

    Sent twice, a draft gives one contribution. `network` counts against floods: what looks like one is set
    aside (`to_check`), never refused.
    """
    row = _locked(consultation.id, key)
    if row is None:
        raise Incomplete
    if row.sent_at is not None:
        return row
    if not consultation.is_open(today()):
        raise ConsultationClosed
    asked = queries.whole(consultation.id)
    given = answers.read(asked.questions, row.draft) if asked else {}
    if not given or answers.missing(asked, given):
        raise Incomplete
    sending = sieve.FormSent(key, network, trapped)
    row.to_check = sieve.sift(MOST_FROM_A_NETWORK, sending, consultation.id).aside
    row.draft, row.expires_at, row.sent_at = {}, None, now()
    write(row, asked, given)
    return row


def write(row: Contribution, asked: Any, given: Mapping[int, answers.Given]) -> None:
    """Inside an operation: the answers as rows; words of danger reach the coordination at once."""
    for question in asked.questions:
        if question.id in given:
            db.session.add(_answer(row, question, given[question.id]))
    if not row.to_check and alerts(answers.all_words(asked.questions, given)):
        coordination = db.select(User).where(User.is_active, User.role == Role.COORDINATOR)
        for person in db.session.scalars(coordination).all():
            outbox.tell_staff(person, "consultation_alert", number=asked.id, answer=row.id)


def _answer(row: Contribution, question: Any, given: answers.Given) -> Answer:
    if isinstance(given, str):
        return Answer(contribution_id=row.id, question_id=question.id, text=given)
    ranked = question.kind is QuestionKind.RANKING
    chosen = [
        AnswerChoice(option_id=option, rank=rank if ranked else None) for rank, option in enumerate(given, 1)
    ]
    return Answer(contribution_id=row.id, question_id=question.id, choices=chosen)


@operation
def forget(instant: datetime) -> int:
    """Erase the drafts whose time is over."""
    over = db.delete(Contribution).where(Contribution.sent_at.is_(None), Contribution.expires_at <= instant)
    return in_bulk(over)


def forget_words(instant: datetime) -> int:
    """Erase the sentences of consultations that ended so long ago; choices and counts stay."""
    since = local(life(KeptData.ANSWER).before(instant)).date()
    over = db.select(Contribution.id).join(Consultation).where(Consultation.closes_on <= since)
    old = db.select(Answer.id).where(Answer.text != "", Answer.contribution_id.in_(over))
    return little_by_little(old, db.update(Answer).values(text=""))
