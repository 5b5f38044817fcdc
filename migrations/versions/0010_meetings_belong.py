"""meetings belong: what each meeting is about; bodies that the coordination adds, and stops."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: What a meeting is about.
ABOUT = ("theme", "commitment", "action")


def upgrade():
    for other in ABOUT:
        op.create_table(
            f"meeting_{other}",
            sa.Column("meeting_id", sa.Integer(), nullable=False),
            sa.Column(f"{other}_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["meeting_id"], ["meeting.id"], name=op.f(f"fk_meeting_{other}_meeting_id_meeting")
            ),
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_meeting_{other}_{other}_id_{other}")
            ),
            sa.PrimaryKeyConstraint("meeting_id", f"{other}_id", name=op.f(f"pk_meeting_{other}")),
        )
        op.create_index(op.f(f"ix_meeting_{other}_{other}_id"), f"meeting_{other}", [f"{other}_id"])
    op.add_link("governing_body", "theme_id", "theme")
    op.create_index(op.f("ix_governing_body_theme_id"), "governing_body", ["theme_id"])
    is_ended = sa.Column("is_ended", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("governing_body", is_ended)


def downgrade():
    op.drop_column("governing_body", "is_ended")
    op.drop_index(op.f("ix_governing_body_theme_id"), "governing_body")
    op.drop_column("governing_body", "theme_id")
    for other in ABOUT:
        op.drop_table(f"meeting_{other}")
