"""The convention of Lens in a test: loaded once by the site’s own operation, then put back as it wrote it."""

from functools import cache

from ctg_site.convention import operations, reader
from ctg_site.db import db, now, operation
from ctg_site.models.convention import Convention

#: What the first loading wrote in empty tables: the rows of each, by the table’s name.
kept: dict[str, list[dict]] = {}


@cache
def document():
    return reader.read(reader.LENS)


def load_lens():
    """The convention in the database of the test; where something is already there, loaded as on the site."""
    if kept and not any(rows(db.metadata.tables[name]) for name in kept):
        return put_back()
    before = {table.name for table in db.metadata.sorted_tables if rows(table)}
    made = operations.load_convention(document())
    after = {table.name: found for table in db.metadata.sorted_tables if (found := rows(table))}
    if not kept and not before:
        kept.update(after)
    return made


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
