"""words people use: the lines of the dictionary that a site adds, and what was looked for in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "missed_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_search")),
        sa.UniqueConstraint("month", "words", name=op.f("uq_missed_search_month_words")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "word_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("meant", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_group")),
        sqlite_autoincrement=True,
    )

    # Other writings have words now, places the name of their kind: `flask ctg init` makes the index again.
    op.execute("DELETE FROM search_document WHERE kind <> 'file'")


def downgrade():
    op.drop_table("word_group")
    op.drop_table("missed_search")
