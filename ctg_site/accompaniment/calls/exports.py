"""A letter to print, for somebody who left a postal address."""

from ctg_site.effects import paper_letter
from ctg_site.models.outbox import Notice


def letter(notice: Notice) -> bytes | None:
    """Nothing when its author gave another way, or erased their details meanwhile."""
    contact = notice.proposal.contact if notice.proposal else None
    return paper_letter.letter(notice, contact) if contact is not None and contact.address else None
