"""dates: the first name that a member of the staff lets the authors of their files read."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("user", sa.Column("shown_name", sa.String(), server_default="", nullable=False))


def downgrade():
    op.drop_column("user", "shown_name")
