"""heard_words: what the staff hear outside the walls, without a name, and what was done of it."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

STATES = "waiting", "published", "kept"
LINKS = {
    "structure_id": "structure",
    "district_id": "district",
    "theme_id": "theme",
    "proposal_id": "proposal",
    "action_id": "action",
    "author_id": "user",
    "decided_by_id": "user",
}


def upgrade():
    state = sa.Enum(*STATES, name="heardstate", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "heard_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("alerts", sa.Boolean(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_heard_words_{column}_{other}"))
            for column, other in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heard_words")),
        sa.UniqueConstraint("send_key", name=op.f("uq_heard_words_send_key")),
        sqlite_autoincrement=True,
    )
    for column in ("district_id", "theme_id", "proposal_id", "action_id"):
        op.create_index(op.f(f"ix_heard_words_{column}"), "heard_words", [column])
    op.create_index("ix_heard_words_list", "heard_words", ["state", "id"])
    op.create_index("ix_heard_words_year", "heard_words", ["structure_id", "heard_on"])
    op.create_index("ix_heard_words_last", "heard_words", ["author_id", "created_at"])


def downgrade():
    op.drop_table("heard_words")
