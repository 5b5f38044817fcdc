"""Tables of the accompaniment: what a file is linked to."""

from sqlalchemy import Column, ForeignKey, Table

from ctg_site.db import Base

proposal_commitment = Table(
    "proposal_commitment",
    Base.metadata,
    Column("proposal_id", ForeignKey("proposal.id"), primary_key=True),
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True, index=True),
)
