"""solid ground: why a mail cannot leave, what looks like a machine, what tells of a danger."""

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
    for name, columns, only in PARTIAL:
        if name in OLDER:
            op.drop_index(name, "proposal")
        only = sa.text(only.format(no=literal(sa.false()), yes=literal(sa.true())))
        op.create_index(name, "proposal", columns, sqlite_where=only, postgresql_where=only)


#: What is set aside is in none of the indexes of the inbox but its own; a danger has one.
PARTIAL = (
    ("ix_proposal_centre_clock", ["structure_id", "moderation", "due_on", "id"], "to_check IS {no}"),
    ("ix_proposal_clock", ["moderation", "due_on", "id"], "to_check IS {no}"),
    ("ix_proposal_aside", ["moderation", "id"], "to_check IS {yes}"),
    ("ix_proposal_danger", ["structure_id", "id"], "CAST(alerts AS TEXT) != '[]' AND contacted_at IS NULL"),
)
OLDER = ("ix_proposal_centre_clock", "ix_proposal_clock")


def literal(value):
    return value.compile(dialect=op.get_bind().dialect)


def downgrade():
    for name, columns, _ in PARTIAL:
        op.drop_index(name, "proposal")
        if name in OLDER:
            op.create_index(name, "proposal", columns)
    op.drop_column("proposal", "machine_like")
    op.drop_index("ix_notice_stuck", "notice")
    op.drop_column("notice", "fault")
    op.drop_column("notice", "first_tried_at")
