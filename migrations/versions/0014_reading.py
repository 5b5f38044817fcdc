"""reading: who has a file before their eyes, read one after the other."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "held_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_held_file_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_held_file_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_file")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_held_file_proposal_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_held_file_until"), "held_file", ["until"], unique=False)
    op.create_index(op.f("ix_held_file_user_id"), "held_file", ["user_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_held_file_user_id"), table_name="held_file")
    op.drop_index(op.f("ix_held_file_until"), table_name="held_file")
    op.drop_table("held_file")
