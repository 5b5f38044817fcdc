"""initial."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: The full-text index: a virtual table fed by triggers on SQLite, an index over the same words on PostgreSQL.
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_fts USING fts5"
        "(words, content='search_document', content_rowid='id', tokenize='ascii')",
        "CREATE TRIGGER search_fts_added AFTER INSERT ON search_document BEGIN "
        "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
        "CREATE TRIGGER search_fts_removed AFTER DELETE ON search_document BEGIN "
        "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); END",
        "CREATE TRIGGER search_fts_changed AFTER UPDATE ON search_document BEGIN "
        "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); "
        "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
    ),
    "postgresql": ("CREATE INDEX ix_search_fts ON search_document USING gin (to_tsvector('simple', words))",),
}


def upgrade():
    op.create_table(
        "answer_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_template")),
        sa.UniqueConstraint("title", name=op.f("uq_answer_template_title")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
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
            nullable=True,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_entry_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entry_actor", ["actor_id", "number"], unique=False)
        batch_op.create_index("ix_audit_entry_at", ["at", "number"], unique=False)
        batch_op.create_index("ix_audit_entry_event", ["event", "number"], unique=False)

    op.create_table(
        "content_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_page")),
        sa.UniqueConstraint("slug", name=op.f("uq_content_page_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("content_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_content_page_language"), ["language"], unique=False)

    op.create_table(
        "convention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column("source_reference", sa.String(), nullable=False),
        sa.Column("source_adopted_on", sa.Date(), nullable=False),
        sa.Column("source_received_on", sa.Date(), nullable=False),
        sa.Column("source_vote", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention")),
        sa.UniqueConstraint("period", name=op.f("uq_convention_period")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("convention", schema=None) as batch_op:
        batch_op.create_index(
            "ix_convention_current",
            ["is_current"],
            unique=True,
            sqlite_where=sa.text("is_current = 1"),
            postgresql_where=sa.text("is_current"),
        )

    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("name", name=op.f("uq_district_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_district_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "repeat",
            sa.Enum(
                "once",
                "weekly",
                "every_weeks",
                "monthly",
                name="repeat",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rate_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_count")),
        sa.UniqueConstraint("key", name=op.f("uq_rate_count_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rate_count_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "use",
            sa.Enum(
                "ask_detail",
                "keep_private",
                "refuse",
                "redirect",
                "group",
                "hide",
                "pause",
                "drop",
                name="reasonuse",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("other_door", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reason", schema=None) as batch_op:
        batch_op.create_index("ix_reason_use", ["use", "is_active", "position", "id"], unique=False)

    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("file", name="searchkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_document_kind_subject_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "site_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_fact")),
        sa.UniqueConstraint("key", name=op.f("uq_site_fact_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "agent",
                "coordinator",
                "administrator",
                "partner",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "content_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["content_page.id"], name=op.f("fk_content_version_page_id_content_page")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_content_version_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_version")),
        sa.UniqueConstraint("page_id", "number", name=op.f("uq_content_version_page_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_content_version_user_id"), ["user_id"], unique=False)

    op.create_table(
        "governing_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "governance",
                "participation",
                name="bodykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("official_text", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_governing_body_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governing_body")),
        sa.UniqueConstraint("convention_id", "key", name=op.f("uq_governing_body_convention_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("governing_body", schema=None) as batch_op:
        batch_op.create_index("ix_governing_body_order", ["convention_id", "kind", "position"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_invitation_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_user_id"), ["user_id"], unique=False)

    op.create_table(
        "kept_writing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_kept_writing_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_writing")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("kept_writing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_writing_user_id"), ["user_id"], unique=False)

    op.create_table(
        "password_reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_password_reset_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_reset_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_password_reset_user_id"), ["user_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_reminder_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_reminder_user_id_day")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_day"), ["day"], unique=False)

    op.create_table(
        "second_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_second_factor_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factor_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("second_factor_due", sa.Boolean(), nullable=False),
        sa.Column("offered_seed", sa.String(), nullable=True),
        sa.Column("codes_seed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_staff_session_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "structure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "social_centre",
                "nursery",
                "parent_child_place",
                "school",
                "leisure_nursery",
                "leisure_primary",
                "leisure_teenagers",
                "youth_place",
                "town_service",
                "other",
                name="structurekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("receives_proposals", sa.Boolean(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("access_note", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("opens_on_holidays", sa.Boolean(), nullable=False),
        sa.Column("described_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_structure_district_id_district")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure")),
        sa.UniqueConstraint("name", name=op.f("uq_structure_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_structure_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("structure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_structure_district_id"), ["district_id"], unique=False)
        batch_op.create_index("ix_structure_list", ["is_active", "name_key", "id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("official_heading", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_theme_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("convention_id", "code", name=op.f("uq_theme_convention_id_code")),
        sa.UniqueConstraint("convention_id", "slug", name=op.f("uq_theme_convention_id_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index("ix_theme_order", ["convention_id", "position"], unique=False)

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "to_launch",
                "under_way",
                "done",
                "lasting",
                "postponed",
                "dropped",
                name="actionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.String(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("need_source", sa.String(), nullable=False),
        sa.Column("general_aim", sa.String(), nullable=False),
        sa.Column("operational_aims", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("referent_function", sa.String(), nullable=False),
        sa.Column("human_means", sa.String(), nullable=False),
        sa.Column("material_means", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "residents_place",
            sa.Enum(
                "informed",
                "consulted",
                "involved",
                "deciding",
                name="residentsplace",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("evaluation_questions", sa.String(), nullable=False),
        sa.Column("strengths", sa.String(), nullable=False),
        sa.Column("difficulties", sa.String(), nullable=False),
        sa.Column("adjustments", sa.String(), nullable=False),
        sa.Column("residents_words", sa.String(), nullable=False),
        sa.Column(
            "what_next",
            sa.Enum(
                "continue",
                "change",
                "stop",
                "next_convention",
                name="actionnext",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("what_next_why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_action_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["structure.id"], name=op.f("fk_action_lead_id_structure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("number", name=op.f("uq_action_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_convention_id"), ["convention_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index("ix_action_list", ["is_published", "number"], unique=False)
        batch_op.create_index("ix_action_state", ["convention_id", "is_published", "state"], unique=False)

    op.create_table(
        "body_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column(
            "college",
            sa.Enum(
                "town",
                "caf",
                "residents",
                "associations",
                "institutions",
                "others",
                name="college",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_body_seat_body_id_governing_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_seat")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("body_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_seat_body_id"), ["body_id"], unique=False)

    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_closure_days")),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_closure_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index("ix_closure_days", ["structure_id", "last_day"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("plain_title", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.Column("official_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_commitment_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_commitment_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("convention_id", "key", name=op.f("uq_commitment_convention_id_key")),
        sa.UniqueConstraint("convention_id", "number", name=op.f("uq_commitment_convention_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index("ix_commitment_order", ["theme_id", "position"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "committee",
                "technical",
                "thematic",
                "info_cafe",
                "chat",
                "workshop",
                "outreach",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("takes_registrations", sa.Boolean(), nullable=False),
        sa.Column("order_of_business", sa.String(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("minutes_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["governing_body.id"], name=op.f("fk_meeting_body_id_governing_body")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_meeting_district_id_district")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_meeting_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["meeting_series.id"], name=op.f("fk_meeting_series_id_meeting_series")
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_meeting_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_agenda", ["is_public", "starts_at", "id"], unique=False)
        batch_op.create_index(
            "ix_meeting_body_agenda", ["body_id", "is_public", "starts_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_body_id"), ["body_id"], unique=False)
        batch_op.create_index(
            "ix_meeting_district_agenda", ["district_id", "is_public", "starts_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_district_id"), ["district_id"], unique=False)
        batch_op.create_index(
            "ix_meeting_kind_agenda", ["kind", "is_public", "starts_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_series_id"), ["series_id"], unique=False)
        batch_op.create_index("ix_meeting_starts", ["starts_at", "id"], unique=False)
        batch_op.create_index(
            "ix_meeting_structure_agenda", ["structure_id", "starts_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_structure_id"), ["structure_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_membership_structure_id_structure")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", "structure_id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_structure_id"), ["structure_id"], unique=False)

    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens >= 0 AND opens < closes AND closes <= 1440", name=op.f("ck_opening_hours_span")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_opening_hours_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
        sa.UniqueConstraint(
            "structure_id", "weekday", "opens", name=op.f("uq_opening_hours_structure_id_weekday_opens")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "structure_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column(
            "access",
            sa.Enum(
                "step_free",
                "adapted_toilets",
                "parking",
                "quiet_hours",
                "sign_language",
                "hearing_loop",
                "large_print",
                "pictograms",
                "guide_dog",
                "interpreter",
                name="access",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_structure_access_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_access")),
        sa.UniqueConstraint("structure_id", "access", name=op.f("uq_structure_access_structure_id_access")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "structure_audience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "toddlers",
                "children",
                "teenagers",
                "young_adults",
                "parents",
                "adults",
                "seniors",
                "everyone",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_structure_audience_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_audience")),
        sa.UniqueConstraint(
            "structure_id", "audience", name=op.f("uq_structure_audience_structure_id_audience")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("structure_audience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_structure_audience_audience"), ["audience"], unique=False)

    op.create_table(
        "action_audience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "toddlers",
                "children",
                "teenagers",
                "young_adults",
                "parents",
                "adults",
                "seniors",
                "everyone",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_audience_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_audience")),
        sa.UniqueConstraint("action_id", "audience", name=op.f("uq_action_audience_action_id_audience")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_change_action_id_action")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_action_change_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_change")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_change_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_change_user_id"), ["user_id"], unique=False)

    op.create_table(
        "action_commitment",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_commitment_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_action_commitment_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("action_id", "commitment_id", name=op.f("pk_action_commitment")),
    )
    with op.batch_alter_table("action_commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_commitment_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "action_district",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_district_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_action_district_district_id_district")
        ),
        sa.PrimaryKeyConstraint("action_id", "district_id", name=op.f("pk_action_district")),
    )
    with op.batch_alter_table("action_district", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_district_district_id"), ["district_id"], unique=False)

    op.create_table(
        "action_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_draft_action_id_action")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_action_draft_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_draft")),
        sa.UniqueConstraint(
            "action_id", "user_id", "section", name=op.f("uq_action_draft_action_id_user_id_section")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_draft_user_id"), ["user_id"], unique=False)

    op.create_table(
        "action_funding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("funder", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned", sa.Double(), nullable=True),
        sa.Column("granted", sa.Double(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_funding_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_funding")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_funding_action_id"), ["action_id"], unique=False)

    op.create_table(
        "action_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_milestone_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_milestone")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_milestone_action_id"), ["action_id"], unique=False)

    op.create_table(
        "action_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("is_formal", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_partner_action_id_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_partner")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_partner_action_id"), ["action_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "college",
            sa.Enum(
                "town",
                "caf",
                "residents",
                "associations",
                "institutions",
                "others",
                name="college",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "college", name=op.f("uq_attendance_meeting_id_college")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "convention_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "aim",
                "domain",
                "topic",
                name="itemkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("official_text", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_convention_item_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_convention_item_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention_item")),
        sa.UniqueConstraint(
            "convention_id", "kind", "key", name=op.f("uq_convention_item_convention_id_kind_key")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("convention_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_convention_item_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index("ix_convention_item_order", ["convention_id", "kind", "position"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "means",
                "output",
                "result",
                "effect",
                name="indicatorkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum("yearly", "end", name="frequency", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_year", sa.Integer(), nullable=True),
        sa.Column("reminded_for", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_indicator_action_id_action")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_indicator_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "dropped",
                name="followupstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_meeting_decision_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_decision_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_decision", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_decision_due", ["state", "due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_decision_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("for_everybody", sa.Boolean(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_meeting_document_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_document_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_document")),
        sa.UniqueConstraint("name", name=op.f("uq_meeting_document_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_document_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_meeting_entry_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_entry_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_entry_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "pathway_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("official_text", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_pathway_step_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_pathway_step_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway_step")),
        sa.UniqueConstraint("convention_id", "key", name=op.f("uq_pathway_step_convention_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pathway_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pathway_step_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index("ix_pathway_step_order", ["convention_id", "position"], unique=False)

    op.create_table(
        "progress_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("public_text", sa.String(), nullable=False),
        sa.Column("internal_note", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_progress_update_action_id_action")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_progress_update_author_id_user")),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["user.id"], name=op.f("fk_progress_update_published_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_update")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_update_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_update_author_id"), ["author_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "moderation",
            sa.Enum(
                "received",
                "needs_detail",
                "published",
                "private",
                "not_publishable",
                "redirected",
                "grouped",
                "hidden",
                "withdrawn",
                "archived",
                name="moderation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "welcome",
                "meeting",
                "support",
                "project",
                "realisation",
                "story",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "open",
                "realised",
                "became_action",
                "carried_by_association",
                "paused",
                "stopped_by_author",
                "not_followed_up",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wants_to_talk", sa.Boolean(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "desk",
                "phone",
                "paper",
                "street",
                "meeting",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column(
            "proposer_kind",
            sa.Enum(
                "alone",
                "group",
                "association",
                "centre",
                name="proposerkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "age_band",
            sa.Enum(
                "under_15",
                "from_15_to_17",
                "adult",
                name="ageband",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "visibility",
            sa.Enum(
                "first_name",
                "without_name",
                "private",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alerts", sa.JSON(), nullable=False),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.Column("referent_id", sa.Integer(), nullable=True),
        sa.Column("own_name_of_id", sa.Integer(), nullable=True),
        sa.Column("contested_id", sa.Integer(), nullable=True),
        sa.Column("grouped_with_id", sa.Integer(), nullable=True),
        sa.Column("public_title", sa.String(), nullable=True),
        sa.Column("public_text", sa.String(), nullable=True),
        sa.Column("public_name", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact_due_on", sa.Date(), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_in", sa.Integer(), nullable=True),
        sa.Column("asked_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_done", sa.Boolean(), nullable=True),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contested_id"], ["user.id"], name=op.f("fk_proposal_contested_id_user")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_proposal_district_id_district")
        ),
        sa.ForeignKeyConstraint(
            ["grouped_with_id"], ["proposal.id"], name=op.f("fk_proposal_grouped_with_id_proposal")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_proposal_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["own_name_of_id"], ["user.id"], name=op.f("fk_proposal_own_name_of_id_user")
        ),
        sa.ForeignKeyConstraint(["referent_id"], ["user.id"], name=op.f("fk_proposal_referent_id_user")),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_proposal_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_proposal_code_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_proposal_link_hash")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_proposal_submission_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_proposal_centre_clock", ["structure_id", "moderation", "due_on", "id"], unique=False
        )
        batch_op.create_index("ix_proposal_centre_due", ["structure_id", "due_on", "id"], unique=False)
        batch_op.create_index("ix_proposal_centre_latest", ["structure_id", "id"], unique=False)
        batch_op.create_index("ix_proposal_clock", ["moderation", "due_on", "id"], unique=False)
        batch_op.create_index("ix_proposal_contacted", ["contacted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_district_id"), ["district_id"], unique=False)
        batch_op.create_index("ix_proposal_due", ["due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_grouped_with_id"), ["grouped_with_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            "ix_proposal_referent_clock", ["referent_id", "structure_id", "due_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_proposal_referent_id"), ["referent_id"], unique=False)
        batch_op.create_index(
            "ix_proposal_register",
            ["moderation", sa.literal_column("published_at DESC"), sa.literal_column("id DESC")],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_proposal_structure_id"), ["structure_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "confirmed",
                "waiting",
                "given_up",
                name="placestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("is_child", sa.Boolean(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "sms",
                "email",
                "letter",
                "visit",
                name="contactway",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_registration_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_registration_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_registration_code_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_registration_link_hash")),
        sa.UniqueConstraint("send_key", name=op.f("uq_registration_send_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index("ix_registration_places", ["meeting_id", "state", "id"], unique=False)

    op.create_table(
        "accompaniment_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "call",
                "meeting",
                "visit",
                "collective",
                "other",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_accompaniment_step_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_accompaniment_step_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accompaniment_step")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("accompaniment_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accompaniment_step_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_accompaniment_step_next", ["next_done_at", "next_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_accompaniment_step_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "action_proposal",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_proposal_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_action_proposal_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("action_id", "proposal_id", name=op.f("pk_action_proposal")),
    )
    with op.batch_alter_table("action_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_proposal_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "action_step",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("pathway_step_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_step_action_id_action")),
        sa.ForeignKeyConstraint(
            ["pathway_step_id"], ["pathway_step.id"], name=op.f("fk_action_step_pathway_step_id_pathway_step")
        ),
        sa.PrimaryKeyConstraint("action_id", "pathway_step_id", name=op.f("pk_action_step")),
    )
    with op.batch_alter_table("action_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_step_pathway_step_id"), ["pathway_step_id"], unique=False)

    op.create_table(
        "bridge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_step_id", sa.Integer(), nullable=False),
        sa.Column("to_step_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_step_id"], ["pathway_step.id"], name=op.f("fk_bridge_from_step_id_pathway_step")
        ),
        sa.ForeignKeyConstraint(
            ["to_step_id"], ["pathway_step.id"], name=op.f("fk_bridge_to_step_id_pathway_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bridge")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("bridge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bridge_from_step_id"), ["from_step_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bridge_to_step_id"), ["to_step_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "phone",
                "sms",
                "email",
                "letter",
                "visit",
                name="contactway",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_contact_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_contact_proposal_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision_action",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_decision_action_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["meeting_decision.id"],
            name=op.f("fk_decision_action_decision_id_meeting_decision"),
        ),
        sa.PrimaryKeyConstraint("decision_id", "action_id", name=op.f("pk_decision_action")),
    )
    with op.batch_alter_table("decision_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_action_action_id"), ["action_id"], unique=False)

    op.create_table(
        "decision_commitment",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_decision_commitment_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["meeting_decision.id"],
            name=op.f("fk_decision_commitment_decision_id_meeting_decision"),
        ),
        sa.PrimaryKeyConstraint("decision_id", "commitment_id", name=op.f("pk_decision_commitment")),
    )
    with op.batch_alter_table("decision_commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_commitment_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "desk_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_desk_entry_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_desk_entry_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("desk_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_entry_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_entry_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_entry_user_id"), ["user_id"], unique=False)

    op.create_table(
        "desk_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_desk_receipt_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_desk_receipt_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_receipt")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("desk_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_receipt_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_receipt_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_receipt_user_id"), ["user_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_draft_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_draft_key_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("realised_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("attendances", sa.Integer(), nullable=True),
        sa.Column("aged_0_6", sa.Integer(), nullable=True),
        sa.Column("aged_7_10", sa.Integer(), nullable=True),
        sa.Column("aged_11_14", sa.Integer(), nullable=True),
        sa.Column("aged_15_17", sa.Integer(), nullable=True),
        sa.Column("aged_18_25", sa.Integer(), nullable=True),
        sa.Column("aged_26_59", sa.Integer(), nullable=True),
        sa.Column("aged_60_74", sa.Integer(), nullable=True),
        sa.Column("aged_75", sa.Integer(), nullable=True),
        sa.Column("volunteer_hours", sa.Integer(), nullable=True),
        sa.Column("is_outdoors", sa.Boolean(), nullable=True),
        sa.Column("is_event", sa.Boolean(), nullable=True),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_figures_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_figures_proposal_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("under_15", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT under_15 OR first_name = ''", name=op.f("ck_group_member_child_without_name")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_group_member_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_measure_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("indicator_id", "year", name=op.f("uq_measure_indicator_id_year")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
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
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "desk",
                "phone",
                "paper",
                "street",
                "meeting",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_message_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_message_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_note_actor_id_user")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_note_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "proposal_commitment",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_proposal_commitment_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_commitment_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "commitment_id", name=op.f("pk_proposal_commitment")),
    )
    with op.batch_alter_table("proposal_commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_commitment_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "recognisable",
                "hateful",
                "danger",
                "mistake",
                "other",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "nothing_wrong",
                "corrected",
                "hidden",
                name="reportoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user.id"], name=op.f("fk_report_closed_by_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_report_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("send_key", name=op.f("uq_report_send_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_open", ["closed_at", "to_check", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "resource_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "pending",
                "granted",
                "refused",
                name="resourceanswer",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_resource_request_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_resource_request_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_request")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("resource_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_request_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resource_request_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_revision_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_revision_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "voice",
            sa.Enum(
                "staff", "author", name="storyvoice", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_story_actor_id_user")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_story_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_story_proposal_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "structure_step",
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("pathway_step_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pathway_step_id"],
            ["pathway_step.id"],
            name=op.f("fk_structure_step_pathway_step_id_pathway_step"),
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_structure_step_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("structure_id", "pathway_step_id", name=op.f("pk_structure_step")),
    )
    with op.batch_alter_table("structure_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_structure_step_pathway_step_id"), ["pathway_step_id"], unique=False
        )

    op.create_table(
        "support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "listening",
                "skills",
                "place",
                "equipment",
                "small_budget",
                "communication",
                "network",
                "training",
                "insurance",
                name="supportkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_support_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_support_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "bridge_structure",
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name=op.f("fk_bridge_structure_bridge_id_bridge")
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_bridge_structure_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("bridge_id", "structure_id", name=op.f("pk_bridge_structure")),
    )
    with op.batch_alter_table("bridge_structure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bridge_structure_structure_id"), ["structure_id"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
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
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_journal_entry_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_journal_entry_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_journal_entry_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "email",
                "phone",
                "sms",
                "letter",
                "visit",
                name="noticeway",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gave_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["user.id"], name=op.f("fk_notice_done_by_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_notice_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_notice_registration_id_registration")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_notice_report_id_report")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notice_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("message_key", name=op.f("uq_notice_message_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_registration_id"), ["registration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_notice_waiting", ["done_at", "way", "try_after"], unique=False)

    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column(
            "shows",
            sa.Enum(
                "nobody",
                "adults",
                "minors",
                name="photoshows",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("people_agreed", sa.Boolean(), nullable=False),
        sa.Column("parents_agreed", sa.Boolean(), nullable=False),
        sa.Column("children_agreed", sa.Boolean(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_photo_actor_id_user")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_photo_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("name", name=op.f("uq_photo_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_story_id"), ["story_id"], unique=False)

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_quote_actor_id_user")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_quote_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quote_story_id"), ["story_id"], unique=False)

    for statement in SEARCH[op.get_context().dialect.name]:
        op.execute(sa.text(statement))


def downgrade():
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search_fts")
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quote_story_id"))
        batch_op.drop_index(batch_op.f("ix_quote_actor_id"))

    op.drop_table("quote")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_story_id"))
        batch_op.drop_index(batch_op.f("ix_photo_actor_id"))

    op.drop_table("photo")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_waiting")
        batch_op.drop_index(batch_op.f("ix_notice_user_id"))
        batch_op.drop_index(batch_op.f("ix_notice_report_id"))
        batch_op.drop_index(batch_op.f("ix_notice_registration_id"))
        batch_op.drop_index(batch_op.f("ix_notice_proposal_id"))

    op.drop_table("notice")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_entry_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_journal_entry_actor_id"))

    op.drop_table("journal_entry")
    with op.batch_alter_table("bridge_structure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bridge_structure_structure_id"))

    op.drop_table("bridge_structure")
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_support_actor_id"))

    op.drop_table("support")
    with op.batch_alter_table("structure_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_structure_step_pathway_step_id"))

    op.drop_table("structure_step")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_actor_id"))

    op.drop_table("story")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_revision_actor_id"))

    op.drop_table("revision")
    with op.batch_alter_table("resource_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resource_request_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_resource_request_actor_id"))

    op.drop_table("resource_request")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_proposal_id"))
        batch_op.drop_index("ix_report_open")

    op.drop_table("report")
    with op.batch_alter_table("proposal_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_commitment_commitment_id"))

    op.drop_table("proposal_commitment")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_note_actor_id"))

    op.drop_table("note")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_message_actor_id"))

    op.drop_table("message")
    op.drop_table("measure")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_member_proposal_id"))

    op.drop_table("group_member")
    op.drop_table("figures")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_draft_expires_at"))

    op.drop_table("draft")
    with op.batch_alter_table("desk_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_receipt_user_id"))
        batch_op.drop_index(batch_op.f("ix_desk_receipt_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_desk_receipt_expires_at"))

    op.drop_table("desk_receipt")
    with op.batch_alter_table("desk_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_entry_user_id"))
        batch_op.drop_index(batch_op.f("ix_desk_entry_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_desk_entry_expires_at"))

    op.drop_table("desk_entry")
    with op.batch_alter_table("decision_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_commitment_commitment_id"))

    op.drop_table("decision_commitment")
    with op.batch_alter_table("decision_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_action_action_id"))

    op.drop_table("decision_action")
    op.drop_table("contact")
    with op.batch_alter_table("bridge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bridge_to_step_id"))
        batch_op.drop_index(batch_op.f("ix_bridge_from_step_id"))

    op.drop_table("bridge")
    with op.batch_alter_table("action_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_step_pathway_step_id"))

    op.drop_table("action_step")
    with op.batch_alter_table("action_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_proposal_proposal_id"))

    op.drop_table("action_proposal")
    with op.batch_alter_table("accompaniment_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accompaniment_step_proposal_id"))
        batch_op.drop_index("ix_accompaniment_step_next")
        batch_op.drop_index(batch_op.f("ix_accompaniment_step_actor_id"))

    op.drop_table("accompaniment_step")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index("ix_registration_places")

    op.drop_table("registration")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_structure_id"))
        batch_op.drop_index("ix_proposal_register")
        batch_op.drop_index(batch_op.f("ix_proposal_referent_id"))
        batch_op.drop_index("ix_proposal_referent_clock")
        batch_op.drop_index(batch_op.f("ix_proposal_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_grouped_with_id"))
        batch_op.drop_index("ix_proposal_due")
        batch_op.drop_index(batch_op.f("ix_proposal_district_id"))
        batch_op.drop_index("ix_proposal_contacted")
        batch_op.drop_index("ix_proposal_clock")
        batch_op.drop_index("ix_proposal_centre_latest")
        batch_op.drop_index("ix_proposal_centre_due")
        batch_op.drop_index("ix_proposal_centre_clock")

    op.drop_table("proposal")
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_update_author_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_action_id"))

    op.drop_table("progress_update")
    with op.batch_alter_table("pathway_step", schema=None) as batch_op:
        batch_op.drop_index("ix_pathway_step_order")
        batch_op.drop_index(batch_op.f("ix_pathway_step_commitment_id"))

    op.drop_table("pathway_step")
    with op.batch_alter_table("meeting_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_entry_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_entry_actor_id"))

    op.drop_table("meeting_entry")
    with op.batch_alter_table("meeting_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_document_meeting_id"))

    op.drop_table("meeting_document")
    with op.batch_alter_table("meeting_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_decision_meeting_id"))
        batch_op.drop_index("ix_meeting_decision_due")

    op.drop_table("meeting_decision")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_owner_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_action_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("convention_item", schema=None) as batch_op:
        batch_op.drop_index("ix_convention_item_order")
        batch_op.drop_index(batch_op.f("ix_convention_item_commitment_id"))

    op.drop_table("convention_item")
    op.drop_table("attendance")
    with op.batch_alter_table("action_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_partner_action_id"))

    op.drop_table("action_partner")
    with op.batch_alter_table("action_milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_milestone_action_id"))

    op.drop_table("action_milestone")
    with op.batch_alter_table("action_funding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_funding_action_id"))

    op.drop_table("action_funding")
    with op.batch_alter_table("action_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_draft_user_id"))

    op.drop_table("action_draft")
    with op.batch_alter_table("action_district", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_district_district_id"))

    op.drop_table("action_district")
    with op.batch_alter_table("action_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_commitment_commitment_id"))

    op.drop_table("action_commitment")
    with op.batch_alter_table("action_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_change_user_id"))
        batch_op.drop_index(batch_op.f("ix_action_change_action_id"))

    op.drop_table("action_change")
    op.drop_table("action_audience")
    with op.batch_alter_table("structure_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_structure_audience_audience"))

    op.drop_table("structure_audience")
    op.drop_table("structure_access")
    op.drop_table("opening_hours")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_structure_id"))

    op.drop_table("membership")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_structure_id"))
        batch_op.drop_index("ix_meeting_structure_agenda")
        batch_op.drop_index("ix_meeting_starts")
        batch_op.drop_index(batch_op.f("ix_meeting_series_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_owner_id"))
        batch_op.drop_index("ix_meeting_kind_agenda")
        batch_op.drop_index(batch_op.f("ix_meeting_district_id"))
        batch_op.drop_index("ix_meeting_district_agenda")
        batch_op.drop_index(batch_op.f("ix_meeting_body_id"))
        batch_op.drop_index("ix_meeting_body_agenda")
        batch_op.drop_index("ix_meeting_agenda")

    op.drop_table("meeting")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_order")

    op.drop_table("commitment")
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_index("ix_closure_days")

    op.drop_table("closure")
    with op.batch_alter_table("body_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_seat_body_id"))

    op.drop_table("body_seat")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index("ix_action_state")
        batch_op.drop_index("ix_action_list")
        batch_op.drop_index(batch_op.f("ix_action_lead_id"))
        batch_op.drop_index(batch_op.f("ix_action_convention_id"))

    op.drop_table("action")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index("ix_theme_order")

    op.drop_table("theme")
    with op.batch_alter_table("structure", schema=None) as batch_op:
        batch_op.drop_index("ix_structure_list")
        batch_op.drop_index(batch_op.f("ix_structure_district_id"))

    op.drop_table("structure")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_session_user_id"))

    op.drop_table("staff_session")
    op.drop_table("second_factor")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_day"))

    op.drop_table("reminder")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_user_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_reset_user_id"))
        batch_op.drop_index(batch_op.f("ix_password_reset_expires_at"))

    op.drop_table("password_reset")
    with op.batch_alter_table("kept_writing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_writing_user_id"))

    op.drop_table("kept_writing")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_user_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("governing_body", schema=None) as batch_op:
        batch_op.drop_index("ix_governing_body_order")

    op.drop_table("governing_body")
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_content_version_user_id"))

    op.drop_table("content_version")
    op.drop_table("user")
    op.drop_table("site_fact")
    op.drop_table("search_document")
    with op.batch_alter_table("reason", schema=None) as batch_op:
        batch_op.drop_index("ix_reason_use")

    op.drop_table("reason")
    with op.batch_alter_table("rate_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rate_count_expires_at"))

    op.drop_table("rate_count")
    op.drop_table("meeting_series")
    op.drop_table("district")
    with op.batch_alter_table("convention", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_convention_current",
            sqlite_where=sa.text("is_current = 1"),
            postgresql_where=sa.text("is_current"),
        )

    op.drop_table("convention")
    with op.batch_alter_table("content_page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_content_page_language"))

    op.drop_table("content_page")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_event")
        batch_op.drop_index("ix_audit_entry_at")
        batch_op.drop_index("ix_audit_entry_actor")

    op.drop_table("audit_entry")
    op.drop_table("answer_template")
