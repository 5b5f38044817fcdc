"""hostile hands: the visits that somebody ended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "ended_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_visit")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ended_visit_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ended_visit_expires_at"), "ended_visit", ["expires_at"])


def downgrade():
    op.drop_table("ended_visit")
