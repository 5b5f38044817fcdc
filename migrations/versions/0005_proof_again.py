"""proof again: when the person behind a session last proved who they are, and when their first week began."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("staff_session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user", sa.Column("week_from", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("user", "week_from")
    op.drop_column("staff_session", "proved_at")
