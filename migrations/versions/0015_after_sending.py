"""after sending: who answers the envies of a centre, from the start."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.add_link("structure", "referent_id", "user")


def downgrade():
    op.drop_column("structure", "referent_id")
