"""retention: when an account was told unused and closed; what people ask about their own data."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def state(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=32, create_constraint=True)


def upgrade():
    op.add_column("user", sa.Column("unused_told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind", state("rightskind", "copy", "correct", "delete", "oppose", "access"), nullable=False
        ),
        sa.Column("state", state("rightsstate", "asked", "proven", "done", "refused"), nullable=False),
        sa.Column(
            "channel",
            state("channel", "online", "desk", "phone", "paper", "street", "meeting"),
            nullable=False,
        ),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reply_to", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user.id"], name=op.f("fk_rights_request_closed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_rights_request_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_rights_request_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
        sa.UniqueConstraint("send_key", name=op.f("uq_rights_request_send_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rights_request_open", "rights_request", ["closed_at", "due_on"], unique=False)
    op.create_index(op.f("ix_rights_request_proposal_id"), "rights_request", ["proposal_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_rights_request_proposal_id"), table_name="rights_request")
    op.drop_index("ix_rights_request_open", table_name="rights_request")
    op.drop_table("rights_request")
    op.drop_column("user", "disabled_at")
    op.drop_column("user", "unused_told_at")
