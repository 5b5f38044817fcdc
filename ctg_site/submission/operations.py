"""Writes of the submission: keep a draft, erase it, send the envie d'agir."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import selectinload

from ctg_site.db import db, now, operation
from ctg_site.domain import alerts, codes
from ctg_site.domain.deadlines import after_working_days
from ctg_site.domain.policy import Person, Role
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AgeBand, Channel, ContactWay, ProposerKind, Visibility
from ctg_site.effects import outbox, throttle
from ctg_site.effects.site import settings
from ctg_site.models.people import Structure, User
from ctg_site.models.proposals import Contact, Draft, Proposal
from ctg_site.structures import queries as structures

DRAFT_LIFE = timedelta(hours=24)
SEED_LIFE = timedelta(hours=24)
FASTEST_PERSON = timedelta(seconds=3)
PERSONAL = ("way", "phone", "email", "address", "first_name")
STEPS = ("wish", "place", "age", "contact")


class AlreadySent(Exception):
    """The draft became a proposal: it is changed from the follow-up page."""


@operation
def keep(key: str, step: str, answers: dict[str, Any]) -> None:
    """Keep the answers of one screen; under fifteen, nothing personal stays in the draft."""
    row = _locked(key)
    if row is None:
        db.session.execute(db.delete(Draft).where(Draft.key_hash == token_hash(key)))
        row = Draft(key_hash=token_hash(key), expires_at=now() + DRAFT_LIFE, answers={})
        db.session.add(row)
    elif row.proposal_id is not None:
        raise AlreadySent
    done = {step, *row.answers.get("done", [])}
    if step == "age" and answers.get("age_band") != row.answers.get("age_band"):
        done.discard("contact")
    kept = {**row.answers, **answers, "done": sorted(done)}
    row.answers = _without_the_child(kept) if kept.get("age_band") == AgeBand.UNDER_15 else kept


def _without_the_child(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of somebody under fifteen: nothing personal, and no first name to show."""
    named = answers.get("visibility") == Visibility.FIRST_NAME
    return {
        name: value
        for name, value in answers.items()
        if name not in PERSONAL and not (named and name == "visibility")
    }


@operation
def erase(key: str) -> None:
    """Forget a draft that was not sent."""
    db.session.execute(db.delete(Draft).where(Draft.key_hash == token_hash(key), Draft.proposal_id.is_(None)))


@operation
def submit(key: str, on: date, place: str | None = None, trapped: bool = False) -> Proposal:
    """Send the draft: the proposal, its contact, its journal line, its receipt and its alerts, or nothing.

    Sent twice, from two tabs or twenty times at once, a draft gives one proposal. `on` is today in France;
    `place` counts against floods: what looks like one is set aside (`to_check`), never refused.
    """
    row = _locked(key)
    if row is None:
        raise LookupError("no such draft")
    if row.proposal_id is not None:
        return db.session.get_one(Proposal, row.proposal_id)
    flood = not throttle.within(20, 10, "submission", place)
    too_fast = now() - row.created_at < FASTEST_PERSON
    return record(row, on, to_check=flood or trapped or too_fast)


def record(row: Draft, on: date, to_check: bool = False) -> Proposal:
    """Inside an operation: make the proposal that the answers of a draft describe."""
    site, answers = settings(), row.answers
    seed = codes.new_seed()
    centre = structures.centre(answers.get("structure") or "")
    district = structures.district(answers.get("district") or "")
    visibility = Visibility(answers.get("visibility") or Visibility.PRIVATE)
    proposal = Proposal(
        text=answers.get("text") or "",
        wants_to_talk=bool(answers.get("talk")),
        channel=Channel.ONLINE,
        proposer_kind=_member(ProposerKind, answers.get("proposer_kind")),
        organisation=answers.get("organisation") or "",
        age_band=_member(AgeBand, answers.get("age_band")),
        visibility=visibility,
        consented_at=now() if visibility is not Visibility.PRIVATE else None,
        alerts=[str(alert) for alert in alerts.alerts(answers.get("text") or "")],
        to_check=to_check,
        structure_id=centre.id if centre else None,
        district_id=district.id if district else None,
        contact_due_on=after_working_days(on, site.contact_delay_days),
        submission_key=row.key_hash,
        code_hash=codes.hashed(codes.code_of(seed, site.code_key), site.code_key),
        link_hash=codes.hashed(codes.link_of(seed, site.code_key), site.code_key),
        seed=seed,
    )
    db.session.add(proposal)
    db.session.flush()
    contact = _contact(proposal, answers)
    proposal.note_down("file", "submit", by=Person(proposal_id=proposal.id))
    row.proposal_id, row.answers = proposal.id, {}
    if contact is not None and contact.way is ContactWay.EMAIL:
        outbox.tell_author(proposal, contact, "received")
    if proposal.alerts:
        _alert(proposal, centre)
    return proposal


def _contact(proposal: Proposal, answers: dict[str, Any]) -> Contact | None:
    """The author's details, apart; under fifteen nothing is stored at all."""
    if proposal.age_band is AgeBand.UNDER_15 or not answers.get("way"):
        return None
    contact = Contact(
        proposal_id=proposal.id,
        way=ContactWay(answers["way"]),
        **{name: answers.get(name) or "" for name in PERSONAL if name != "way"},
    )
    db.session.add(contact)
    return contact


def _alert(proposal: Proposal, centre: Structure | None) -> None:
    """Words that suggest a danger reach the people of the centre at once, outside the ten days."""
    people = db.select(User).where(User.is_active).options(selectinload(User.structures))
    in_charge = User.structures.any(
        Structure.id == centre.id if centre else Structure.receives_proposals.is_(True)
    )
    found = list(db.session.scalars(people.where(User.role == Role.AGENT, in_charge)))
    found = found or list(db.session.scalars(people.where(User.role == Role.COORDINATOR)))
    for person in found:
        outbox.tell_staff(person, "alert", proposal)


def _member(enum: Any, value: str | None) -> Any:
    return enum(value) if value else None


def _locked(key: str) -> Draft | None:
    return db.session.execute(
        db.select(Draft)
        .where(Draft.key_hash == token_hash(key), Draft.expires_at > now())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


@operation
def forget(instant: datetime) -> int:
    """Erase drafts whose day is over and the seeds of codes older than a day; how many rows changed."""
    drafts = db.delete(Draft).where(Draft.expires_at <= instant).returning(Draft.id)
    seeds = (
        db.update(Proposal)
        .where(Proposal.seed.is_not(None), Proposal.created_at <= instant - SEED_LIFE)
        .values(seed=None)
        .returning(Proposal.id)
        .execution_options(synchronize_session=False)
    )
    return sum(len(db.session.execute(statement).all()) for statement in (drafts, seeds))


def new_key() -> str:
    return new_token()
