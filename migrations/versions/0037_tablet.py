"""tablet: the browsers that a centre lends at its desk, one person after the other."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tablet",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_tablet_structure_id_structure")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_tablet_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablet")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tablet_token_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("expires_at", "structure_id", "user_id"):
        op.create_index(op.f(f"ix_tablet_{column}"), "tablet", [column])


def downgrade():
    op.drop_table("tablet")
