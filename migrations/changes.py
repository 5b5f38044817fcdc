"""What revisions ask of both databases and Alembic does for one: values of a state, links, copied tables.

SQLite changes what stands in a table only by copying it. `batch_alter_table` copies what Alembic can read
again: it loses each CHECK, the indexes over an expression, the triggers and the numbers already used.
`op.copy_table` copies the definition as it is written, so that nothing changes but what the revision says.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass

import sqlalchemy as sa
from alembic.operations import MigrateOperation, Operations


class Change(MigrateOperation):
    """An operation made of its arguments: `op.<name>(…)` carries it out, `make migration` writes it down."""

    @classmethod
    def carry_out(cls, operations, *values, **options):
        return operations.invoke(cls(*values, **options))

    def to_diff_tuple(self):
        return (type(self).__name__, *astuple(self))


@Operations.register_operation("allow_values", "carry_out")
@dataclass(eq=False)
class AllowValues(Change):
    """The column holds these values and no other from now on; with None, anything: then it may be dropped.

    `check` names its constraint, made when it is missing. `instead` says what becomes of the rows that hold
    what goes; when some do and it says nothing, the revision stops with a RuntimeError that tells them.
    """

    table: str
    column: str
    values: Sequence[str] | None
    check: str
    instead: Mapping[str, str] | None = None


@Operations.register_operation("add_link", "carry_out")
@dataclass(eq=False)
class AddLink(Change):
    """A new column, empty, that points at the rows of another table."""

    table: str
    column: str
    target: str


@Operations.register_operation("copy_table", "carry_out")
@dataclass(eq=False)
class CopyTable(Change):
    """On SQLite alone: `change` is given the CREATE statement of the table, and returns the new one.

    Its columns stay; `read` says, in SQL, what a column gets when it is not what it held.
    """

    table: str
    change: Callable[[str], str]
    read: Mapping[str, str] | None = None


@Operations.implementation_for(AllowValues)
def allow_values(operations, asked):
    bind, instead = operations.get_bind(), asked.instead or {}
    if asked.values is not None:
        refuse_what_is_left(bind, asked.table, asked.column, {*asked.values, *instead})
    column = bind.dialect.identifier_preparer.quote(asked.column)
    rule = f"{column} IN ({listed(asked.values)})" if asked.values is not None else None
    cases = " ".join(f"WHEN {listed([old])} THEN {listed([new])}" for old, new in instead.items())
    becomes = f"CASE {column} {cases} ELSE {column} END"
    if bind.dialect.name == "sqlite":
        read = {asked.column: becomes} if instead else {}
        operations.copy_table(asked.table, lambda written: with_check(written, asked.check, rule), read)
        return
    if asked.check in {one["name"] for one in sa.inspect(bind).get_check_constraints(asked.table)}:
        operations.drop_constraint(operations.f(asked.check), asked.table, type_="check")
    if instead:
        changed = sa.update(sa.table(asked.table, sa.column(asked.column)))
        operations.execute(changed.values({asked.column: sa.text(becomes)}))
    if rule is not None:
        operations.create_check_constraint(operations.f(asked.check), asked.table, rule)


@Operations.implementation_for(AddLink)
def add_link(operations, asked):
    key = f"CONSTRAINT fk_{asked.table}_{asked.column}_{asked.target}"
    column = f'{asked.column} INTEGER {key} REFERENCES "{asked.target}" (id)'
    operations.execute(f'ALTER TABLE "{asked.table}" ADD COLUMN {column}')


@Operations.implementation_for(CopyTable)
def copy_table(operations, asked):
    bind, table, copy = operations.get_bind(), asked.table, f"copy_of_{asked.table}"
    run = bind.exec_driver_sql
    if run("PRAGMA foreign_keys").scalar():
        raise RuntimeError("foreign keys are on: dropping the old table would take its children away")
    ours = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type"
    written = run(f"{ours} = 'table'", (table,)).scalar_one()
    beside = run(f"{ours} IN ('index', 'trigger')", (table,)).scalars().all()
    columns = [row.name for row in run(f'PRAGMA table_info("{table}")')]
    named = re.compile(rf'^CREATE TABLE "?{table}"?\s*\(')
    run(named.sub(lambda old: f'CREATE TABLE "{copy}" (', asked.change(written)))
    into = sa.table(copy, *map(sa.column, columns))
    changed = {name: sa.literal_column(said) for name, said in (asked.read or {}).items()}
    values = (changed.get(name, sa.column(name)) for name in columns)
    bind.execute(into.insert().from_select(columns, sa.select(*values).select_from(sa.table(table))))
    run("DELETE FROM sqlite_sequence WHERE name = ?", (copy,))
    run("UPDATE sqlite_sequence SET name = ? WHERE name = ?", (copy, table))  # no number serves twice
    run(f'DROP TABLE "{table}"')
    run(f'ALTER TABLE "{copy}" RENAME TO "{table}"')
    for statement in beside:
        run(statement)


def refuse_what_is_left(bind, table, column, known):
    held = sa.column(column)
    left = sa.select(held, sa.func.count()).select_from(sa.table(table)).where(held.not_in(known))
    found = ", ".join(f"{count} × {value!r}" for value, count in bind.execute(left.group_by(held)))
    if found:
        raise RuntimeError(f"{table}.{column} still holds {found}: say in `instead` what these rows become")


def with_check(written, name, rule):
    """The CREATE statement with this CHECK, in the place of the one of that name; without any for None."""
    check = f"CONSTRAINT {name} CHECK ({rule})" if rule is not None else ""
    there = re.compile(rf'(,?\s*)CONSTRAINT "?{name}"? CHECK \("?\w+"? IN \([^()]*\)\)')
    if there.search(written):
        return there.sub(lambda old: old[1] + check if check else "", written)
    if re.search(rf"\b{name}\b", written):
        raise RuntimeError(f"{name} is not a list of values: change it with op.copy_table")
    return f"{written[: written.rindex(')')].rstrip()}, \n\t{check}\n)" if check else written


def listed(values):
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
