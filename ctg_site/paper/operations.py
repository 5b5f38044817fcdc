"""Writes of the paper: number a batch of sheets, key one in, hand over the receipts of a stack."""

from datetime import date, timedelta

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain.answers import Answers
from ctg_site.domain.sheet_numbers import SheetFault, SheetRefused
from ctg_site.domain.tokens import token_hash
from ctg_site.domain.vocabulary import AuditEvent, Channel
from ctg_site.filing import Source, open_file
from ctg_site.models.desk import DeskReceipt
from ctg_site.models.paper import PaperSheet, SheetBatch
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import audit, paper_sheets

#: How long the codes of a stack wait to be printed together: a working day.
STACK_LIFE = timedelta(hours=12)


@operation
def print_batch(
    how_many: int, structure_id: int | None, by: User, consultation_id: int | None = None
) -> SheetBatch:
    """Number so many sheets for a centre: of the envie, or of a consultation."""
    made: SheetBatch = paper_sheets.make_batch(how_many, structure_id, by, consultation_id)
    return made


@operation
def key_in(typed: str, answers: Answers, by: User, on: date) -> PaperSheet:
    """Open the file of what stands on a sheet, and make its receipt; or SheetRefused, and nothing is kept.

    The same sheet sent again with the same words, by the same person, was kept already: a lost answer of
    the site loses nothing, and doubles nothing.
    """
    sheet = paper_sheets.find(typed, by)
    if sheet.entered_at is not None:
        if _is_same(sheet, answers, by):
            return sheet
        raise SheetRefused(SheetFault.ENTERED, sheet)
    place = sheet.batch.structure
    own = {} if answers.structure or place is None else {"structure": place.slug}
    source = Source(token_hash(f"sheet {sheet.id}"), entered_by=by)
    proposal = open_file(answers.changed(channel=Channel.PAPER, **own), source, on)
    receipt = DeskReceipt(
        proposal_id=proposal.id, user_id=by.id, seed=proposal.seed, expires_at=now() + STACK_LIFE
    )
    db.session.add(receipt)
    db.session.flush()
    paper_sheets.enter(sheet, by, proposal=proposal, receipt=receipt)
    audit.record(AuditEvent.ENTERED_FOR, by, f"envie n°\u00a0{proposal.id}", f"fiche n°\u00a0{sheet.written}")
    return sheet


def _is_same(sheet: PaperSheet, answers: Answers, by: User) -> bool:
    if sheet.entered_by_id != by.id or sheet.proposal_id is None:
        return False
    return db.session.get_one(Proposal, sheet.proposal_id).text == answers.text


@operation
def hand_over(by: User) -> int:
    """The receipts of the stack are printed: the staff do not see their codes any more; how many."""
    keyed = db.select(PaperSheet.receipt_id).where(PaperSheet.entered_by_id == by.id)
    waiting = DeskReceipt.id.in_(keyed), DeskReceipt.seed.is_not(None)
    return in_bulk(db.update(DeskReceipt).where(*waiting).values(seed=None))
