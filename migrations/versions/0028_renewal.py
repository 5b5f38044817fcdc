"""renewal: what becomes of each commitment, the steps to the next convention, the shared diagnosis."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

FATES = "kept", "changed", "dropped", "new"
STATES = "written", "published"
ONE_SUPPORT = (
    "CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END + CASE WHEN action_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END = 1"
)


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
    made(
        "diagnosis",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("state", one_of("diagnosisstate", STATES), nullable=False),
        sa.UniqueConstraint("convention_id", name=op.f("uq_diagnosis_convention_id")),
        links={"convention_id": "convention"},
    )
    made(
        "diagnosis_figure",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.UniqueConstraint(
            *("convention_id", "name", "territory", "year"),
            name=op.f("uq_diagnosis_figure_convention_id_name_territory_year"),
        ),
        links={"convention_id": "convention"},
    )
    made(
        "finding",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        links={"convention_id": "convention", "theme_id": "theme", "district_id": "district"},
    )
    op.create_index(op.f("ix_finding_theme_id"), "finding", ["theme_id"])
    op.create_index(op.f("ix_finding_district_id"), "finding", ["district_id"])
    op.create_index("ix_finding_list", "finding", ["convention_id", "theme_id"])
    made(
        "finding_support",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("figure_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(ONE_SUPPORT, name=op.f("ck_finding_support_one_support")),
        links={
            "finding_id": "finding",
            "proposal_id": "proposal",
            "action_id": "action",
            "figure_id": "diagnosis_figure",
        },
    )
    for column in ("finding_id", "proposal_id", "action_id", "figure_id"):
        op.create_index(op.f(f"ix_finding_support_{column}"), "finding_support", [column])


def downgrade():
    for name in ("finding_support", "finding", "diagnosis_figure", "diagnosis"):
        op.drop_table(name)
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
