"""Indexes: how the inbox reads its tabs at once, whatever it holds; the conditions that two of them share."""

from sqlalchemy import Index, Text, and_, cast, literal_column

from .proposals import JournalEntry, Message, Proposal

#: What a person accepted, or never had to look at; what waits aside, or was put away from there.
COUNTS, ASIDE = Proposal.counting(), Proposal.aside()
#: Words of danger; those about which nobody of a centre did anything yet.
TELLS_OF_DANGER = cast(Proposal.alerts, Text) != literal_column("'[]'")
IN_DANGER = and_(TELLS_OF_DANGER, Proposal.contacted_at.is_(None))


def _partial(name: str, *columns: object, only: object) -> Index:
    return Index(name, *columns, sqlite_where=only, postgresql_where=only)  # type: ignore[arg-type]


# One for each way to read a tab in the order of its promises: of a centre, of all, of a person. What is set
# aside is in none of those that lead to a file without promise: a flood costs nothing to who reads the rest.
_partial(
    "ix_proposal_centre_clock",
    *(Proposal.structure_id, Proposal.moderation, Proposal.due_on, Proposal.id),
    only=COUNTS,
)
_partial("ix_proposal_clock", Proposal.moderation, Proposal.due_on, Proposal.id, only=COUNTS)
Index("ix_proposal_centre_due", Proposal.structure_id, Proposal.due_on, Proposal.id)
Index("ix_proposal_centre_latest", Proposal.structure_id, Proposal.id)
Index(
    "ix_proposal_referent_clock",
    Proposal.referent_id,
    Proposal.structure_id,
    Proposal.due_on,
    Proposal.id,
)
Index("ix_proposal_due", Proposal.due_on, Proposal.id)
_partial("ix_proposal_aside", Proposal.moderation, Proposal.id, only=ASIDE)
_partial("ix_proposal_danger", Proposal.structure_id, Proposal.id, only=IN_DANGER)
# What was done this week.
Index("ix_journal_entry_created", JournalEntry.created_at)
Index("ix_message_created", Message.created_at)
