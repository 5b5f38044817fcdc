"""figures: what an indicator serves, each half of a year, who comes by age and from priority districts."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

PARTS = "year", "first_half", "second_half"
OVER_YEAR = "last", "sum"
KEYS = {
    "uq_measure_indicator_id_year": ("indicator_id", "year"),
    "uq_measure_indicator_id_year_part": ("indicator_id", "year", "part"),
}
OLD, NEW = KEYS
GROUPS = (
    *("aged_0_6", "aged_7_10", "aged_11_14", "aged_15_17"),
    *("aged_18_25", "aged_26_59", "aged_60_74", "aged_75", "priority"),
)


def upgrade():
    for name in ("action", "commitment"):
        served(name)
    of_an_action(needed=False)
    op.add_column("indicator", sa.Column("over_year", sa.String(32), server_default="last", nullable=False))
    op.allow_values("indicator", "over_year", OVER_YEAR, check="ck_indicator_overyear")
    op.add_column("indicator", sa.Column("changed_on", sa.Date(), nullable=True))
    op.add_column("measure", sa.Column("part", sa.String(32), server_default="year", nullable=False))
    op.allow_values("measure", "part", PARTS, check="ck_measure_collectedpart")
    one_a(OLD, NEW)
    op.add_column("district", sa.Column("is_priority", sa.Boolean(), nullable=True))
    count_groups()
    list_schemes()
    op.add_column("action_funding", sa.Column("paid", sa.Double(), nullable=True))


def downgrade():
    """A year holds one value again; what is measured of no action is forgotten."""
    op.drop_column("action_funding", "paid")
    op.drop_table("action_scheme")
    op.drop_table("scheme")
    op.drop_table("attendance_group")
    op.drop_column("district", "is_priority")
    halves_make_years()
    one_a(NEW, OLD)
    op.allow_values("measure", "part", None, check="ck_measure_collectedpart")
    op.drop_column("measure", "part")
    op.allow_values("indicator", "over_year", None, check="ck_indicator_overyear")
    op.drop_column("indicator", "over_year")
    op.drop_column("indicator", "changed_on")
    alone = "(SELECT id FROM indicator WHERE action_id IS NULL)"
    for table in ("measure", "proposed_value", "indicator_action", "indicator_commitment"):
        op.execute(f"DELETE FROM {table} WHERE indicator_id IN {alone}")  # nosec B608
    op.execute("DELETE FROM indicator WHERE action_id IS NULL")
    of_an_action(needed=True)
    for name in ("action", "commitment"):
        op.drop_table(f"indicator_{name}")


def count_groups():
    op.create_table(
        "attendance_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "people_group",
            sa.Enum(*GROUPS, name="peoplegroup", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_group_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_group")),
        sa.UniqueConstraint(
            "meeting_id", "people_group", name=op.f("uq_attendance_group_meeting_id_people_group")
        ),
        sqlite_autoincrement=True,
    )


def list_schemes():
    op.create_table(
        "scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("name", name=op.f("uq_scheme_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_scheme_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_scheme",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_scheme_action_id_action")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_action_scheme_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("action_id", "scheme_id", name=op.f("pk_action_scheme")),
    )
    op.create_index(op.f("ix_action_scheme_scheme_id"), "action_scheme", ["scheme_id"])


def served(name):
    table = f"indicator_{name}"
    op.create_table(
        table,
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column(f"{name}_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f(f"fk_{table}_indicator_id_indicator"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_{table}_{name}_id_{name}")),
        sa.PrimaryKeyConstraint("indicator_id", f"{name}_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{name}_id"), table, [f"{name}_id"])


def of_an_action(needed):
    """Whether each indicator is that of an action."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("indicator", "action_id", nullable=not needed)
        return
    said = {True: "action_id INTEGER NOT NULL", False: "action_id INTEGER"}
    op.copy_table("indicator", lambda written: written.replace(said[not needed], said[needed], 1))


def one_a(before, after):
    """A year of an indicator has one value, or one of each part."""
    if op.get_bind().dialect.name == "sqlite":
        was, becomes = (f"CONSTRAINT {name} UNIQUE ({', '.join(KEYS[name])})" for name in (before, after))
        op.copy_table("measure", lambda written: written.replace(was, becomes, 1))
        return
    op.drop_constraint(op.f(before), "measure", type_="unique")
    op.create_unique_constraint(op.f(after), "measure", list(KEYS[after]))


def halves_make_years():
    """The value of a year stands; else its halves make it, as the indicator says, or the last one known."""
    op.execute("DELETE FROM measure WHERE part <> 'year' AND value IS NULL")
    forget_halves("part <> 'year'", "year", "AND other.value IS NOT NULL")
    first = value_of("other.part = 'first_half'")
    op.execute(
        f"UPDATE measure SET value = value + {first} WHERE part = 'second_half' AND {first} IS NOT NULL"  # nosec B608
        " AND indicator_id IN (SELECT id FROM indicator WHERE over_year = 'sum')"
    )
    forget_halves("part = 'first_half'", "second_half")
    half = value_of("other.part <> 'year'")
    op.execute(f"UPDATE measure SET value = {half} WHERE part = 'year' AND value IS NULL")  # nosec B608
    forget_halves("part <> 'year'", "year")


SAME = "other.indicator_id = measure.indicator_id AND other.year = measure.year"


def value_of(which):
    return f"(SELECT other.value FROM measure AS other WHERE {SAME} AND {which})"  # nosec B608


def forget_halves(which, part, more=""):
    """These go, where the same year has that part."""
    there = f"SELECT 1 FROM measure AS other WHERE {SAME} AND other.part = '{part}' {more}"  # nosec B608
    op.execute(f"DELETE FROM measure WHERE {which} AND EXISTS ({there})")  # nosec B608
