"""Writes of an accompaniment: stages and outcomes, what was done, given, asked and said, who takes part."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.policy import SYSTEM
from ctg_site.domain.town_calendar import local
from ctg_site.domain.vocabulary import Actor, Channel, ResourceAnswer, StepKind, SupportKind
from ctg_site.domain.workflow import (
    MODERATION,
    OUTCOME,
    STAGE,
    TOLD_TO_ALL,
    Conclusion,
    Decision,
    InvalidTransition,
    Moderation,
)
from ctg_site.effects import outbox
from ctg_site.models.accompaniment import AccompanimentStep, GroupMember, ResourceRequest, Support
from ctg_site.models.people import User
from ctg_site.models.proposals import Message, Proposal
from ctg_site.services import aims, clock, progress, undoing

from . import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What somebody of the centre did with the author, and what comes next."""

    kind: StepKind
    on: date
    text: str
    told: str = ""
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportGiven:
    """A « coup de pouce »."""

    kind: SupportKind
    provider: str
    on: date
    what: str = ""
    cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceAsked:
    """Something asked of somebody for the project, and the answer if there is one."""

    what: str
    whom: str
    on: date
    answer: ResourceAnswer = ResourceAnswer.PENDING
    answered_on: date | None = None


@operation
def move(proposal: Proposal, event: StrEnum, by: User, version: int, reason: str = "") -> None:
    """Go to another stage; the author is told, and reads why when there is a reason."""
    progress.change(proposal, STAGE, event, by, version=version, reason=reason)


@operation
def conclude(
    proposal: Proposal, event: StrEnum, by: User, version: int, reason: str = "", public: str = ""
) -> None:
    """Say how an envie ends, rests or takes up again; the author is told, and reads why.

    `public` is the sentence that everybody reads. How it becomes an action: `becoming`.
    """
    if event is Conclusion.BECOME_ACTION:
        raise InvalidTransition("which action?")
    if event in TOLD_TO_ALL and proposal.published_at and not public:
        raise InvalidTransition("the public is owed a sentence")
    progress.change(proposal, OUTCOME, event, by, version=version, reason=reason)
    proposal.outcome_word = public if event in TOLD_TO_ALL else ""


@operation
def add_step(proposal: Proposal, done: Done, by: User) -> None:
    """Note a call, a meeting, a visit; the next step it plans takes the place of the one planned before."""
    _alive(proposal)
    _close_planned(proposal)
    step = AccompanimentStep(
        proposal_id=proposal.id,
        actor_id=by.id,
        kind=done.kind,
        happened_on=done.on,
        text=done.text,
        told=done.told,
        next_step=done.next_step,
        next_on=done.next_on,
    )
    db.session.add(step)
    db.session.flush()
    clock.acted(proposal)
    proposal.note_down(FileEvent.STEP_TOLD if done.told else FileEvent.STEP, by)


def _close_planned(proposal: Proposal) -> None:
    planned = AccompanimentStep.proposal_id == proposal.id, AccompanimentStep.next_done_at.is_(None)
    in_bulk(db.update(AccompanimentStep).where(*planned).values(next_done_at=now()))


@operation
def give_support(proposal: Proposal, given: SupportGiven, by: User) -> None:
    """Note what the centre, or somebody it found, gave for the project."""
    _alive(proposal)
    db.session.add(
        Support(
            proposal_id=proposal.id,
            actor_id=by.id,
            kind=given.kind,
            provider=given.provider,
            what=given.what,
            cents=given.cents,
            given_on=given.on,
        )
    )
    clock.acted(proposal)
    proposal.note_down(FileEvent.SUPPORT_GIVEN, by)


@operation
def ask_resource(proposal: Proposal, asked: ResourceAsked, by: User) -> None:
    """Note what was asked of somebody for the project: it is a step done for the author."""
    _alive(proposal)
    db.session.add(
        ResourceRequest(
            proposal_id=proposal.id,
            actor_id=by.id,
            what=asked.what,
            whom=asked.whom,
            asked_on=asked.on,
            answer=asked.answer,
            answered_on=asked.answered_on,
        )
    )
    clock.acted(proposal)
    proposal.note_down(FileEvent.REQUEST, by)


