"""Reads of the paper: the batches of one's centres, the sheets that one keyed in, what hangs on the wall."""

from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from ctg_site.db import Page, db, now
from ctg_site.domain.participation import ConsultationState
from ctg_site.domain.policy import Role
from ctg_site.domain.workflow import Outcome
from ctg_site.models.consultations import Consultation
from ctg_site.models.desk import DeskReceipt
from ctg_site.models.paper import PaperSheet, SheetBatch
from ctg_site.models.places import Structure
from ctg_site.models.proposals import Proposal
from ctg_site.proposals.queries import published
from ctg_site.structures.queries import centre, centres, districts

__all__ = ["centre", "centres", "districts"]

PAGE = 20
#: What a wall shows: more would be read by nobody.
ON_WALL, MOST_CONSULTATIONS = 12, 20
OPEN = Outcome.OPEN, Outcome.PAUSED


def places(person: Any) -> list[Structure]:
    """The centres for which somebody prints: their own; for the coordination, all."""
    every = Role.COORDINATOR in person.roles
    return [one for one in centres() if every or one.id in person.structure_ids]


def open_consultations(on: date) -> list[Consultation]:
    """Those whose answers on paper are taken today."""
    alive = Consultation.state == ConsultationState.OPEN, Consultation.closes_on >= on
    found = db.select(Consultation).where(*alive).order_by(Consultation.closes_on, Consultation.id)
    return list(db.session.scalars(found.limit(MOST_CONSULTATIONS)))


def _mine(person: Any) -> Any:
    if Role.COORDINATOR in person.roles:
        return SheetBatch.id.is_not(None)
    return SheetBatch.structure_id.in_(sorted(person.structure_ids))


def batches(person: Any, after: int | None = None) -> Page[Any]:
    """The batches of one's centres, the latest first: how many sheets each has, how many came back."""
    count = db.func.count
    counts = (
        db.select(
            PaperSheet.batch_id.label("batch_id"),
            count().label("sheets"),
            count(PaperSheet.entered_at).label("entered"),
            db.func.min(PaperSheet.id).label("first"),
            db.func.max(PaperSheet.id).label("last"),
        )
        .group_by(PaperSheet.batch_id)
        .subquery()
    )
    columns = counts.c.sheets, counts.c.entered, counts.c.first, counts.c.last
    select = db.select(SheetBatch, *columns).join(counts, counts.c.batch_id == SheetBatch.id)
    if after is not None:
        select = select.where(SheetBatch.id < after)
    told = (
        joinedload(SheetBatch.structure),
        joinedload(SheetBatch.consultation),
        joinedload(SheetBatch.author),
    )
    ordered = select.where(_mine(person)).order_by(SheetBatch.id.desc()).options(*told)
    rows = list(db.session.execute(ordered.limit(PAGE + 1)).all())
    return Page(rows[:PAGE], rows[PAGE - 1][0].id if len(rows) > PAGE else None)


def batch(number: int, person: Any) -> SheetBatch | None:
    """A batch of one's centres, with its sheets."""
    told = joinedload(SheetBatch.structure), selectinload(SheetBatch.sheets)
    return db.session.scalar(
        db.select(SheetBatch).where(SheetBatch.id == number, _mine(person)).options(*told)
    )


def stack(person: Any) -> list[PaperSheet]:
    """What somebody keyed in and whose receipts are not handed over yet, in the order of the stack."""
    waiting = DeskReceipt.seed.is_not(None), DeskReceipt.expires_at > now()
    own = (
        db.select(PaperSheet)
        .join(DeskReceipt, DeskReceipt.id == PaperSheet.receipt_id)
        .where(PaperSheet.entered_by_id == person.id, *waiting)
        .order_by(PaperSheet.entered_at, PaperSheet.id)
        .options(joinedload(PaperSheet.receipt))
        .options(joinedload(PaperSheet.proposal).joinedload(Proposal.structure))
    )
    return list(db.session.scalars(own))


def on_wall(place: Structure) -> list[Proposal]:
    """The published envies of a centre that anybody may still join, the latest first."""
    joinable = Proposal.structure_id == place.id, Proposal.outcome.in_(OPEN)
    return list(db.session.scalars(published().where(*joinable).limit(ON_WALL)))
