"""Writes of the submission: keep a draft, erase it, send the envie d'agir."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.answers import Answers, FormPart
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.vocabulary import AgeBand, ContactWay
from ctg_site.filing import Source, add_answers, open_file
from ctg_site.models.desk import Tablet
from ctg_site.models.outbox import Notice
from ctg_site.models.proposals import Contact, Draft, Proposal
from ctg_site.services import paper_sheets, sieve
from ctg_site.services.opening import new_key as new_key

DRAFT_LIFE = SEED_LIFE = RULES[KeptData.DRAFT].life.span
#: From the first screen that is answered to the sending: nobody answers the others in less.
FASTEST_PERSON = timedelta(seconds=3)
#: People of one place who send in ten minutes; who comes after waits to be looked at.
MOST_FROM_A_NETWORK = 30, 10, "submission"


class NoDraft(LookupError):
    """The draft was erased, or its day is over: another tab, or another person at the same screen, did it."""


class AlreadySent(Exception):
    """The draft became a proposal: it is changed from the follow-up page."""


@operation
def keep(key: str, step: str, given: dict[str, Any], done: bool = True) -> None:
    """Keep what one screen gives, `done` or still being typed; under fifteen, nothing personal stays.

    What is still being typed may come late, from a page already left: it changes no screen that is done.
    """
    row = _locked(key)
    if row is None:
        row = _new(key)
    elif row.proposal_id is not None:
        raise AlreadySent
    before, screens = Answers.read(row.answers), {*row.answers.get("done", [])}
    if done:
        screens.add(str(step))
    elif step in screens:
        return
    kept = before.changed(**given)
    if kept.age_band is not before.age_band:
        screens.discard(FormPart.CONTACT)
    row.answers = kept.plain() | {"done": sorted(screens)}


@operation
def erase(key: str) -> None:
    """Forget a draft that was not sent."""
    db.session.execute(db.delete(Draft).where(Draft.key_hash == token_hash(key), Draft.proposal_id.is_(None)))


@operation
def submit(
    key: str, on: date, network: str | None = None, trapped: bool = False, sheet: str = ""
) -> Proposal:
    """Send the draft: the proposal, its contact, its journal line, its receipt and its alerts, or nothing.

    Sent twice, from two tabs or twenty times at once, a draft gives one proposal. `on` is today in the town.
    What a machine or a flood sends is set aside, never refused; `key` says when the form was opened; `sheet`
    is the number of the printed one whose square led here.
    """
    row = _locked(key)
    if row is None:
        raise NoDraft
    if row.proposal_id is not None:
        return db.session.get_one(Proposal, row.proposal_id)
    too_fast = now() - row.created_at < FASTEST_PERSON
    sending = sieve.FormSent(key, network, trapped or too_fast)
    proposal = _send(row, Answers.read(row.answers), sending, on)
    if sheet:
        paper_sheets.filled_on_site(sheet, proposal)
    return proposal


@operation
def call_back(
    key: str, phone: str, is_child: bool, on: date, network: str | None = None, trapped: bool = False
) -> Proposal:
    """Send at once the envie of somebody who would rather talk: a number, and the words of the draft if any.

    Under fifteen the number is not kept: the centre is the place to meet.
    """
    row = _locked(key) or _new(key)
    if row.proposal_id is not None:
        return db.session.get_one(Proposal, row.proposal_id)
    before = Answers.read(row.answers)
    age = AgeBand.UNDER_15 if is_child else None if before.is_of_a_child else before.age_band
    answers = before.changed(talk=True, age_band=age, way=ContactWay.PHONE, phone=phone)
    return _send(row, answers, sieve.FormSent(key, network, trapped), on)


def _send(row: Draft, answers: Answers, sending: sieve.FormSent, on: date) -> Proposal:
    found = sieve.sift(MOST_FROM_A_NETWORK, sending, "envies", answers.text, answers.email or answers.phone)
    proposal = open_file(answers, Source(row.key_hash, found=found), on)
    row.proposal_id, row.answers = proposal.id, {}
    return proposal


@operation
def add(key: str, part: FormPart, given: dict[str, Any]) -> None:
    """Keep what somebody says once the envie is sent: said once, it is not asked again."""
    row = _locked(key)
    if row is None or row.proposal_id is None:
        raise NoDraft
    places = joinedload(Proposal.district), joinedload(Proposal.structure)
    proposal = db.session.get_one(Proposal, row.proposal_id, options=places, populate_existing=True)
    contact = db.select(Contact).where(Contact.proposal_id == proposal.id)
    add_answers(proposal, db.session.execute(contact).scalar_one_or_none(), given)
    row.answers = {"done": sorted({str(part), *row.answers.get("done", [])})}


def _new(key: str) -> Draft:
    """A draft of this key, in the place of one whose day is over."""
    db.session.execute(db.delete(Draft).where(Draft.key_hash == token_hash(key)))
    row = Draft(key_hash=token_hash(key), expires_at=now() + DRAFT_LIFE, answers={})
    db.session.add(row)
    return row


def _locked(key: str) -> Draft | None:
    return db.session.execute(
        db.select(Draft)
        .where(Draft.key_hash == token_hash(key), Draft.expires_at > now())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


@operation
def forget(instant: datetime) -> int:
    """Erase drafts whose day is over, tablets too, and the seeds of codes older than a day; how many changed.

    What is set aside keeps its own: once a person accepts it, the letter that leaves says the code.
    """
    drafts = db.delete(Draft).where(Draft.expires_at <= instant)
    waits = Notice.proposal_id == Proposal.id, Notice.template == "received"
    letter = db.exists().where(*waits, Notice.done_at.is_(None), Notice.gave_up_at.is_(None))
    seeds = (
        db.update(Proposal)
        .where(Proposal.seed.is_not(None), Proposal.created_at <= instant - SEED_LIFE)
        .where(Proposal.counting(), ~letter)
        .values(seed=None)
    )
    tablets = db.delete(Tablet).where(Tablet.expires_at <= instant)
    return in_bulk(drafts, seeds, tablets)
