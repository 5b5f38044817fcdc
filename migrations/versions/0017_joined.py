"""joined: a report of anything that everybody reads."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ABOUT = ("envie", "story", "photo", "remark", "action", "meeting")


def upgrade():
    with_about = sa.Column("about", sa.String(32), server_default="envie", nullable=False)
    op.add_column("report", with_about)
    op.allow_values("report", "about", ABOUT, "ck_report_reportabout")
    op.add_column("report", sa.Column("row", sa.Integer(), nullable=True))
    for target in LINKS:
        op.add_link("report", f"{target}_id", target)
    of_an_envie(needed=False)


#: Whose page a report stands on, when it is not an envie.
LINKS = ("action", "commitment", "meeting")


def of_an_envie(needed):
    """Whether each report stands on the page of an envie."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("report", "proposal_id", nullable=not needed)
        return
    said = {True: "proposal_id INTEGER NOT NULL", False: "proposal_id INTEGER"}
    op.copy_table("report", lambda written: written.replace(said[not needed], said[needed], 1))


def downgrade():
    elsewhere = "SELECT id FROM report WHERE proposal_id IS NULL"
    op.execute(f"DELETE FROM notice WHERE report_id IN ({elsewhere})")
    op.execute("DELETE FROM report WHERE proposal_id IS NULL")
    of_an_envie(needed=True)
    for target in LINKS:
        op.drop_column("report", f"{target}_id")
    op.drop_column("report", "row")
    op.allow_values("report", "about", None, "ck_report_reportabout")
    op.drop_column("report", "about")
