"""retention: when the account of somebody was told unused, and when it was closed."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("user", sa.Column("unused_told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("user", "disabled_at")
    op.drop_column("user", "unused_told_at")
