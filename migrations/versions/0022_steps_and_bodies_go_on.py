"""steps and bodies go on: they are the town’s, each convention says its own words of them."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BODY_KINDS = "governance", "participation"
#: By the table of what goes on: the table of what a convention says of it, and what is said there.
SAID = {
    "pathway_step": ("convention_step", ("commitment_id", "position", "name", "official_text", "plain_text")),
    "governing_body": ("convention_body", ("kind", "position", "name", "official_text", "plain_text")),
}
#: The columns that only what a convention says holds from now on, each with the table that it points at.
GONE = {
    "pathway_step": {"convention_id": "convention", "commitment_id": "commitment", "official_text": None},
    "governing_body": {"convention_id": "convention"},
}
ORDERS = {"pathway_step": ["position"], "governing_body": ["kind", "position"]}


def upgrade():
    op.create_table(
        "convention_step",
        *linked("pathway_step", "step_id", "convention_step"),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        *words(),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_convention_step_commitment_id_commitment")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_convention_step_commitment_id"), "convention_step", ["commitment_id"])
    op.create_index(op.f("ix_convention_step_step_id"), "convention_step", ["step_id"])
    op.create_index("ix_convention_step_order", "convention_step", ["convention_id", "position"])
    kinds = sa.Enum(*BODY_KINDS, name="bodykind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "convention_body",
        *linked("governing_body", "body_id", "convention_body"),
        sa.Column("kind", kinds, nullable=False),
        *words(),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_convention_body_body_id"), "convention_body", ["body_id"])
    op.create_index("ix_convention_body_order", "convention_body", ["convention_id", "kind", "position"])
    for name in SAID:
        gather(name)
        free(name)


def downgrade():
    """What several conventions name is several rows again; all that hangs on it stays with one of them."""
    for name in SAID:
        for column, other in GONE[name].items():
            kind = sa.Integer() if other else sa.String()
            op.add_column(name, sa.Column(column, kind))
        spread(name)
        bind(name)
    op.drop_table("convention_body")
    op.drop_table("convention_step")


def linked(town, column, name):
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f(f"fk_{name}_convention_id_convention")
        ),
        sa.ForeignKeyConstraint([column], [f"{town}.id"], name=op.f(f"fk_{name}_{column}_{town}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("convention_id", column, name=op.f(f"uq_{name}_convention_id_{column}")),
    )


def words():
    return (
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("official_text", sa.String(), nullable=False),
        sa.Column("plain_text", sa.String(), nullable=False),
    )


def reflected(name):
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind(), resolve_fks=False)


def rows(table):
    return [row._asdict() for row in op.get_bind().execute(sa.select(table).order_by(table.c.id))]


def ranked():
    """The conventions, the one that is current first, then the latest."""
    table = reflected("convention")
    found = sa.select(table.c.id).order_by(table.c.is_current.desc(), table.c.starts_on.desc(), table.c.id)
    return list(op.get_bind().execute(found).scalars())


def own(name):
    """The column of what a convention says that points at what goes on."""
    return "step_id" if name == "pathway_step" else "body_id"


def gather(name):
    """One row for each key: the oldest, on which most hangs, with the words of the latest convention."""
    run, table, rank = op.get_bind().execute, reflected(name), ranked()
    said, said_columns = reflected(SAID[name][0]), SAID[name][1]
    groups = {}
    for row in rows(table):
        groups.setdefault(row["key"], []).append(row)
    for several in groups.values():
        kept = several[0]["id"]
        for row in several:
            if row["official_text"] or name == "pathway_step":
                named = {one: row[one] for one in ("created_at", "convention_id", *said_columns)}
                run(said.insert().values({**named, own(name): kept}))
        latest = sorted(several, key=lambda row: rank.index(row["convention_id"]))
        spoken = next((row for row in latest if row["official_text"]), latest[0])
        changed = {one: spoken[one] for one in said_columns if one in table.c}
        for number in [row["id"] for row in latest if row["id"] != kept]:
            move(name, number, kept)
        if name == "governing_body":
            composed = next((row for row in latest if row["mandate"]), spoken)
            changed |= {"mandate": composed["mandate"], "is_ended": spoken["is_ended"]}
            changed |= {"theme_id": next((row["theme_id"] for row in latest if row["theme_id"]), None)}
        run(table.update().where(table.c.id == kept).values(changed))


def move(name, number, kept):
    """All that hangs on a row hangs on the one that is kept; then it goes."""
    run = op.get_bind().execute
    if name == "pathway_step":
        for links, holder in (("structure_step", "structure_id"), ("action_step", "action_id")):
            table = reflected(links)
            there = sa.select(table.c[holder]).where(table.c.pathway_step_id == kept)
            doubled = table.c.pathway_step_id == number, table.c[holder].in_(there)
            run(table.delete().where(*doubled))
            run(table.update().where(table.c.pathway_step_id == number).values(pathway_step_id=kept))
        bridges = reflected("bridge")
        for column in ("from_step_id", "to_step_id"):
            run(bridges.update().where(bridges.c[column] == number).values({column: kept}))
    else:
        meetings, seats = reflected("meeting"), reflected("body_seat")
        run(meetings.update().where(meetings.c.body_id == number).values(body_id=kept))
        sitting = sa.select(sa.func.count()).select_from(seats).where(seats.c.body_id == number)
        if run(sitting).scalar():
            run(seats.delete().where(seats.c.body_id == kept))
            run(seats.update().where(seats.c.body_id == number).values(body_id=kept))
    table = reflected(name)
    run(table.delete().where(table.c.id == number))


def free(name):
    """The row belongs to no convention any more, and its key is one."""
    op.drop_index(f"ix_{name}_order", table_name=name)
    if name == "pathway_step":
        op.drop_index(op.f("ix_pathway_step_commitment_id"), table_name=name)
    unique, once = f"uq_{name}_convention_id_key", f"uq_{name}_key"
    links = {f"fk_{name}_{column}_{other}" for column, other in GONE[name].items() if other}
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table(
            name, lambda written: with_rules(without(written, unique, *links), once_of(once, "key"))
        )
    else:
        for link in links:
            op.drop_constraint(op.f(link), name, type_="foreignkey")
        op.drop_constraint(op.f(unique), name, type_="unique")
        op.create_unique_constraint(op.f(once), name, ["key"])
    for column in GONE[name]:
        op.drop_column(name, column)
    op.create_index(f"ix_{name}_order", name, ORDERS[name])


def spread(name):
    """Each convention has its own row of what it names; what none names is of the one that is current."""
    run, table, said, rank = op.get_bind().execute, reflected(name), reflected(SAID[name][0]), ranked()
    commitments = reflected("commitment")
    op.drop_index(f"ix_{name}_order", table_name=name)
    once = f"uq_{name}_key"
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table(name, lambda written: without(written, once))
    else:
        op.drop_constraint(op.f(once), name, type_="unique")
    for row in rows(table):
        of_row = sa.select(said).where(said.c[own(name)] == row["id"])
        links = sorted(
            (one._asdict() for one in run(of_row)), key=lambda one: rank.index(one["convention_id"])
        )
        if not links:
            first = {"convention_id": rank[0]} if rank else {}
            if name == "pathway_step" and rank:
                aim = sa.select(sa.func.min(commitments.c.id)).where(commitments.c.convention_id == rank[0])
                first |= {"commitment_id": run(aim).scalar(), "official_text": row["plain_text"]}
            links = [first] if all(first.values()) and first else []
        if not links:
            raise RuntimeError(f"{name} {row['key']!r} is of no convention: load one before going down")
        named = ("convention_id", *SAID[name][1])
        for place, link in enumerate(links):
            values = {one: link[one] for one in named if one in link}
            if place:
                run(
                    table.insert().values(
                        {key: row[key] for key in row if key not in {"id", *values}} | values
                    )
                )
            else:
                run(table.update().where(table.c.id == row["id"]).values(values))


def bind(name):
    links = {column: other for column, other in GONE[name].items() if other}
    rules = [once_of(f"uq_{name}_convention_id_key", "convention_id, key")]
    rules += [
        f"CONSTRAINT fk_{name}_{column}_{other} FOREIGN KEY({column}) REFERENCES {other} (id)"
        for column, other in links.items()
    ]
    if op.get_bind().dialect.name == "sqlite":
        op.copy_table(name, lambda written: with_rules(compulsory(written, GONE[name]), *rules))
    else:
        for column in GONE[name]:
            op.alter_column(name, column, nullable=False)
        op.create_unique_constraint(op.f(f"uq_{name}_convention_id_key"), name, ["convention_id", "key"])
        for column, other in links.items():
            op.create_foreign_key(op.f(f"fk_{name}_{column}_{other}"), name, other, [column], ["id"])
    if name == "pathway_step":
        op.create_index(op.f("ix_pathway_step_commitment_id"), name, ["commitment_id"])
    op.create_index(f"ix_{name}_order", name, ["convention_id", *ORDERS[name]])


def once_of(rule, columns):
    return f"CONSTRAINT {rule} UNIQUE ({columns})"


def without(written, *names):
    """The CREATE statement without these rules."""
    for name in names:
        link = r'FOREIGN KEY\([^()]*\) REFERENCES "?\w+"? ?\([^()]*\)'
        rule = rf',\s*CONSTRAINT "?{name}"? (UNIQUE \([^()]*\)|{link})'
        written, count = re.subn(rule, "", written)
        if not count:
            raise RuntimeError(f"{name} is not in {written}")
    return written


def with_rules(written, *rules):
    return f"{written[: written.rindex(')')].rstrip()}, \n\t{', '.join(rules)}\n)"


def compulsory(written, columns):
    for column in columns:
        written = re.sub(
            rf'("?\b{column}"?) (INTEGER|VARCHAR)(?=\s*[,)])', r"\1 \2 NOT NULL", written, count=1
        )
    return written
