"""life of a convention: its state and its journal, its avenants, its documents and their versions."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATES = "prepared", "draft", "in_force", "ended"
DOCUMENTS = "signed", "amendment", "annex"


def upgrade():
    """What everybody reads today stays readable: what has not begun is a published draft."""
    op.add_column("convention", sa.Column("prolonged_to", sa.Date(), nullable=True))
    state = sa.Column("state", sa.String(length=32), server_default=STATES[0], nullable=False)
    op.add_column("convention", state)
    op.allow_values("convention", "state", STATES, check="ck_convention_conventionstate")
    table = sa.table("convention", *(sa.column(name) for name in ("state", "starts_on", "ends_on")))
    today = sa.literal(datetime.now(UTC).date(), sa.Date())
    known = sa.case(
        (table.c.ends_on < today, "ended"), (table.c.starts_on > today, "draft"), else_="in_force"
    )
    op.execute(sa.update(table).values(state=known))
    made(
        "convention_entry",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        links={"actor_id": "user", "convention_id": "convention"},
    )
    op.create_index(op.f("ix_convention_entry_convention_id"), "convention_entry", ["convention_id"])
    made(
        "amendment",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("new_end", sa.Date(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint("convention_id", "reference", name=op.f("uq_amendment_convention_id_reference")),
        links={"actor_id": "user", "convention_id": "convention"},
    )
    kinds = sa.Enum(*DOCUMENTS, name="documentkind", native_enum=False, create_constraint=True, length=32)
    made(
        "convention_document",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        links={"convention_id": "convention"},
    )
    op.create_index("ix_convention_document_list", "convention_document", ["convention_id", "kind"])
    made(
        "document_version",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_version_document_id_number")),
        sa.UniqueConstraint("name", name=op.f("uq_document_version_name")),
        links={"actor_id": "user", "document_id": "convention_document"},
    )


def downgrade():
    op.drop_table("document_version")
    op.drop_index("ix_convention_document_list", table_name="convention_document")
    op.drop_table("convention_document")
    op.drop_table("amendment")
    op.drop_index(op.f("ix_convention_entry_convention_id"), table_name="convention_entry")
    op.drop_table("convention_entry")
    op.allow_values("convention", "state", None, check="ck_convention_conventionstate")
    op.drop_column("convention", "state")
    op.drop_column("convention", "prolonged_to")


def made(name, *parts, links):
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}_{other}"))
            for column, other in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
