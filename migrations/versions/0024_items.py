"""items: which commitments an aim, a domain or a topic touches."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLES = ("item_named", "item_ticked")


def upgrade():
    """What the act names is written by the next `flask ctg init`, as after each update."""
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("commitment_id", sa.Integer(), nullable=False),
            sa.Column("item_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["commitment_id"],
                ["commitment.id"],
                name=op.f(f"fk_{name}_commitment_id_commitment"),
                ondelete="CASCADE",
            ),
            sa.ForeignKeyConstraint(
                ["item_id"],
                ["convention_item.id"],
                name=op.f(f"fk_{name}_item_id_convention_item"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("commitment_id", "item_id", name=op.f(f"uq_{name}_commitment_id_item_id")),
            sqlite_autoincrement=True,
        )
        op.create_index(op.f(f"ix_{name}_item_id"), name, ["item_id"], unique=False)


def downgrade():
    for name in reversed(TABLES):
        op.drop_index(op.f(f"ix_{name}_item_id"), table_name=name)
        op.drop_table(name)
