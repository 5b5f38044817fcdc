"""taking part."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


#: The full-text index of SQLite, made again as it was.
TRIGGERS = (
    "CREATE VIRTUAL TABLE search_fts USING fts5"
    "(words, content='search_document', content_rowid='id', tokenize='ascii')",
    "CREATE TRIGGER search_fts_added AFTER INSERT ON search_document BEGIN "
    "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_fts_removed AFTER DELETE ON search_document BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_fts_changed AFTER UPDATE ON search_document BEGIN "
    "INSERT INTO search_fts(search_fts, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO search_fts(rowid, words) VALUES (new.id, new.words); END",
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
)
#: What PostgreSQL compares: before, and now that it finds the latest first.
WORDS = "(to_tsvector('simple', words))"
AGED = (
    "(to_tsvector('simple', words"
    " || ' zzqn' || CAST(id / 1024 AS text) || ' zzqf' || CAST(id / 16384 AS text)))"
    " WITH (fastupdate = off)"
)
FILES = ("file",)
ALL = ("file", "envie", "commitment", "action", "structure", "meeting", "page")
#: Columns of tables that hold rows: each with its table, what it points at, its type.
LINKS = (
    ("message", "companion_id", "companion"),
    ("notice", "participation_id", "participation"),
    ("notice", "subscriber_id", "subscriber"),
)


def index_kinds(kinds, compared):
    """Let the search index hold these kinds. SQLite copies the table; what was indexed stays."""
    kind = sa.column("kind")
    op.execute(sa.delete(sa.table("search_document", kind)).where(kind.not_in(kinds)))
    kept = ", ".join(f"'{one}'" for one in kinds)
    allowed = f"kind IN ({kept})"
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_search_fts")
        op.execute("ALTER TABLE search_document DROP CONSTRAINT ck_search_document_searchkind")
        op.execute(
            f"ALTER TABLE search_document ADD CONSTRAINT ck_search_document_searchkind CHECK ({allowed})"
        )
        op.execute(f"CREATE INDEX ix_search_fts ON search_document USING gin {compared}")
        return
    for name in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER search_fts_{name}")
    op.execute("DROP TABLE search_fts")
    with op.batch_alter_table(
        "search_document", recreate="always", table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.create_check_constraint("searchkind", allowed)
    for statement in TRIGGERS:
        op.execute(statement)


def upgrade():
    op.create_table(
        "search_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_word")),
        sa.UniqueConstraint("word", name=op.f("uq_search_word_word")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.create_index("ix_search_word_folded", ["folded", "stem"], unique=False)
        batch_op.create_index("ix_search_word_stem", ["stem"], unique=False)

    op.create_table(
        "subscriber",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("email", name=op.f("uq_subscriber_email")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_subscriber_link_hash")),
        sa.UniqueConstraint("seed", name=op.f("uq_subscriber_seed")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("subscriber", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscriber_told_until"), ["told_until"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "told",
                name="consultationstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("what_next", sa.String(), nullable=False),
        sa.Column("what_next_on", sa.Date(), nullable=True),
        sa.Column("what_next_due_on", sa.Date(), nullable=True),
        sa.Column("what_next_asked_on", sa.Date(), nullable=True),
        sa.Column("results", sa.JSON(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_consultation_closes_after_it_opens")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_consultation_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.create_index("ix_consultation_list", ["state", "closes_on"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
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
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_contribution_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_contribution_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_contribution_structure_id_structure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_contribution_key_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index("ix_contribution_sent", ["consultation_id", "sent_at", "channel"], unique=False)

    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_section_consultation_id_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Boolean(), nullable=True),
        sa.Column("useful", sa.Boolean(), nullable=True),
        sa.Column("wave", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tap_key", sa.String(), nullable=True),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(action_id IS NULL) <> (commitment_id IS NULL)", name=op.f("ck_opinion_one_target")
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_opinion_action_id_action")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_opinion_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_opinion_link_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_tap_key"), ["tap_key"], unique=False)
        batch_op.create_index("ix_opinion_wave", ["wave", "action_id", "commitment_id"], unique=False)

    op.create_table(
        "opinion_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(action_id IS NULL) <> (commitment_id IS NULL)", name=op.f("ck_opinion_answer_one_target")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_opinion_answer_action_id_action")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_opinion_answer_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_opinion_answer_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_answer")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("opinion_answer", schema=None) as batch_op:
        batch_op.create_index("ix_opinion_answer_action", ["action_id", "id"], unique=False)
        batch_op.create_index("ix_opinion_answer_commitment", ["commitment_id", "id"], unique=False)

    op.create_table(
        "opinion_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("not_yet", sa.Integer(), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("to_improve", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(action_id IS NULL) <> (commitment_id IS NULL)", name=op.f("ck_opinion_tally_one_target")
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_opinion_tally_action_id_action")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_opinion_tally_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_tally")),
        sa.UniqueConstraint("action_id", name=op.f("uq_opinion_tally_action_id")),
        sa.UniqueConstraint("commitment_id", name=op.f("uq_opinion_tally_commitment_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("opinion_tally", schema=None) as batch_op:
        batch_op.create_index("ix_opinion_tally_doubts", ["doubts", "id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "free",
                "single",
                "multiple",
                "scale",
                "ranking",
                name="questionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("is_compulsory", sa.Boolean(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_question_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_section_id"), ["section_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quoted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quoted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_answer_contribution_id_contribution")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_question_id_question")
        ),
        sa.ForeignKeyConstraint(["quoted_by_id"], ["user.id"], name=op.f("fk_answer_quoted_by_id_user")),
        sa.ForeignKeyConstraint(["read_by_id"], ["user.id"], name=op.f("fk_answer_read_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "contribution_id", "question_id", name=op.f("uq_answer_contribution_id_question_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_question", ["question_id", "id"], unique=False)
        batch_op.create_index("ix_answer_quoted", ["question_id", "quoted_at"], unique=False)
        batch_op.create_index("ix_answer_unread", ["question_id", "read_at", "id"], unique=False)

    op.create_table(
        "answer_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_answer_tag_question_id_question")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_tag")),
        sa.UniqueConstraint("question_id", "label", name=op.f("uq_answer_tag_question_id_label")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "companion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "accepted",
                "left",
                name="companionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accept_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_companion_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_companion_code_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_companion_link_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_companion_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "called",
                "left",
                name="joinstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("offers", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
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
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("machine_like", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["called_by_id"], ["user.id"], name=op.f("fk_participation_called_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_participation_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_participation_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_participation_link_hash")),
        sa.UniqueConstraint("send_key", name=op.f("uq_participation_send_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index("ix_participation_due", ["state", "to_check", "due_on"], unique=False)
        batch_op.create_index("ix_participation_file", ["proposal_id", "state", "id"], unique=False)

    op.create_table(
        "question_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_question_option_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_option_question_id_question")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_option")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_option_question_id"), ["question_id"], unique=False)

    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "encouragement",
                "comment",
                name="remarkkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "published",
                "refused",
                name="remarkstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
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
            nullable=False,
        ),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("alerts", sa.Boolean(), nullable=False),
        sa.Column("send_key", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_remark_action_id_action")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_remark_answered_by_id_user")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_remark_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_remark_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_remark_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("send_key", name=op.f("uq_remark_send_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index("ix_remark_action", ["action_id", "state", "id"], unique=False)
        batch_op.create_index("ix_remark_commitment", ["commitment_id", "state", "id"], unique=False)
        batch_op.create_index("ix_remark_due", ["state", "to_check", "due_on"], unique=False)
        batch_op.create_index("ix_remark_proposal", ["proposal_id", "state", "id"], unique=False)
        batch_op.create_index("ix_remark_waiting", ["state", "to_check", "id"], unique=False)

    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN theme_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_subscription_follows_one_thing"),
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_subscription_action_id_action")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_subscription_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_subscription_subscriber_id_subscriber")
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_subscription_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "subscriber_id", "action_id", name=op.f("uq_subscription_subscriber_id_action_id")
        ),
        sa.UniqueConstraint(
            "subscriber_id", "proposal_id", name=op.f("uq_subscription_subscriber_id_proposal_id")
        ),
        sa.UniqueConstraint("subscriber_id", "theme_id", name=op.f("uq_subscription_subscriber_id_theme_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subscription_proposal_id"), ["proposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subscription_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index("ix_subscription_waiting", ["confirmed_at", "asked_at"], unique=False)

    op.create_table(
        "answer_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_choice_answer_id_answer")),
        sa.ForeignKeyConstraint(
            ["option_id"], ["question_option.id"], name=op.f("fk_answer_choice_option_id_question_option")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_choice")),
        sa.UniqueConstraint("answer_id", "option_id", name=op.f("uq_answer_choice_answer_id_option_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answer_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_choice_option_id"), ["option_id"], unique=False)

    op.create_table(
        "answer_tag_link",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_tag_link_answer_id_answer")
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["answer_tag.id"], name=op.f("fk_answer_tag_link_tag_id_answer_tag")
        ),
        sa.PrimaryKeyConstraint("answer_id", "tag_id", name=op.f("pk_answer_tag_link")),
    )
    with op.batch_alter_table("answer_tag_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_tag_link_tag_id"), ["tag_id"], unique=False)

    for table, column, target in LINKS:
        name = f"fk_{table}_{column}_{target}"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {target} (id)"
        )
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("proposal", sa.Column("joined", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("proposal", sa.Column("offered", sa.JSON(), nullable=False, server_default="{}"))
    joined, moved = (
        sa.literal_column("joined DESC"),
        sa.literal_column("coalesce(moved_at, published_at) DESC"),
    )
    for name, order in (("ix_proposal_joined", joined), ("ix_proposal_moved", moved)):
        op.create_index(name, "proposal", ["moderation", order, sa.literal_column("id DESC")])
    index_kinds(ALL, AGED)


def downgrade():
    index_kinds(FILES, WORDS)
    for name in ("ix_proposal_joined", "ix_proposal_moved"):
        op.drop_index(name, "proposal")
    for column in ("offered", "joined"):
        op.drop_column("proposal", column)
    for table, column, _ in LINKS:
        op.drop_index(f"ix_{table}_{column}", table)
        op.drop_column(table, column)
    with op.batch_alter_table("answer_tag_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_tag_link_tag_id"))

    op.drop_table("answer_tag_link")
    with op.batch_alter_table("answer_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_choice_option_id"))

    op.drop_table("answer_choice")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_subscription_waiting")
        batch_op.drop_index(batch_op.f("ix_subscription_theme_id"))
        batch_op.drop_index(batch_op.f("ix_subscription_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_subscription_action_id"))

    op.drop_table("subscription")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index("ix_remark_waiting")
        batch_op.drop_index("ix_remark_proposal")
        batch_op.drop_index("ix_remark_due")
        batch_op.drop_index("ix_remark_commitment")
        batch_op.drop_index("ix_remark_action")

    op.drop_table("remark")
    with op.batch_alter_table("question_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_option_question_id"))

    op.drop_table("question_option")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_file")
        batch_op.drop_index("ix_participation_due")

    op.drop_table("participation")
    with op.batch_alter_table("companion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_companion_proposal_id"))

    op.drop_table("companion")
    op.drop_table("answer_tag")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_unread")
        batch_op.drop_index("ix_answer_quoted")
        batch_op.drop_index("ix_answer_question")

    op.drop_table("answer")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_section_id"))

    op.drop_table("question")
    with op.batch_alter_table("opinion_tally", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_tally_doubts")

    op.drop_table("opinion_tally")
    with op.batch_alter_table("opinion_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_answer_commitment")
        batch_op.drop_index("ix_opinion_answer_action")

    op.drop_table("opinion_answer")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_wave")
        batch_op.drop_index(batch_op.f("ix_opinion_tap_key"))
        batch_op.drop_index(batch_op.f("ix_opinion_commitment_id"))
        batch_op.drop_index(batch_op.f("ix_opinion_action_id"))

    op.drop_table("opinion")
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_consultation_id"))

    op.drop_table("section")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_sent")
        batch_op.drop_index(batch_op.f("ix_contribution_expires_at"))

    op.drop_table("contribution")
    with op.batch_alter_table("consultation", schema=None) as batch_op:
        batch_op.drop_index("ix_consultation_list")

    op.drop_table("consultation")
    with op.batch_alter_table("subscriber", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscriber_told_until"))

    op.drop_table("subscriber")
    with op.batch_alter_table("search_word", schema=None) as batch_op:
        batch_op.drop_index("ix_search_word_stem")
        batch_op.drop_index("ix_search_word_folded")

    op.drop_table("search_word")
