"""Reads of the desk: what one is typing for somebody, the receipts one has to hand over."""

from sqlalchemy.orm import joinedload

from ctg_site.db import db, now
from ctg_site.directory.queries import doors
from ctg_site.domain.vocabulary import ContactWay
from ctg_site.domain.workflow import Moderation
from ctg_site.filing import code_and_link
from ctg_site.models.desk import DeskEntry, DeskReceipt
from ctg_site.models.proposals import Contact, Proposal
from ctg_site.proposals.alike.queries import similar
from ctg_site.structures.queries import answering, centres, districts

__all__ = [
    "answering",
    "centres",
    "code_of",
    "districts",
    "doors",
    "entry",
    "file",
    "receipt",
    "receipt_of",
    "similar",
    "unfinished",
]

CLOSED = (Moderation.WITHDRAWN, Moderation.ARCHIVED)


def entry(number: int, user_id: int | None) -> DeskEntry | None:
    """What this member of the staff is typing, unless its day is over; nobody reads another's."""
    return db.session.execute(
        db.select(DeskEntry).where(
            DeskEntry.id == number, DeskEntry.user_id == user_id, DeskEntry.expires_at > now()
        )
    ).scalar_one_or_none()


def unfinished(user_id: int | None) -> DeskEntry | None:
    """The last thing this person began to type and did not send."""
    begun = db.select(DeskEntry).where(DeskEntry.user_id == user_id, DeskEntry.proposal_id.is_(None))
    return db.session.scalars(
        begun.where(DeskEntry.expires_at > now()).order_by(DeskEntry.id.desc()).limit(1)
    ).first()


def receipt(number: int, user_id: int | None) -> DeskReceipt | None:
    """A receipt of this member of the staff, with all that its page shows."""
    return db.session.execute(
        db.select(DeskReceipt)
        .where(DeskReceipt.id == number, DeskReceipt.user_id == user_id)
        .options(joinedload(DeskReceipt.proposal).joinedload(Proposal.structure))
        .options(joinedload(DeskReceipt.proposal).joinedload(Proposal.contact))
    ).scalar_one_or_none()


def receipt_of(entry: DeskEntry) -> DeskReceipt:
    """The receipt that came of a finished entry."""
    made = db.select(DeskReceipt).where(
        DeskReceipt.proposal_id == entry.proposal_id, DeskReceipt.user_id == entry.user_id
    )
    return db.session.scalars(made.order_by(DeskReceipt.id).limit(1)).one()


def code_of(receipt: DeskReceipt) -> tuple[list[str], str]:
    """The code in groups and the secret link, until the receipt is handed over or its moment is past."""
    return code_and_link(receipt.seed if receipt.expires_at > now() else None)


def file(number: int) -> Proposal | None:
    """An open file, whose code may be given again."""
    return db.session.execute(
        db.select(Proposal)
        .where(Proposal.id == number, Proposal.moderation.not_in(CLOSED))
        .options(joinedload(Proposal.contact))
    ).scalar_one_or_none()


def mailed_contact(proposal: Proposal) -> Contact | None:
    """The author's contact when letters reach it."""
    mailed = Contact.way == ContactWay.EMAIL, Contact.silenced_at.is_(None)
    return db.session.scalar(db.select(Contact).where(Contact.proposal_id == proposal.id, *mailed))
