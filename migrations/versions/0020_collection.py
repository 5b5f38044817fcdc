"""collection: the values of a year, asked of whoever bears actions."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "year",
                "first_half",
                "second_half",
                name="collectedpart",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "closed", name="collectionstate", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("year", "part", name=op.f("uq_collection_year_part")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bearer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=True),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_bearer_collection_id_collection")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["structure.id"], name=op.f("fk_bearer_lead_id_structure")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_bearer_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bearer")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_bearer_link_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bearer_collection_id"), "bearer", ["collection_id"], unique=False)
    op.create_index(op.f("ix_bearer_lead_id"), "bearer", ["lead_id"], unique=False)
    op.create_index(op.f("ix_bearer_user_id"), "bearer", ["user_id"], unique=False)
    op.create_table(
        "asked_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("bearer_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "proposed",
                "sent_back",
                "validated",
                name="askedstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("news", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_back_words", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_asked_action_action_id_action")),
        sa.ForeignKeyConstraint(["bearer_id"], ["bearer.id"], name=op.f("fk_asked_action_bearer_id_bearer")),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_asked_action_collection_id_collection")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_asked_action_decided_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_action")),
        sa.UniqueConstraint(
            "collection_id", "action_id", name=op.f("uq_asked_action_collection_id_action_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asked_action_action_id"), "asked_action", ["action_id"], unique=False)
    op.create_index(op.f("ix_asked_action_bearer_id"), "asked_action", ["bearer_id"], unique=False)
    op.create_index("ix_asked_action_state", "asked_action", ["state", "given_at"], unique=False)
    op.create_table(
        "collection_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("bearer_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "act",
            sa.Enum(
                "open",
                "close",
                "reopen",
                "give",
                "clear",
                "validate",
                "send_back",
                "entrust",
                "make_link",
                "revoke_link",
                "remind",
                name="collectionact",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_collection_entry_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["bearer_id"], ["bearer.id"], name=op.f("fk_collection_entry_bearer_id_bearer")
        ),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_collection_entry_collection_id_collection")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_collection_entry_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_collection_entry_action_id"), "collection_entry", ["action_id"], unique=False)
    op.create_index(op.f("ix_collection_entry_bearer_id"), "collection_entry", ["bearer_id"], unique=False)
    op.create_index(
        op.f("ix_collection_entry_collection_id"), "collection_entry", ["collection_id"], unique=False
    )
    op.create_index(op.f("ix_collection_entry_user_id"), "collection_entry", ["user_id"], unique=False)
    op.create_table(
        "proposed_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_action_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_action_id"],
            ["asked_action.id"],
            name=op.f("fk_proposed_value_asked_action_id_asked_action"),
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_proposed_value_indicator_id_indicator"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_value")),
        sa.UniqueConstraint(
            "asked_action_id", "indicator_id", name=op.f("uq_proposed_value_asked_action_id_indicator_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposed_value_indicator_id"), "proposed_value", ["indicator_id"], unique=False)
    op.add_link("notice", "bearer_id", "bearer")
    op.create_index(op.f("ix_notice_bearer_id"), "notice", ["bearer_id"], unique=False)


def downgrade():
    op.execute("DELETE FROM notice WHERE bearer_id IS NOT NULL")
    op.drop_index(op.f("ix_notice_bearer_id"), table_name="notice")
    op.drop_column("notice", "bearer_id")
    op.drop_index(op.f("ix_proposed_value_indicator_id"), table_name="proposed_value")
    op.drop_table("proposed_value")
    op.drop_index(op.f("ix_collection_entry_user_id"), table_name="collection_entry")
    op.drop_index(op.f("ix_collection_entry_collection_id"), table_name="collection_entry")
    op.drop_index(op.f("ix_collection_entry_bearer_id"), table_name="collection_entry")
    op.drop_index(op.f("ix_collection_entry_action_id"), table_name="collection_entry")
    op.drop_table("collection_entry")
    op.drop_index("ix_asked_action_state", table_name="asked_action")
    op.drop_index(op.f("ix_asked_action_bearer_id"), table_name="asked_action")
    op.drop_index(op.f("ix_asked_action_action_id"), table_name="asked_action")
    op.drop_table("asked_action")
    op.drop_index(op.f("ix_bearer_user_id"), table_name="bearer")
    op.drop_index(op.f("ix_bearer_lead_id"), table_name="bearer")
    op.drop_index(op.f("ix_bearer_collection_id"), table_name="bearer")
    op.drop_table("bearer")
    op.drop_table("collection")
