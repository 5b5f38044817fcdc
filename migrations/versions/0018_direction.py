"""direction: who leads a centre, who is away and who answers meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["stand_in_id"], ["user.id"], name=op.f("fk_absence_stand_in_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_absence_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_absence_stand_in_id"), "absence", ["stand_in_id"], unique=False)
    op.create_index(op.f("ix_absence_user_id"), "absence", ["user_id"], unique=False)
    op.allow_values(
        "user",
        "role",
        ["agent", "direction", "coordinator", "administrator", "partner"],
        check="ck_user_role",
    )


def downgrade():
    op.allow_values(
        "user",
        "role",
        ["agent", "coordinator", "administrator", "partner"],
        check="ck_user_role",
        instead={"direction": "agent"},
    )
    op.drop_index(op.f("ix_absence_user_id"), table_name="absence")
    op.drop_index(op.f("ix_absence_stand_in_id"), table_name="absence")
    op.drop_table("absence")
