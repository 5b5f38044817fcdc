"""Reads of an accompaniment: a file, what was done, given and asked, its group, its figures, its story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import db
from ctg_site.domain.vocabulary import ReasonUse
from ctg_site.domain.workflow import Happened, Move, Outcome, Stage
from ctg_site.effects import files
from ctg_site.models.accompaniment import (
    AccompanimentStep,
    Figures,
    GroupMember,
    ResourceRequest,
    Support,
)
from ctg_site.models.actions import Action
from ctg_site.models.proposals import PROMISED, JournalEntry, Proposal
from ctg_site.models.stories import Photo, Quote, Story
from ctg_site.models.workshop import Reason
from ctg_site.services import progress, thread


@dataclass(frozen=True, slots=True)
class Record:
    """All that an accompaniment holds, the latest first; each list costs one statement, however long."""

    steps: list[AccompanimentStep]
    supports: list[Support]
    requests: list[ResourceRequest]
    members: list[GroupMember]
    actions: list[Action]

    @property
    def planned(self) -> AccompanimentStep | None:
        """The step whose next one is still to be done."""
        return next((step for step in self.steps if step.next_on and step.next_done_at is None), None)


@dataclass(frozen=True, slots=True)
class FilePicture:
    """A photo's bytes, for whoever may read the file of a centre."""

    structure_id: int | None
    content: bytes


def actions_to_become(person: Any) -> list[tuple[int, str]]:
    """The actions that an envie may become: number and title."""
    return thread.offered(person)


def action(number: str) -> Action | None:
    return db.session.scalar(db.select(Action).where(Action.number == int(number)))


def file(number: int) -> Proposal | None:
    """A file with its centre, its referent and the commitments it speaks of; without the person's details."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.structure),
            joinedload(Proposal.referent),
            joinedload(Proposal.contact),
            selectinload(Proposal.commitments),
        )
    ).scalar_one_or_none()


def record(proposal: Proposal) -> Record:
    return Record(
        steps=_all(AccompanimentStep, proposal, AccompanimentStep.happened_on),
        supports=_all(Support, proposal, Support.given_on),
        requests=_all(ResourceRequest, proposal, ResourceRequest.asked_on),
        members=list(
            db.session.scalars(
                db.select(GroupMember)
                .where(GroupMember.proposal_id == proposal.id)
                .order_by(GroupMember.under_15, GroupMember.id)
            )
        ),
        actions=thread.actions_of(proposal),
    )


def _all(table: Any, proposal: Proposal, day: Any) -> list[Any]:
    """The rows of one table about a file, the latest first, with whoever noted them."""
    found = db.select(table).where(table.proposal_id == proposal.id).order_by(day.desc(), table.id.desc())
    return list(db.session.scalars(found.options(joinedload(table.person))))


def figures(proposal: Proposal) -> Figures | None:
    return db.session.execute(
        db.select(Figures).where(Figures.proposal_id == proposal.id)
    ).scalar_one_or_none()


def story(proposal: Proposal) -> Story | None:
    """The story of a file, published or not, with its quotes and photos and who noted their consents."""
    return db.session.execute(
        db.select(Story)
        .where(Story.proposal_id == proposal.id)
        .options(
            selectinload(Story.quotes).joinedload(Quote.person),
            selectinload(Story.photos).joinedload(Photo.person),
        )
    ).scalar_one_or_none()


def picture(number: int, photo: int) -> FilePicture | None:
    """A photo of this file, small, as the staff see it before it is published."""
    found = db.session.execute(
        db.select(Photo.name, Proposal.structure_id)
        .join(Story, Story.id == Photo.story_id)
        .join(Proposal, Proposal.id == Story.proposal_id)
        .where(Photo.id == photo, Proposal.id == number)
    ).one_or_none()
    content = files.read_photo(found.name, small=True) if found else None
    return FilePicture(found.structure_id, content) if found and content else None


def to_ask(before: datetime, after: int, limit: int) -> list[int]:
    """The files, after this number, whose author may be asked if it is done: nothing moved since `before`.

    A realisation counts from its beginning; a project, from the last thing that was done for it.
    """
    began = _last_move(Move.REALISE)
    planned, done = _last_move(Move.PLAN), _last_step()
    ripe = or_(
        and_(Proposal.stage == Stage.REALISATION, began < before),
        and_(Proposal.stage == Stage.PROJECT, planned < before, or_(done.is_(None), done < before)),
    )
    found = db.select(Proposal.id).where(
        Proposal.id > after,
        Proposal.asked_done_at.is_(None),
        Proposal.outcome == Outcome.OPEN,
        Proposal.moderation.in_(PROMISED),
        Proposal.stage.in_((Stage.PROJECT, Stage.REALISATION)),
        ripe,
    )
    return list(db.session.scalars(found.order_by(Proposal.id).limit(limit)))


def _last_move(event: Move) -> Any:
    last = db.select(db.func.max(JournalEntry.created_at)).where(
        JournalEntry.proposal_id == Proposal.id,
        JournalEntry.subject == "stage",
        JournalEntry.event == str(event),
    )
    return last.correlate(Proposal).scalar_subquery()


def _last_step() -> Any:
    last = db.select(db.func.max(AccompanimentStep.created_at)).where(
        AccompanimentStep.proposal_id == Proposal.id
    )
    return last.correlate(Proposal).scalar_subquery()


def reasons() -> list[Reason]:
    """The sentences prepared for a pause and for an end without more, in one statement."""
    uses = ReasonUse.PAUSE, ReasonUse.DROP
    prepared = db.select(Reason).where(Reason.use.in_(uses), Reason.is_active)
    return list(db.session.scalars(prepared.order_by(Reason.use.desc(), Reason.position, Reason.id)))


def last_event(proposal: Proposal) -> Happened | None:
    """The last change of a file, to be told to whoever came too late."""
    return progress.last_event(proposal)
