"""week times: when the author of an envie is free."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("proposal", sa.Column("week_times", sa.JSON(), server_default="[]", nullable=False))


def downgrade():
    op.drop_column("proposal", "week_times")
