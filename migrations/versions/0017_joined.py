"""joined: a report of anything that everybody reads; « moi aussi », with a tap."""

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
    op.add_column("proposal", sa.Column("me_too", sa.Integer(), server_default="0", nullable=False))
    op.add_column("opinion", sa.Column("me_too", sa.Boolean(), nullable=True))
    op.add_link("opinion", "proposal_id", "proposal")
    op.create_index(op.f("ix_opinion_proposal_id"), "opinion", ["proposal_id"])
    about_one(OF_TWO, OF_THREE)


#: Whose page a report stands on, when it is not an envie.
LINKS = ("action", "commitment", "meeting")


def of_an_envie(needed):
    """Whether each report stands on the page of an envie."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("report", "proposal_id", nullable=not needed)
        return
    said = {True: "proposal_id INTEGER NOT NULL", False: "proposal_id INTEGER"}
    op.copy_table("report", lambda written: written.replace(said[not needed], said[needed], 1))


OF_TWO = "(action_id IS NULL) <> (commitment_id IS NULL)"
OF_THREE = (
    "CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN commitment_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN proposal_id IS NULL THEN 0 ELSE 1 END = 1"
)


def about_one(before, after):
    """Each opinion is about exactly one of these."""
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table("opinion", lambda written: written.replace(before, after, 1))
        return
    op.drop_constraint(op.f("ck_opinion_one_target"), "opinion", type_="check")
    op.create_check_constraint(op.f("ck_opinion_one_target"), "opinion", after)


def downgrade():
    op.execute("DELETE FROM opinion WHERE proposal_id IS NOT NULL")
    about_one(OF_THREE, OF_TWO)
    op.drop_index(op.f("ix_opinion_proposal_id"), "opinion")
    op.drop_column("opinion", "proposal_id")
    op.drop_column("opinion", "me_too")
    op.drop_column("proposal", "me_too")
    op.execute("DELETE FROM notice WHERE report_id IN (SELECT id FROM report WHERE proposal_id IS NULL)")
    op.execute("DELETE FROM report WHERE proposal_id IS NULL")
    of_an_envie(needed=True)
    for target in LINKS:
        op.drop_column("report", f"{target}_id")
    op.drop_column("report", "row")
    op.allow_values("report", "about", None, "ck_report_reportabout")
    op.drop_column("report", "about")
