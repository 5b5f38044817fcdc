"""today: whom a note calls, who is told at once of new envies, what was done this week."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("user", sa.Column("told_at_once", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_mention_note_id_note")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mention_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mention_note_id"), "mention", ["note_id"])
    op.create_index("ix_mention_waiting", "mention", ["user_id", "seen_at", "id"])
    op.create_index("ix_journal_entry_created", "journal_entry", ["created_at"])
    op.create_index("ix_message_created", "message", ["created_at"])


def downgrade():
    op.drop_index("ix_message_created", "message")
    op.drop_index("ix_journal_entry_created", "journal_entry")
    op.drop_table("mention")
    op.drop_column("user", "told_at_once")
