"""committee."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "committee_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "under_way",
                "done",
                "failed",
                "validated",
                name="committeestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("gathered", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("frozen", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("validated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("validator_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_committee_file_author_id_user")),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_committee_file_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_committee_file_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["validator_id"], ["user.id"], name=op.f("fk_committee_file_validator_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_file")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_committee_file_meeting_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_committee_file_convention_id"), "committee_file", ["convention_id"], unique=False
    )
    op.create_index(
        "ix_committee_file_waiting", "committee_file", ["state", "held_until", "id"], unique=False
    )
    op.create_table(
        "committee_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["committee_file.id"], name=op.f("fk_committee_part_file_id_committee_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_part")),
        sa.UniqueConstraint("file_id", "position", name=op.f("uq_committee_part_file_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "relevance",
                "aims",
                "means",
                "effects",
                "participation",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "judgement",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "unknown",
                name="judgement",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("in_name_of", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_evaluation_answer_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["committee_file.id"], name=op.f("fk_evaluation_answer_file_id_committee_file")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_evaluation_answer_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sa.UniqueConstraint(
            "file_id",
            "theme_id",
            "criterion",
            "actor_id",
            name=op.f("uq_evaluation_answer_file_id_theme_id_criterion_actor_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluation_answer_actor_id"), "evaluation_answer", ["actor_id"], unique=False)
    op.create_index(op.f("ix_evaluation_answer_theme_id"), "evaluation_answer", ["theme_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_evaluation_answer_theme_id"), table_name="evaluation_answer")
    op.drop_index(op.f("ix_evaluation_answer_actor_id"), table_name="evaluation_answer")
    op.drop_table("evaluation_answer")
    op.drop_table("committee_part")
    op.drop_index("ix_committee_file_waiting", table_name="committee_file")
    op.drop_index(op.f("ix_committee_file_convention_id"), table_name="committee_file")
    op.drop_table("committee_file")
