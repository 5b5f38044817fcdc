"""The convention of Lens in a test: loaded once by the site’s own operation, then put back as it wrote it.

The next one is made from it: other years, a theme and a step less, a body less and a body more.
"""

from dataclasses import replace
from datetime import date
from functools import cache

from ctg_site.convention import operations, reader, years_operations
from ctg_site.db import db, now, operation
from ctg_site.models.convention import Convention
from ctg_site.versions import OURS
from tests.databases import FIRST

#: What the first loading wrote in empty tables: the rows of each, by the table’s name.
kept: dict[str, list[dict]] = {}


@cache
def document():
    return reader.read(reader.LENS)


def next_document(**changes):
    """The convention of 2027-2031, as a town may write it from the one of Lens."""
    lens = document()
    youngest = replace(lens.governance[0], key="conseil-des-jeunes", name="Le conseil des jeunes")
    return replace(
        lens,
        **{
            "period": "2027-2031",
            "starts_on": date(2027, 1, 1),
            "ends_on": date(2031, 12, 31),
            "themes": tuple(theme for theme in lens.themes if theme.code != "NUM"),
            "pathway": tuple(
                replace(step, position=place)
                for place, step in enumerate((one for one in lens.pathway if one.key != "laep"), 1)
            ),
            "governance": (*(one for one in lens.governance if one.key != "comite-technique"), youngest),
        }
        | changes,
    )


def load_next(begun=True, **changes):
    """The next convention beside the one of Lens; its first day has come, unless it is only prepared."""
    made = operations.load_convention(next_document(**changes))
    if begun:
        years_operations.turn(made.starts_on)
    return made


def load_lens():
    """The convention in the database of the test; where something is already there, loaded as on the site."""
    if kept and not any(holds(db.metadata.tables[name]) for name in kept):
        return put_back()
    first = {OURS, *(table.name for table in FIRST)}
    tables = [table for table in db.metadata.sorted_tables if table.name not in first]
    alone = not kept and not any(holds(table) for table in tables)
    made = operations.load_convention(document())
    if alone:
        kept.update((table.name, found) for table in tables if (found := rows(table)))
    return made


def holds(table):
    return db.session.scalar(db.select(db.exists(db.select(1).select_from(table))))


def rows(table):
    """Every row, those that others point at first."""
    ordered = db.select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in db.session.execute(ordered).mappings()]


@operation
def put_back():
    """The same rows, as if they were written now."""
    instant = now()
    for name, held in kept.items():
        table = db.metadata.tables[name]
        fresh = {column.name: instant for column in table.c if column.name == "created_at"}
        db.session.execute(db.insert(table), [row | fresh for row in held])
    if db.engine.dialect.name == "postgresql":
        numbered = {name: held[-1]["id"] for name, held in kept.items() if "id" in held[-1]}
        for name, last in numbered.items():
            sequence = db.func.pg_get_serial_sequence(f'"{name}"', "id")
            db.session.execute(db.select(db.func.setval(sequence, last)))
    return db.session.scalar(db.select(Convention))
