"""The demonstration, loaded once, then put back in each test that asks for it."""

from dataclasses import replace

import pytest

from ctg_site import opening_commands
from ctg_site.db import db
from ctg_site.demo import loader, recording
from ctg_site.versions import OURS
from tests.databases import FIRST


@pytest.fixture
def demo_site(app, settings, clock, monkeypatch):
    """The settings say that the site is a demonstration; the clock stands still."""
    monkeypatch.setitem(app.extensions, "ctg_settings", replace(settings, demo=True))


@pytest.fixture(scope="session")
def loaded():
    """What each way of loading said and wrote, by its name: the lines, and the rows of each table."""
    return {}


@pytest.fixture
def demonstration(demo_site, loaded):
    """The lines that the command prints, with the whole demonstration in the database, after `ctg init`."""
    return once(loaded, "copied", (opening_commands.fill, loader.load))


@pytest.fixture
def without_convention(demo_site, loaded):
    """The same on a database that holds no convention: played there, the recording does not fit."""
    return once(loaded, "played", (loader.load,))


def once(loaded, name, steps):
    if name in loaded:
        put_back(loaded[name][1])
        recording.write_files()  # a test that moved the clock may have erased them
    else:
        lines = [step() for step in steps][-1]
        loaded[name] = lines, rows()
        db.session.remove()
    return loaded[name][0]


def rows():
    """The rows of each table, by the table's name; the numbers of tables are of each site."""
    return {
        table.name: [dict(row) for row in db.session.execute(in_order(table)).mappings()]
        for table in db.metadata.sorted_tables
        if table.name != OURS
    }


def in_order(table):
    """Every row, those that others point at first."""
    return db.select(table).order_by(*table.primary_key.columns)


def put_back(kept):
    for table in FIRST:
        db.session.execute(db.delete(table))
    for table in db.metadata.sorted_tables:
        if kept.get(table.name):
            db.session.execute(db.insert(table), kept[table.name])
            if db.engine.dialect.name == "postgresql" and "id" in table.c:
                last = max(row["id"] for row in kept[table.name])
                sequence = db.func.pg_get_serial_sequence(f'"{table.name}"', "id")
                db.session.execute(db.select(db.func.setval(sequence, last)))
    db.session.commit()
