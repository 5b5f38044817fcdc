"""meetings belong: what each is about, bodies added on screen, kinds that the coordination names."""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: What a meeting is about.
ABOUT = ("theme", "commitment", "action")
#: The kinds that were a closed list: what a row held, what people read.
KINDS = {
    "committee": "Comité",
    "technical": "Réunion technique",
    "thematic": "Groupe thématique",
    "info_cafe": "Café de l’info",
    "chat": "Ça papote",
    "workshop": "Atelier",
    "outreach": "Hors les murs",
}
CHECK = "ck_meeting_meetingkind"
INDEX = "ix_meeting_kind_agenda"


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
    name_kinds()


def name_kinds():
    kinds = op.create_table(
        "meeting_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kind")),
        sa.UniqueConstraint("name", name=op.f("uq_meeting_kind_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_meeting_kind_slug")),
        sqlite_autoincrement=True,
    )
    said = {"created_at": datetime.now(UTC), "is_active": True, "version": 1}
    op.bulk_insert(kinds, [{"slug": slug, "name": name} | said for slug, name in KINDS.items()])
    op.add_link("meeting", "kind_id", "meeting_kind")
    op.execute("UPDATE meeting SET kind_id = (SELECT id FROM meeting_kind WHERE slug = meeting.kind)")
    op.drop_index(INDEX, "meeting")
    require("kind_id")
    op.allow_values("meeting", "kind", None, check=CHECK)
    op.drop_column("meeting", "kind")
    op.create_index(INDEX, "meeting", ["kind_id", "is_public", "starts_at", "id"])


def require(column):
    """Each meeting has a value there from now on."""
    if op.get_bind().dialect.name == "sqlite":
        typed = re.compile(rf"\b{column} \w+(\(\d+\))?")
        op.copy_table(
            "meeting", lambda written: typed.sub(lambda found: f"{found[0]} NOT NULL", written, count=1)
        )
    else:
        op.alter_column("meeting", column, nullable=False)


def close_kinds():
    """A meeting of a kind that was added since becomes a workshop."""
    op.add_column("meeting", sa.Column("kind", sa.String(length=32)))
    op.execute("UPDATE meeting SET kind = (SELECT slug FROM meeting_kind WHERE id = meeting.kind_id)")
    kind = sa.column("kind")
    op.execute(sa.update(sa.table("meeting", kind)).where(kind.not_in(KINDS)).values(kind="workshop"))
    op.drop_index(INDEX, "meeting")
    op.drop_column("meeting", "kind_id")
    require("kind")
    op.allow_values("meeting", "kind", list(KINDS), check=CHECK)
    op.create_index(INDEX, "meeting", ["kind", "is_public", "starts_at", "id"])
    op.drop_table("meeting_kind")


def downgrade():
    close_kinds()
    op.drop_column("governing_body", "is_ended")
    op.drop_index(op.f("ix_governing_body_theme_id"), "governing_body")
    op.drop_column("governing_body", "theme_id")
    for other in ABOUT:
        op.drop_table(f"meeting_{other}")
