"""town services: an envie may be entrusted to one."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.allow_values(
        "proposal",
        "outcome",
        [
            "open",
            "realised",
            "became_action",
            "carried_by_association",
            "entrusted_to_town",
            "paused",
            "stopped_by_author",
            "not_followed_up",
        ],
        check="ck_proposal_outcome",
    )


def downgrade():
    op.allow_values(
        "proposal",
        "outcome",
        [
            "open",
            "realised",
            "became_action",
            "carried_by_association",
            "paused",
            "stopped_by_author",
            "not_followed_up",
        ],
        check="ck_proposal_outcome",
        instead={"entrusted_to_town": "paused"},
    )