@operation
def note_answer(proposal: Proposal, row: int, answer: ResourceAnswer, on: date, by: User) -> dict[str, Any]:
    """What was answered to a request of this file; what to give to `forget_answer`."""
    request = _row_of(ResourceRequest, proposal, row)
    request.answer = answer
    request.answered_on = None if answer is ResourceAnswer.PENDING else on
    proposal.note_down(FileEvent.REQUEST_ANSWERED, by)
    return {"row": row, "clock": undoing.acted(proposal)}


@operation
def add_member(
    proposal: Proposal, by: User, *, first_name: str, role: str, does: str, under_15: bool
) -> None:
    """Note somebody of the group; under fifteen, by the role alone."""
    _alive(proposal)
    db.session.add(
        GroupMember(
            proposal_id=proposal.id,
            first_name="" if under_15 else first_name,
            role=role,
            does=does,
            under_15=under_15,
        )
    )
    proposal.note_down(FileEvent.MEMBER, by)


#: What may be removed, and the event that says so: what was noted today by oneself; the group, at any time.
#: What whoever noted it takes back, the same day.
Dated = AccompanimentStep | Support | ResourceRequest
REMOVABLE: dict[str, tuple[Any, FileEvent]] = {
    "step": (AccompanimentStep, FileEvent.STEP_REMOVED),
    "support": (Support, FileEvent.SUPPORT_REMOVED),
    "request": (ResourceRequest, FileEvent.REQUEST_REMOVED),
    "member": (GroupMember, FileEvent.MEMBER_REMOVED),
}


@operation
def remove(proposal: Proposal, kind: str, row: int, by: User) -> None:
    """Take back what one noted by mistake, the same day; somebody leaves the group at any time."""
    table, event = REMOVABLE[kind]
    found = _row_of(table, proposal, row)
    if kind != "member" and not may_take_back(found, by):
        raise InvalidTransition("noted by somebody else, or before today")
    db.session.delete(found)
    db.session.flush()
    if kind == "step":
        proposal.due_on = clock.next_date(proposal)
    proposal.note_down(event, by)


def may_take_back(row: Dated, by: User) -> bool:
    """Oneself, and the same day."""
    return bool(row.actor_id == by.id and local(row.created_at).date() == clock.today())


@operation
def link_commitments(proposal: Proposal, chosen: list[int], by: User) -> None:
    """Say which commitments of the convention this envie speaks of."""
    _alive(proposal)
    aims.link(proposal, chosen, by)


@operation
def note_words(proposal: Proposal, text: str, channel: Channel, by: User) -> None:
    """Write down what the author said on the phone or at the desk: it is their answer if one was awaited."""
    _alive(proposal)
    db.session.add(
        Message(proposal_id=proposal.id, actor=Actor.AUTHOR, actor_id=by.id, channel=channel, text=text)
    )
    clock.acted(proposal)
    if proposal.moderation is Moderation.NEEDS_DETAIL:
        progress.change(proposal, MODERATION, Decision.GIVE_DETAIL_FOR_AUTHOR, by, told=False)
    else:
        proposal.note_down(FileEvent.NOTED, by)


def _alive(proposal: Proposal) -> None:
    """Nothing more is noted in a file that was withdrawn or archived."""
    if not proposal.is_open:
        raise InvalidTransition("the file was withdrawn or archived")


def _row_of(table: Any, proposal: Proposal, row: int) -> Any:
    found = db.session.execute(
        db.select(table).where(table.id == row, table.proposal_id == proposal.id).with_for_update()
    ).scalar_one_or_none()
    if found is None:
        raise InvalidTransition("a colleague removed it, or it is of another file")
    return found


#: « C’est fait ? » is asked this long after the realisation began, or after the last step of a project.
ASK_AFTER = timedelta(weeks=6)
CHUNK = 200


def ask_if_done() -> int:
    """Ask « C’est fait ? » to every author whose time has come, once in the life of a file; how many."""
    before, after, asked = now() - ASK_AFTER, 0, 0
    while numbers := queries.to_ask(before, after, CHUNK):
        asked += sum(_ask(number, before) for number in numbers)
        after = numbers[-1]
    return asked


@operation
def _ask(number: int, before: datetime) -> bool:
    """One author, unless somebody acted or asked meanwhile."""
    proposal = db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    if number not in queries.to_ask(before, number - 1, 1):
        return False
    proposal.asked_done_at = now()
    proposal.note_down(FileEvent.ASK_DONE, by=SYSTEM)
    outbox.tell_author(proposal, progress.contact_of(proposal), "done_question")
    return True
