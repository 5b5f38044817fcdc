"""paper_sheets: the numbered sheets that a centre prints, and what each became once keyed in."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade():
    made(
        "sheet_batch",
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        links={"structure_id": "structure", "consultation_id": "consultation", "author_id": "user"},
        indexed=("structure_id", "consultation_id"),
    )
    made(
        "paper_sheet",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        links={
            "batch_id": "sheet_batch",
            "proposal_id": "proposal",
            "contribution_id": "contribution",
            "receipt_id": "desk_receipt",
            "entered_by_id": "user",
        },
        indexed=("batch_id", "proposal_id", "contribution_id", "receipt_id"),
    )
    op.create_index("ix_paper_sheet_stack", "paper_sheet", ["entered_by_id", "entered_at"])


def downgrade():
    op.drop_table("paper_sheet")
    op.drop_table("sheet_batch")


def made(name, *parts, links, indexed):
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
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
