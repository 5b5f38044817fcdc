"""dates: offered to those who joined; codes that one person links; the first name that authors may read."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "dates_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "chosen",
                "closed",
                name="datesstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_dates_offer_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_dates_offer_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dates_offer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dates_offer_meeting_id"), "dates_offer", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_dates_offer_proposal_id"), "dates_offer", ["proposal_id"], unique=False)
    op.create_table(
        "dates_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_dates_reply_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["dates_offer.id"], name=op.f("fk_dates_reply_offer_id_dates_offer")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_dates_reply_participation_id_participation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dates_reply")),
        sa.UniqueConstraint(
            "offer_id", "participation_id", name=op.f("uq_dates_reply_offer_id_participation_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_dates_reply_participation_id"), "dates_reply", ["participation_id"], unique=False
    )
    op.create_table(
        "offered_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_offered_date_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["dates_offer.id"], name=op.f("fk_offered_date_offer_id_dates_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offered_date")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offered_date_offer_id"), "offered_date", ["offer_id"], unique=False)
    op.create_table(
        "date_yes",
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("date_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["date_id"], ["offered_date.id"], name=op.f("fk_date_yes_date_id_offered_date")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["dates_reply.id"], name=op.f("fk_date_yes_reply_id_dates_reply")
        ),
        sa.PrimaryKeyConstraint("reply_id", "date_id", name=op.f("pk_date_yes")),
    )
    op.create_index(op.f("ix_date_yes_date_id"), "date_yes", ["date_id"], unique=False)
    op.add_column("user", sa.Column("shown_name", sa.String(), server_default="", nullable=False))
    op.create_table(
        "code_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_group")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "linked_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("participation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN registration_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN participation_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_linked_code_one_file"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["code_group.id"], name=op.f("fk_linked_code_group_id_code_group")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_linked_code_participation_id_participation"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_linked_code_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_linked_code_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_code")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_linked_code_participation_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_linked_code_proposal_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_linked_code_registration_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_linked_code_group_id"), "linked_code", ["group_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_linked_code_group_id"), table_name="linked_code")
    op.drop_table("linked_code")
    op.drop_table("code_group")
    op.execute("DELETE FROM notice WHERE template LIKE 'date_%' OR template LIKE 'dates_%'")
    op.execute("DELETE FROM journal_entry WHERE event LIKE 'join_dates_%'")
    op.drop_column("user", "shown_name")
    op.drop_index(op.f("ix_date_yes_date_id"), table_name="date_yes")
    op.drop_table("date_yes")
    op.drop_index(op.f("ix_offered_date_offer_id"), table_name="offered_date")
    op.drop_table("offered_date")
    op.drop_index(op.f("ix_dates_reply_participation_id"), table_name="dates_reply")
    op.drop_table("dates_reply")
    op.drop_index(op.f("ix_dates_offer_proposal_id"), table_name="dates_offer")
    op.drop_index(op.f("ix_dates_offer_meeting_id"), table_name="dates_offer")
    op.drop_table("dates_offer")
