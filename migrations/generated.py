"""What `make migration` writes: Alembic's own text, made fit to run on both databases where rows are."""

import json
import re
from typing import NamedTuple

import sqlalchemy as sa
from alembic.autogenerate.render import renderers
from alembic.operations import ops
from alembic.util import CommandError

from migrations.changes import AddLink, AllowValues

#: How both databases tell that a column holds some values only.
STATE = re.compile(r'^\(*"?(?P<column>\w+)"?\)?(::text)? (IN \(|= (ANY \(ARRAY\[)?)\'')
#: What a column that comes back by a way down holds, when nothing says better.
NOTHING = {
    sa.String: "",
    sa.Boolean: "0",
    sa.Integer: "0",
    sa.Numeric: "0",
    sa.JSON: "{}",
    sa.DateTime: "1970-01-01 00:00:00.000000",
    sa.Date: "1970-01-01",
    sa.Time: "00:00:00.000000",
}
COPIES = (ops.AlterColumnOp, ops.AddConstraintOp, ops.DropConstraintOp)
BY_HAND = (
    "{what} of {table}: SQLite changes what stands in a table only by copying it, and Alembic’s copy would"
    " lose its CHECKs, its triggers and its indexes over an expression. Write the rest without this change,"
    " then write it by hand: op.copy_table on SQLite (migrations/changes.py), on PostgreSQL Alembic’s own."
)
NO_DEFAULT = (
    "{column} is compulsory, and the rows that are there have no value for it: give it a plain `default=` in"
    " its model, or let it be empty (`Mapped[… | None]`)."
)


class State(NamedTuple):
    """A CHECK that lists what a column may hold."""

    table: str
    column: str
    values: tuple[str, ...]


def complete(context, revision, scripts):
    """`process_revision_directives` of Alembic; what it cannot write surely is a CommandError: what to do."""
    for script in scripts:
        up, down = script.upgrade_ops, script.downgrade_ops
        metadata = context.opts["target_metadata"]
        link(up, down)
        wanted, held = of_models(metadata), of_database(context.bind, metadata)
        for step in added(up):
            give(step, default_of(step))
        for step in added(down):
            give(step, nothing(step, held.values()))
        allow(up, down, wanted, held, set(sa.inspect(context.bind).get_table_names()), metadata)
        for step in (*steps(up), *steps(down)):
            if isinstance(step, COPIES):
                table = getattr(step, "table_name", None) or step.source_table
                raise CommandError(BY_HAND.format(what=type(step).__name__.removesuffix("Op"), table=table))


def steps(container):
    """Each operation, those of one table too."""
    for step in container.ops:
        if isinstance(step, ops.OpContainer):
            yield from steps(step)
        else:
            yield step


def added(container):
    return [step for step in steps(container) if isinstance(step, ops.AddColumnOp)]


def replace(container, old, *new):
    """Put `new` where each of `old` stood."""
    for inner in container.ops:
        if isinstance(inner, ops.OpContainer):
            replace(inner, old, *new)
    container.ops[:] = [
        one for step in container.ops for one in (new if any(step is gone for gone in old) else (step,))
    ]


def of_models(metadata):
    """The states that the models want, by the name of their CHECK."""
    return {
        metadata.naming_convention["ck"]
        % {"table_name": table.name, "constraint_name": column.type.name}: State(
            table.name, column.name, tuple(map(str, column.type.enums))
        )
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.Enum)
    }


def of_database(bind, metadata):
    """The states that the database keeps, by the name of their CHECK."""
    inspector = sa.inspect(bind)
    return {
        check["name"]: State(table, told["column"], tuple(re.findall(r"'([^']*)'", check["sqltext"])))
        for table in inspector.get_table_names()
        if table in metadata.tables
        for check in inspector.get_check_constraints(table)
        if (told := STATE.match(check["sqltext"]))
    }


def link(up, down):
    """A new column that points at another table takes its foreign key with it."""
    new = {(step.table_name, step.column.name): step for step in added(up)}
    for key in [step for step in steps(up) if isinstance(step, ops.CreateForeignKeyOp)]:
        column = new.get((key.source_table, *key.local_cols))
        if column is None or not column.column.nullable or [*key.remote_cols] != ["id"]:
            continue
        replace(up, [column], AddLink(key.source_table, column.column.name, key.referent_table))
        replace(up, [key])
        replace(down, [step for step in steps(down) if drops(step, key.constraint_name)])


def drops(step, constraint):
    return isinstance(step, ops.DropConstraintOp) and step.constraint_name == constraint


def allow(up, down, wanted, held, standing, metadata):
    """Each state of a table that stands holds what its enum says; on the way down, what it held before."""
    for check in sorted({*wanted, *held}):
        new, old = wanted.get(check), held.get(check)
        state = new or old
        if state.table not in standing or (new and old and set(new.values) == set(old.values)):
            continue
        if new and old:
            first = first_of(metadata.tables[new.table].c[new.column], old.values)
            instead = {gone: first for gone in new.values if gone not in old.values}
            up.ops.append(AllowValues(*new, check))
            down.ops.insert(0, AllowValues(*old, check, instead or None))
        elif new:
            up.ops.append(AllowValues(*new, check))
            down.ops.insert(0, AllowValues(new.table, new.column, None, check))
        else:
            up.ops.insert(0, AllowValues(old.table, old.column, None, check))
            down.ops.append(AllowValues(*old, check))


def first_of(column, values):
    """What a row begins with again, on the way down."""
    default = str(column.default.arg) if column.default is not None else ""
    return default if default in values else values[0]


def give(step, default):
    """A column of its own, of a plain type, with what the rows that are there receive."""
    old = step.column
    kind = sa.String(old.type.length) if isinstance(old.type, sa.Enum) else old.type
    if isinstance(kind, sa.DateTime):
        kind = sa.DateTime(timezone=True)
    given = old.server_default if default is None else sa.DefaultClause(default)
    step.column = sa.Column(old.name, kind, given, nullable=old.nullable)


def default_of(step):
    """What the model gives, as a text that both databases read for this type; None when it may be empty."""
    column = step.column
    if column.nullable or column.server_default is not None:
        return None
    default = column.default
    value = None
    if default is not None and default.is_scalar:
        value = default.arg
    elif default is not None and default.is_callable and isinstance(column.type, sa.JSON):
        value = default.arg(None)
    if isinstance(column.type, sa.JSON) and value is not None:
        return json.dumps(value)
    if isinstance(value, (bool, int, float)):
        return str(+value)
    if isinstance(value, str):
        return str(value)
    raise CommandError(NO_DEFAULT.format(column=f"{step.table_name}.{column.name}"))


def nothing(step, states):
    """What stands for the words that a way down cannot bring back."""
    column = step.column
    if column.nullable or column.server_default is not None:
        return None
    for state in states:
        if (state.table, state.column) == (step.table_name, column.name):
            return state.values[0]
    return next(said for kind, said in NOTHING.items() if isinstance(column.type, kind))


@renderers.dispatch_for(AllowValues)
def write_values(context, step):
    instead = f", instead={step.instead!r}" if step.instead else ""
    values = list(step.values) if step.values is not None else None
    return f"op.allow_values({step.table!r}, {step.column!r}, {values!r}, check={step.check!r}{instead})"


@renderers.dispatch_for(AddLink)
def write_link(context, step):
    return f"op.add_link({step.table!r}, {step.column!r}, {step.target!r})"
