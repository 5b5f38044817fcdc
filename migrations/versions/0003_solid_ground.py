"""solid ground: why a mail cannot leave, and what looks like a machine."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("notice", sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True))
    # Both databases take the check with its column; a batch would lose the other checks of SQLite.
    op.execute(
        "ALTER TABLE notice ADD COLUMN fault VARCHAR(32) CONSTRAINT ck_notice_noticefault "
        "CHECK (fault IN ('address', 'server', 'words', 'too_many'))"
    )
    op.create_index("ix_notice_stuck", "notice", ["fault", "done_at"])
    machine_like = sa.Column("machine_like", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("proposal", machine_like)


def downgrade():
    op.drop_column("proposal", "machine_like")
    op.drop_index("ix_notice_stuck", "notice")
    op.drop_column("notice", "fault")
    op.drop_column("notice", "first_tried_at")
