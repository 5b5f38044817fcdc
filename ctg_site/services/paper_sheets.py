"""The numbered sheets: made in batches, found by the number that somebody types, each entered once."""

from typing import Any

from sqlalchemy.orm import joinedload

from ctg_site.db import db, in_bulk, now
from ctg_site.domain import sheet_numbers
from ctg_site.domain.policy import Role
from ctg_site.domain.sheet_numbers import SheetFault, SheetRefused
from ctg_site.models.consultations import Contribution
from ctg_site.models.desk import DeskReceipt
from ctg_site.models.paper import PaperSheet, SheetBatch
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal

#: What is told of a sheet, beside its number. Whoever entered it may be who asks: they are read again whole.
WHOLE = (
    joinedload(PaperSheet.batch).joinedload(SheetBatch.structure),
    joinedload(PaperSheet.batch).joinedload(SheetBatch.consultation),
    joinedload(PaperSheet.entered_by).selectinload(User.structures),
)


def make_batch(how_many: int, structure_id: int | None, by: User, consultation_id: int | None = None) -> Any:
    """Inside an operation: a batch of so many new numbers."""
    batch = SheetBatch(structure_id=structure_id, consultation_id=consultation_id, author_id=by.id)
    db.session.add(batch)
    db.session.flush()
    db.session.add_all(PaperSheet(batch_id=batch.id) for _ in range(how_many))
    db.session.flush()
    return batch


def find(typed: str, by: User, consultation_id: int | None = None) -> PaperSheet:
    """Inside an operation: the sheet of this number, held; entered already or not. Or SheetRefused."""
    try:
        number = sheet_numbers.read(typed)
    except sheet_numbers.MalformedNumber as error:
        raise SheetRefused(SheetFault.MISTYPED) from error
    held = db.select(PaperSheet).where(PaperSheet.id == number).with_for_update(of=PaperSheet)
    sheet = db.session.scalar(held.options(*WHOLE).execution_options(populate_existing=True))
    if sheet is None:
        raise SheetRefused(SheetFault.UNKNOWN)
    place = sheet.batch.structure_id
    if place is not None and Role.COORDINATOR not in by.roles and place not in by.structure_ids:
        raise SheetRefused(SheetFault.ELSEWHERE, sheet)
    if sheet.batch.consultation_id != consultation_id:
        raise SheetRefused(SheetFault.OTHER_FORM, sheet)
    return sheet


def enter(
    sheet: PaperSheet,
    by: User | None,
    proposal: Proposal | None = None,
    contribution: Contribution | None = None,
    receipt: DeskReceipt | None = None,
) -> None:
    """Inside an operation: what this sheet became."""
    if sheet.entered_at is not None:
        raise SheetRefused(SheetFault.ENTERED, sheet)
    sheet.entered_at, sheet.entered_by_id = now(), by.id if by else None
    sheet.proposal_id = proposal.id if proposal else None
    sheet.contribution_id = contribution.id if contribution else None
    sheet.receipt_id = receipt.id if receipt else None


def free(contribution: Contribution) -> None:
    """Inside an operation: what was keyed in by mistake is taken back; its sheet may be keyed in again."""
    held = db.update(PaperSheet).where(PaperSheet.contribution_id == contribution.id)
    in_bulk(held.values(contribution_id=None, entered_at=None, entered_by_id=None))


def filled_on_site(typed: str, proposal: Proposal) -> None:
    """Inside an operation: its author filled it in from its square; a number that says nothing is nothing."""
    try:
        number = sheet_numbers.read(typed)
    except sheet_numbers.MalformedNumber:
        return
    free = PaperSheet.id == number, PaperSheet.entered_at.is_(None)
    held = db.select(PaperSheet).where(*free).with_for_update(of=PaperSheet).options(*WHOLE)
    sheet = db.session.scalar(held)
    if sheet is not None and sheet.batch.consultation_id is None:
        enter(sheet, by=None, proposal=proposal)
