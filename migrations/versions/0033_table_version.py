"""table_version: a number for each table, so that what is kept of it knows whether it still holds."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "table_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_version")),
        sa.UniqueConstraint("name", name=op.f("uq_table_version_name")),
        sqlite_autoincrement=True,
    )


def downgrade():
    op.drop_table("table_version")
