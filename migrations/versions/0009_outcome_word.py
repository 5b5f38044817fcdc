"""outcome word: what the public reads of why an envie rests or stops."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("proposal", sa.Column("outcome_word", sa.String(), server_default="", nullable=False))


def downgrade():
    op.drop_column("proposal", "outcome_word")
