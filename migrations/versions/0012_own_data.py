"""own data: what an author corrects, silences and erases; when they last came."""

import sqlalchemy as sa
from alembic import op

from ctg_site.db import UtcDateTime

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENTS = (
    ("proposal", "visited_at"),
    ("proposal", "erased_at"),
    ("contact", "mended_at"),
    ("contact", "silenced_at"),
    ("companion", "visited_at"),
)


def upgrade():
    for table, name in MOMENTS:
        op.add_column(table, sa.Column(name, UtcDateTime(timezone=True), nullable=True))
    op.add_column(
        "contact", sa.Column("name_to_read", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade():
    op.drop_column("contact", "name_to_read")
    for table, name in reversed(MOMENTS):
        op.drop_column(table, name)
