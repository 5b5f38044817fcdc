"""pictures: the photos and drawings that come with an envie, and reports about them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "envie_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "published",
                "kept",
                name="picturestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(
                "author",
                "staff",
                "system",
                name="actor",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column(
            "recognised",
            sa.Enum(
                "nobody",
                "blur",
                "adults_agreed",
                "minors_agreed",
                name="recognised",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("blurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_envie_picture_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_envie_picture_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envie_picture")),
        sa.UniqueConstraint("name", name=op.f("uq_envie_picture_name")),
        sa.UniqueConstraint("send_key", name=op.f("uq_envie_picture_send_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_envie_picture_proposal_id"), "envie_picture", ["proposal_id"], unique=False)
    op.create_index("ix_envie_picture_waiting", "envie_picture", ["state", "id"], unique=False)
    op.allow_values(
        "report",
        "about",
        ["envie", "story", "photo", "picture", "remark", "action", "meeting"],
        check="ck_report_reportabout",
    )


def downgrade():
    op.allow_values(
        "report",
        "about",
        ["envie", "story", "photo", "remark", "action", "meeting"],
        check="ck_report_reportabout",
        instead={"picture": "envie"},
    )
    op.drop_index("ix_envie_picture_waiting", table_name="envie_picture")
    op.drop_index(op.f("ix_envie_picture_proposal_id"), table_name="envie_picture")
    op.drop_table("envie_picture")
