"""renewal: what becomes of each commitment, the steps that lead to the next convention"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0023"
branch_labels = None
depends_on = None

FATES = "kept", "changed", "dropped", "new"


def upgrade():
    made(
        "continuity_line",
        sa.Column("next_id", sa.Integer(), nullable=False),
        sa.Column("old_theme_id", sa.Integer(), nullable=True),
        sa.Column("old_commitment_id", sa.Integer(), nullable=True),
        sa.Column("new_theme_id", sa.Integer(), nullable=True),
        sa.Column("new_commitment_id", sa.Integer(), nullable=True),
        sa.Column("fate", one_of("continuity", FATES), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.UniqueConstraint("next_id", "old_theme_id", name=op.f("uq_continuity_line_next_id_old_theme_id")),
        sa.UniqueConstraint(
            "next_id", "old_commitment_id", name=op.f("uq_continuity_line_next_id_old_commitment_id")
        ),
        links={
            "next_id": "convention",
            "old_theme_id": "theme",
            "old_commitment_id": "commitment",
            "new_theme_id": "theme",
            "new_commitment_id": "commitment",
        },
    )
    for column in ("old_theme_id", "old_commitment_id", "new_theme_id", "new_commitment_id"):
        op.create_index(op.f(f"ix_continuity_line_{column}"), "continuity_line", [column])
    made(
        "renewal_step",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        links={"convention_id": "convention"},
    )
    op.create_index("ix_renewal_step_list", "renewal_step", ["convention_id", "due_on"])
    op.create_index("ix_renewal_step_late", "renewal_step", ["done_on", "due_on"])


def downgrade():
    op.drop_table("renewal_step")
    op.drop_table("continuity_line")


def one_of(name, values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


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
