"""Writes of the desk: keep what is typed for somebody, file it, hand over a receipt, give a code again."""

from datetime import date, datetime, timedelta

from ctg_site.db import db, in_bulk, now, operation
from ctg_site.domain import codes
from ctg_site.domain.answers import Answers
from ctg_site.domain.journal import FileEvent
from ctg_site.domain.retention import RULES, KeptData
from ctg_site.domain.tokens import new_token, token_hash
from ctg_site.domain.vocabulary import AuditEvent, ProposerKind
from ctg_site.effects import outbox, receipts
from ctg_site.filing import Source, open_file
from ctg_site.models.desk import DeskEntry, DeskReceipt
from ctg_site.models.people import User
from ctg_site.models.proposals import Proposal
from ctg_site.services import audit

from . import queries

ENTRY_LIFE = RULES[KeptData.DESK_ENTRY].life.span
#: How long a code stays on the screen of whoever must print it.
RECEIPT_LIFE = timedelta(minutes=30)


@operation
def begin(answers: Answers, by: User) -> DeskEntry:
    """Keep what was typed for somebody, until it is read back; nothing is filed yet."""
    entry = DeskEntry(user_id=by.id, answers=answers.plain(), expires_at=now() + ENTRY_LIFE)
    db.session.add(entry)
    db.session.flush()
    return entry


@operation
def change(entry: DeskEntry, answers: Answers) -> None:
    """Type again, as long as it is not filed."""
    if entry.proposal_id is None:
        entry.answers = answers.plain()


@operation
def erase(entry: DeskEntry) -> None:
    if entry.proposal_id is None:
        db.session.delete(entry)


@operation
def file(entry: DeskEntry, by: User, on: date) -> DeskReceipt:
    """Open the file of what was read back, and make its receipt: once, however often it is sent.

    What an agent enters in the name of a centre is published by somebody else: four eyes.
    """
    if entry.proposal_id is not None:
        return queries.receipt_of(entry)
    answers = Answers.read(entry.answers)
    proposal = open_file(answers, Source(token_hash(new_token()), entered_by=by), on)
    if proposal.proposer_kind is ProposerKind.CENTRE:
        proposal.own_name_of_id = by.id
    entry.proposal_id, entry.answers = proposal.id, {}
    audit.record(AuditEvent.ENTERED_FOR, by, f"envie n°\u00a0{proposal.id}", answers.channel)
    return _to_hand_over(proposal, proposal.seed, by)


@operation
def hand_over(receipt: DeskReceipt) -> None:
    """The person has the receipt: the staff do not see its code any more."""
    receipt.seed = None


@operation
def give_again(proposal: Proposal, by: User) -> DeskReceipt:
    """A new code and a new link; the old ones open nothing from now on, and the author is told by mail."""
    seed = codes.new_seed()
    secrets = receipts.hashes(seed)
    proposal.code_hash, proposal.link_hash, proposal.seed = secrets["code_hash"], secrets["link_hash"], None
    of_this_file = db.update(DeskReceipt).where(DeskReceipt.proposal_id == proposal.id)
    db.session.execute(of_this_file.values(seed=None))
    proposal.note_down(FileEvent.NEW_CODE, by)
    audit.record(AuditEvent.CODE_GIVEN, by, f"envie n°\u00a0{proposal.id}")
    contact = queries.mailed_contact(proposal)
    if contact is not None:
        outbox.tell_author(proposal, contact, "new_code")
    return _to_hand_over(proposal, seed, by)


def _to_hand_over(proposal: Proposal, seed: str | None, by: User) -> DeskReceipt:
    receipt = DeskReceipt(proposal_id=proposal.id, user_id=by.id, seed=seed, expires_at=now() + RECEIPT_LIFE)
    db.session.add(receipt)
    db.session.flush()
    return receipt


@operation
def forget(instant: datetime) -> int:
    """Erase what was typed more than a day ago, and the seeds of receipts whose moment is past."""
    entries = db.delete(DeskEntry).where(DeskEntry.expires_at <= instant)
    seeds = db.update(DeskReceipt).where(DeskReceipt.seed.is_not(None), DeskReceipt.expires_at <= instant)
    return in_bulk(entries, seeds.values(seed=None))
